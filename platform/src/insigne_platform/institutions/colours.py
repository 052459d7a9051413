"""Colours that can be seen: contrast as WCAG measures it, and a near colour with enough of it."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

COLOUR = re.compile(r"#[0-9a-f]{6}")
PAPER, PAPER_DARK = "#ffffff", "#0c1330"
WASH, WASH_DARK = "#e3e8f3", "#1f2a55"  # the ground on which the contrast of text is least
SHAPES, TEXT = 3.0, 4.5  # WCAG 2.2, "Non-text Contrast" and "Contrast (Minimum)"
STEPS = 400

type Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A colour on a ground: how well it shows, and which near one shows well enough."""

    colour: str
    ground: str
    ratio: float
    passing: str

    @property
    def is_enough(self) -> bool:
        """Say whether it can be seen as it is."""
        return self.colour == self.passing


def judge(colour: str, ground: str, *, at_least: float = SHAPES) -> Judged:
    """Measure a colour on a ground, and find the nearest that passes."""
    return Judged(colour, ground, contrast(colour, ground), nearest(colour, ground, at_least))


def is_colour(text: str) -> bool:
    """Say whether this is a colour as we store them: #rrggbb in lower case."""
    return COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: str, ground: str, at_least: float) -> str:
    """The colour of the same hue, a little lighter or darker, that shows on this ground."""
    if contrast(colour, ground) >= at_least:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    for step in range(1, STEPS + 1):
        for change in (-step, step):
            tried = lightness + change / STEPS
            if 0 <= tried <= 1:
                candidate = _hex(colorsys.hls_to_rgb(hue, tried, saturation))
                if contrast(candidate, ground) >= at_least:
                    return candidate
    return "#000000" if _luminance(ground) > 0.18 else "#ffffff"


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    if not is_colour(colour):
        raise ValueError(f"{colour} is not a colour of the form #rrggbb")
    return (
        int(colour[1:3], 16) / 255,
        int(colour[3:5], 16) / 255,
        int(colour[5:7], 16) / 255,
    )


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
