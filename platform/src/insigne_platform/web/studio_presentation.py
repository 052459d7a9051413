"""The picture studio, laid out: what there is to choose from, and how a design looks."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.pictures import logo_for_drawing
from insigne_platform.achievements.studio.design import Design
from insigne_platform.achievements.studio.drawing import draw
from insigne_platform.achievements.studio.palettes import PALETTES, Palette, palette_of_house
from insigne_platform.achievements.studio.shapes import SHAPES
from insigne_platform.achievements.studio.signs import SIGNS
from insigne_platform.achievements.studio.words import alternative_text, hints
from insigne_platform.institutions.models import Institution

LANGUAGES = ("nl", "en")


def look_of(design: Design, institution: Institution) -> Mapping[str, object]:
    """How a design looks: the very picture that will be stored, hints, and words for it."""
    svg = draw(design, logo=logo_for_drawing(institution))
    source = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return {
        "picture": f"data:image/svg+xml;base64,{source}",
        "hints": hints(design),
        **{f"alt_{language}": alternative_text(design, language) for language in LANGUAGES},
    }


def palettes_for(institution: Institution) -> Mapping[str, Palette]:
    """The palettes to choose from; the institution's own comes first, if it has colours."""
    own = palette_of_house(
        getattr(institution, "primary", "") or "", getattr(institution, "accent", "") or ""
    )
    return {"house": own, **PALETTES} if own else PALETTES


def with_palette(design: Mapping[str, object], palette: Palette) -> dict[str, object]:
    """What was chosen, in other colours."""
    return {**design, **colours_of(palette)}


def colours_of(palette: Palette) -> dict[str, str]:
    """The colours of a palette, by the names that a design has for them."""
    return {
        "field": palette.field,
        "edge": palette.edge,
        "ink": palette.sign,
        "accent": palette.accent,
    }


def begun_design(version: AchievementVersion) -> Design:
    """The design to begin with: the stored one, or a first proposal in the house's colours."""
    if version.picture_design:
        return Design.read(version.picture_design)
    first = next(iter(palettes_for(version.achievement.issuer.institution).values()))
    return Design.read(with_palette(asdict(Design()), first))


def choices(palettes: Mapping[str, Palette]) -> Mapping[str, Iterable[Mapping[str, object]]]:
    """What the tiles of the page show."""
    return {
        "shapes": [
            {"value": name, "label": each.label, "path": each.outline, "behind": each.behind}
            for name, each in SHAPES.items()
        ],
        "signs": [
            {"value": name, "label": each.label, "stroked": each.stroked, "filled": each.filled}
            for name, each in SIGNS.items()
        ],
        "palettes": [
            {"value": name, "label": each.label, **colours_of(each)}
            for name, each in palettes.items()
        ],
    }
