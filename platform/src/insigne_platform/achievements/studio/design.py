"""What a badge picture is made of: one frozen description, from which one drawing follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insigne_platform.achievements.studio.lettering import unknown_letters
from insigne_platform.achievements.studio.palettes import HEX
from insigne_platform.achievements.studio.shapes import SHAPES
from insigne_platform.achievements.studio.signs import SIGNS
from insigne_platform.core.errors import Invalid, Problem

FORMAT: Final = 1
LONGEST_LINE, LONGEST_PLAQUE, MOST_STARS = 24, 12, 5

PATTERNS: Mapping[str, Promise] = {
    "none": gettext_lazy("Even"),
    "weave": gettext_lazy("Woven"),
    "stripes": gettext_lazy("Stripes"),
    "dots": gettext_lazy("Dots"),
    "chequers": gettext_lazy("Chequers"),
    "waves": gettext_lazy("Waves"),
    "rays": gettext_lazy("Rays"),
    "rings": gettext_lazy("Rings"),
}
BORDERS: Mapping[str, Promise] = {
    "merrowed": gettext_lazy("Embroidered"),
    "stitched": gettext_lazy("Stitched"),
    "plain": gettext_lazy("Plain"),
    "double": gettext_lazy("Double"),
}
LOGOS: Mapping[str, Promise] = {
    "none": gettext_lazy("No logo"),
    "sign": gettext_lazy("In the place of the sign"),
    "corner": gettext_lazy("Small, in a corner"),
}
COLOURS: Final = ("field", "edge", "ink", "accent")
TEXTS: Mapping[str, int] = {
    "line_1": LONGEST_LINE,
    "line_2": LONGEST_LINE,
    "plaque": LONGEST_PLAQUE,
}
CHOICES: Mapping[str, Mapping[str, object]] = {
    "shape": SHAPES,
    "pattern": PATTERNS,
    "border": BORDERS,
    "sign": {"none": None, **SIGNS},
    "logo": LOGOS,
}


@dataclass(frozen=True, slots=True)
class Design:
    """A badge picture in words; equal designs are equal pictures."""

    shape: str = "hexagon"
    pattern: str = "weave"
    border: str = "merrowed"
    field: str = "#1b2757"
    edge: str = "#0b1330"
    ink: str = "#ffffff"
    accent: str = "#f36f12"
    sign: str = "star"
    line_1: str = ""
    line_2: str = ""
    plaque: str = ""
    stars: int = 0
    logo: str = "none"

    @property
    def lines(self) -> list[str]:
        """The lines of text that are not empty."""
        return [line for line in (self.line_1, self.line_2) if line]

    @classmethod
    def read(cls, said: Mapping[str, object]) -> Design:
        """Read a description that somebody else wrote; what is not named is as in a new design.

        Raises `Invalid` with everything that is wrong.
        """
        given: dict[str, str | int] = {}
        problems: list[Problem] = []
        for name in (each.name for each in fields(cls)):
            if name not in said:
                continue
            value, problem = _read(name, said[name])
            given[name] = value
            if problem:
                problems.append(Problem(name, problem))
        if problems:
            raise Invalid(problems)
        return cls(**given)  # type: ignore[arg-type]  # each name was read as its field wants

    def to_json(self) -> dict[str, object]:
        """Write the description as it is stored beside the picture."""
        return {"format": FORMAT, **asdict(self)}


def _read(name: str, value: object) -> tuple[str | int, str]:
    if name == "stars":
        return _stars(value)
    text = value if isinstance(value, str) else ""
    if name in TEXTS:
        return _text(text, TEXTS[name])
    if name in COLOURS:
        colour = text.lower()
        return colour, "" if HEX.fullmatch(colour) else _("Choose a colour, such as #1d3fa6.")
    return text, "" if text in CHOICES[name] else _("Choose one of what is offered.")


def _stars(value: object) -> tuple[int, str]:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    stars = int(text) if re.fullmatch(r"[0-9]", text) else -1
    if not 0 <= stars <= MOST_STARS:
        return 0, _("From 0 to 5 stars.")
    return stars, ""


def _text(value: str, longest: int) -> tuple[str, str]:
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    if len(text) > longest:
        return text, _("At most %(n)s characters: a picture is small.") % {"n": longest}
    if unknown := unknown_letters(text):
        return text, _("These characters cannot be drawn: %(letters)s. Leave them out.") % {
            "letters": " ".join(letter if letter.isprintable() else "□" for letter in unknown)
        }
    return text, ""
