"""What stands on a certificate, and drawing it: one A4 page, PDF/A-3a and PDF/UA-1.

Everything on it is given to the typesetter as data, so that no name is ever markup.
"""

from __future__ import annotations

import io
import json
import tempfile
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

import segno
import typst
from PIL import Image

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
TEMPLATE: Final = HERE / "certificate.typ"
STANDARDS: Final[Sequence[Literal["a-3a", "ua-1"]]] = ("a-3a", "ua-1")
MISSING: Final = "?"
"""What stands for a letter that no font here has; the badge inside has it."""
MOST_OUTCOMES: Final = 8
LONGEST: Final = 400
INK: Final = "#101a3c"
SIDE: Final = 800


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a badge is worth: what it is called, what it is, and a smaller word."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around it, in the language of the certificate."""

    title: str
    kind: str
    declares: str
    earned: str
    outcomes: str
    check_title: str
    check: str
    qr: str
    inside: str
    foot: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate before it is drawn.

    *credential* is the badge as it was signed. *address* is where the paper is checked; without
    one there is no code on it. *picture* and *logo* are PNG; *colour* is `#rrggbb`.
    """

    language: str
    institution: str
    issuer: str
    holder: str
    badge: str
    description: str
    day: date
    words: Words
    picture: bytes
    picture_alt: str
    credential: bytes
    address: str = ""
    rows: Sequence[Row] = ()
    outcomes: Sequence[str] = ()
    logo: bytes = b""
    colour: str = INK
    media_type: str = field(default="application/vc+ld+json")


def draw(paper: Paper) -> bytes:
    """Draw a certificate as a PDF with the credential inside: the same bytes for the same paper."""
    return _typeset(paper, "pdf")


def draw_picture(paper: Paper) -> bytes:
    """Draw a certificate as a PNG of 110 dots an inch, to be looked at."""
    return _typeset(paper, "png")


def _typeset(paper: Paper, kind: Literal["pdf", "png"]) -> bytes:
    data = _data(paper)
    try:
        return _compiled(paper, data, kind)
    except typst.TypstError:  # a letter that no font has may not stand in a PDF/A
        return _compiled(paper, _printable(data), kind)


def _compiled(paper: Paper, data: object, kind: Literal["pdf", "png"]) -> bytes:
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "data.json": json.dumps(data).encode(),
        "credential": paper.credential,
        "picture.png": _plain(paper.picture),
        "qr.svg": _code(paper.address),
    }
    if paper.logo:
        files["logo.png"] = _plain(paper.logo)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        drawn = typst.compile(
            f"{folder}/main.typ",
            root=folder,
            format=kind,
            ppi=110.0,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=list(STANDARDS) if kind == "pdf" else [],
        )
    assert isinstance(drawn, bytes)  # one page for each is a list, and PDF is one
    return drawn


def _data(paper: Paper) -> dict[str, object]:
    words = paper.words
    return {
        "language": paper.language,
        "title": words.title,
        "kind": words.kind,
        "declares": words.declares,
        "earned": words.earned,
        "outcomes_title": words.outcomes,
        "check_title": words.check_title,
        "check": words.check,
        "qr_alt": words.qr,
        "foot": words.foot,
        "institution": paper.institution,
        "issuer": paper.issuer,
        "holder": _one_line(paper.holder),
        "name_size": _size(paper.holder, 26),
        "badge": _one_line(paper.badge),
        "badge_size": _size(paper.badge, 20),
        "description": _short(paper.description),
        "day": [paper.day.year, paper.day.month, paper.day.day],
        "rows": [
            {"label": row.label, "value": _short(row.value), "detail": _short(row.detail)}
            for row in paper.rows
        ],
        "outcomes": [_short(each) for each in paper.outcomes[:MOST_OUTCOMES]],
        "picture_alt": paper.picture_alt or paper.badge,
        "has_logo": bool(paper.logo),
        "colour": paper.colour,
        "address": paper.address,
        "file": {"name": "credential.json", "type": paper.media_type, "words": words.inside},
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    text = _one_line(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _size(text: str, largest: int) -> int:
    """A size in points with which the text takes a few lines at most."""
    return largest if len(text) <= 40 else max(12, largest * 40 // len(text) + 6)


def _plain(picture: bytes) -> bytes:
    """The pixels of a picture, and nothing else that was in the file."""
    with Image.open(io.BytesIO(picture), formats=["PNG"]) as image:
        drawn = image.convert("RGBA")
    drawn.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()


def _code(address: str) -> bytes:
    written = io.BytesIO()
    segno.make(address or "-", error="m").save(written, kind="svg", border=2, scale=4)
    return written.getvalue()


def _printable(data: object) -> object:
    """The same, with a question mark for what our fonts have not."""
    if isinstance(data, dict):
        return {name: _printable(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_printable(value) for value in data]
    if isinstance(data, str):
        return "".join(each if _is_known(ord(each)) else MISSING for each in data)
    return data


def _is_known(letter: int) -> bool:
    starts, ends = _letters()
    place = bisect_right(starts, letter) - 1
    return place >= 0 and letter <= ends[place]


@cache
def _letters() -> tuple[list[int], list[int]]:
    """The first and last of every run of letters that the fonts have."""
    runs = [line.split("-") for line in (FONTS / "letters.txt").read_text("ascii").split()]
    return [int(run[0], 16) for run in runs], [int(run[-1], 16) for run in runs]
