"""A design in words: what to say to who cannot see it, and what its maker had better change."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from insigne_platform.achievements.studio.design import Design
from insigne_platform.achievements.studio.drawing import sizes_of_text
from insigne_platform.achievements.studio.palettes import colour_name, contrast
from insigne_platform.achievements.studio.shapes import SHAPES
from insigne_platform.achievements.studio.signs import SIGNS

ENOUGH_FOR_A_SIGN, ENOUGH_FOR_TEXT, ENOUGH_FOR_AN_EDGE = 3.0, 4.5, 1.5
SMALLEST_TEXT = 13.0  # of the 240 that a picture is high: under 1 mm on a phone
PAPERS = ("#ffffff", "#0c1330")


def alternative_text(design: Design, language: str) -> str:
    """Propose the words for who cannot see the picture, in this language."""
    with override(language):
        shape, colour = str(SHAPES[design.shape].label), colour_name(design.field)
        parts = []
        if design.logo == "sign":
            parts.append(_("the logo of the institution"))
        elif design.sign != "none":
            parts.append(str(SIGNS[design.sign].label))
        if design.lines:
            parts.append(_("the words “%(words)s”") % {"words": " ".join(design.lines)})
        if design.plaque:
            parts.append(_("a plate that says %(plaque)s") % {"plaque": design.plaque})
        if design.stars:
            parts.append(
                ngettext("%(n)s small star", "%(n)s small stars", design.stars)
                % {"n": design.stars}
            )
        if design.logo == "corner":
            parts.append(_("the logo of the institution"))
        if not parts:
            return _("%(shape)s in %(colour)s") % {"shape": shape, "colour": colour}
        return _("%(shape)s in %(colour)s with %(parts)s") % {
            "shape": shape,
            "colour": colour,
            "parts": _and(parts),
        }


def _and(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def hints(design: Design) -> list[str]:
    """Say what will be hard to see; nothing if all is well."""
    found = []
    ratio = contrast(design.ink, design.field)
    if design.lines and ratio < ENOUGH_FOR_TEXT:
        found.append(
            _(
                "The text is hard to read on this field: the contrast is %(ratio)s, and 4.5 is "
                "needed. Make one of the two lighter or darker."
            )
            % {"ratio": number_format(ratio, 1)}
        )
    elif design.sign != "none" and design.logo != "sign" and ratio < ENOUGH_FOR_A_SIGN:
        found.append(
            _(
                "The sign is hard to see on this field: the contrast is %(ratio)s, and 3 is "
                "needed. Make one of the two lighter or darker."
            )
            % {"ratio": number_format(ratio, 1)}
        )
    if contrast(design.edge, PAPERS[0]) < ENOUGH_FOR_AN_EDGE:
        found.append(_("The edge is so light that it fades on white paper. Make it darker."))
    if any(size < SMALLEST_TEXT for _line, size, _y in sizes_of_text(design)):
        found.append(
            _("The text becomes very small. Use fewer letters, or divide it over two lines.")
        )
    return found
