"""The colours of badges: sets that go together, how far two of them differ, and their names."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEX = re.compile(r"#[0-9a-f]{6}")
BLACK, WHITE = "#101a3c", "#ffffff"


@dataclass(frozen=True, slots=True)
class Palette:
    """Four colours that go together: of the field, the edge, the sign, and one that stands out."""

    label: Promise
    field: str
    edge: str
    sign: str
    accent: str


PALETTES: Mapping[str, Palette] = {
    "delta": Palette(_("Delta"), "#bfe9f2", "#073b4c", "#073b4c", "#f36f12"),
    "night": Palette(_("Night"), "#1b2757", "#0b1330", "#ffffff", "#f36f12"),
    "forest": Palette(_("Forest"), "#15805c", "#0c4a36", "#ffffff", "#ffd24a"),
    "royal": Palette(_("Royal blue"), "#2447c6", "#14226b", "#ffffff", "#ffd24a"),
    "heather": Palette(_("Heather"), "#7a4cc9", "#4a2a86", "#ffffff", "#ffb6cb"),
    "raspberry": Palette(_("Raspberry"), "#c01f55", "#7a0f36", "#ffffff", "#ffd24a"),
    "orange": Palette(_("Orange"), "#fff1e3", "#a83f00", "#101a3c", "#ea5f00"),
    "wheat": Palette(_("Wheat"), "#ffe9b0", "#7a5200", "#3d2b00", "#c01f55"),
    "slate": Palette(_("Slate"), "#39465e", "#1d2637", "#ffffff", "#7fe0f2"),
    "paper": Palette(_("Paper"), "#f7f8fc", "#49526e", "#101a3c", "#1d3fa6"),
}


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours differ, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: str) -> str:
    """Ink or white, whichever reads best on this colour."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, colour))


def colour_name(colour: str) -> str:
    """Name a colour as people do, in the reader's language."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.94:
        return str(_("white"))
    if light < 0.1:
        return str(_("black"))
    if strength < 0.14:
        return str(_("grey"))
    return str(_of_hue(hue * 360, light))


def _of_hue(degrees: float, light: float) -> Promise:
    if 15 <= degrees < 45 and light < 0.32:
        return _("brown")
    edges = (
        (15, _("red")), (45, _("orange")), (68, _("yellow")), (165, _("green")),
        (195, _("turquoise")), (255, _("blue")), (292, _("purple")), (345, _("pink")),
    )  # fmt: skip
    return next((name for edge, name in edges if degrees < edge), edges[0][1])


def palette_of_house(primary: str, accent: str) -> Palette | None:
    """The institution's own colours as a palette, if it has any."""
    if not HEX.fullmatch(primary.lower()):
        return None
    field = primary.lower()
    second = accent.lower() if HEX.fullmatch(accent.lower()) else "#f36f12"
    return Palette(_("Of the institution"), field, darker(field), readable_on(field), second)


def darker(colour: str) -> str:
    """The same colour, a little over half as light."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.55):02x}" for part in parts)
