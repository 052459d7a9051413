"""Words as outlines, so that a picture looks the same where the font is not installed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("lettering.json")
EM = 1000
STEP = re.compile(r"([MLHVQCZ])([^MLHVQCZ]*)")

Glyph = tuple[int, str]


@cache
def _lettering() -> tuple[Mapping[str, Glyph], int]:
    """The outlines of the letters, and the height of a capital."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return {letter: (width, path) for letter, (width, path) in said["glyphs"].items()}, int(
        said["cap_height"]
    )


def unknown_letters(text: str) -> list[str]:
    """The characters of *text* that we cannot draw, each once."""
    glyphs, _height = _lettering()
    return [letter for letter in dict.fromkeys(text) if letter not in glyphs]


def width_of(text: str) -> float:
    """How wide *text* is at size 1."""
    glyphs, _height = _lettering()
    return sum(glyphs[letter][0] for letter in text) / EM


def cap_height() -> float:
    """How high a capital is at size 1."""
    _glyphs, height = _lettering()
    return height / EM


def outlines(text: str, *, size: float, x: float, y: float) -> str:
    """One path for *text*, its middle at *x* and halfway its capitals at *y*."""
    glyphs, height = _lettering()
    scale = size / EM
    left, base = x - width_of(text) * size / 2, y + height * scale / 2
    parts = []
    for letter in text:
        width, path = glyphs[letter]
        parts.append("".join(_moved(path, scale, left, base)))
        left += width * scale
    return "".join(parts)


def _moved(path: str, scale: float, left: float, base: float) -> Iterator[str]:
    """A path at another place and size; its commands are absolute."""
    for command, written in STEP.findall(path):
        values = [float(number) for number in re.findall(r"-?\d+", written)]
        yield command + " ".join(
            f"{value * scale + (base if _is_vertical(command, place) else left):.1f}".removesuffix(
                ".0"
            )
            for place, value in enumerate(values)
        )


def _is_vertical(command: str, place: int) -> bool:
    return command == "V" or (command != "H" and place % 2 == 1)
