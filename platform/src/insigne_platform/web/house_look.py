"""How an institution's colours are shown and judged on the page where they are chosen."""

from collections.abc import Mapping

from django.forms import Form

from insigne_platform.institutions import colours

GROUND = {
    "primary": colours.PAPER,
    "accent": colours.PAPER,
    "primary_dark": colours.PAPER_DARK,
    "accent_dark": colours.PAPER_DARK,
}


def colour_rows(form: Form, chosen: Mapping[str, object]) -> list[dict[str, object]]:
    """Each colour with its field, its contrast on its own paper, and a near one that passes."""
    return [_row(form, name, str(chosen.get(name) or "").strip().lower()) for name in GROUND]


def _row(form: Form, name: str, colour: str) -> dict[str, object]:
    row: dict[str, object] = {"field": form[name], "name": name, "ground": GROUND[name]}
    if colours.is_colour(colour):
        judged = colours.judge(colour, GROUND[name])
        row |= {
            "colour": colour,
            "ratio": judged.ratio,
            "is_enough": judged.is_enough,
            "passing": judged.passing,
        }
    return row
