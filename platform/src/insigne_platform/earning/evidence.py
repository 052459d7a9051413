"""Which files are taken as evidence: few kinds, told by what is in them, and of a limited size."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from insigne_platform.core.errors import Problem

MOST_FILES: Final = 5
LARGEST: Final = 5 * 1024 * 1024
ENDINGS: Final = (".pdf", ".png", ".jpg", ".jpeg", ".txt", ".docx", ".odt")
OFFICE: Final = {
    ".docx": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ".odt": ("content.xml", "application/vnd.oasis.opendocument.text"),
}


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file as somebody sends it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that is taken, with the kind that we found it to be."""

    name: str
    media_type: str
    content: bytes


def read_files(
    offered: Sequence[OfferedFile], *, already: int = 0
) -> tuple[list[ReadFile], list[Problem]]:
    """Answer the files that are taken, and what is wrong with the others."""
    if len(offered) + already > MOST_FILES:
        return [], [Problem("files", _("At most %(n)s files.") % {"n": MOST_FILES})]
    taken, problems = [], []
    for file in offered:
        name = safe_name(file.name)
        kind = media_type_of(name, file.content)
        if len(file.content) > LARGEST:
            problems.append(_("%(name)s is larger than 5 MB."))
        elif not file.content:
            problems.append(_("%(name)s is empty."))
        elif kind is None:
            problems.append(_("%(name)s is not a PDF, PNG, JPEG, text, Word or ODT file."))
        else:
            taken.append(ReadFile(name, kind, file.content))
            continue
        problems[-1] = problems[-1] % {"name": name}
    return taken, [Problem("files", message) for message in problems]


def media_type_of(name: str, content: bytes) -> str | None:
    """Say of which kind a file is by its ending and by what is in it; None if they disagree."""
    ending = "".join(name.lower().rpartition(".")[1:])
    if ending == ".pdf" and content.startswith(b"%PDF-"):
        return "application/pdf"
    if ending == ".png" and content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if ending in (".jpg", ".jpeg") and content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if ending == ".txt" and _is_text(content):
        return "text/plain; charset=utf-8"
    if ending in OFFICE:
        member, media_type = OFFICE[ending]
        return media_type if _has_member(content, member) else None
    return None


def safe_name(name: str) -> str:
    """Keep of a name what can stand in a header and on a disk, its ending above all."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(
        character if character.isalnum() or character in " ._-()" else "_" for character in plain
    ).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:10]}" if dot else (kept[:110] or "file")


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _has_member(content: bytes, member: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            return member in parcel.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
