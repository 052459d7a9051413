"""The form of the picture studio: what a badge picture is made of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.studio.design import (
    BORDERS,
    COLOURS,
    LOGOS,
    LONGEST_LINE,
    LONGEST_PLAQUE,
    MOST_STARS,
    PATTERNS,
    Design,
)
from insigne_platform.achievements.studio.shapes import SHAPES
from insigne_platform.achievements.studio.signs import SIGNS
from insigne_platform.web.forms import LARGEST_PICTURE, FileInput

ALTS = ("alt_nl", "alt_en")


def _colour(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=7, widget=forms.TextInput({"type": "color"}))


def _words(label: Any, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class StudioForm(forms.Form):
    """Every choice of a design, and the words for who cannot see the picture."""

    shape = forms.ChoiceField(
        label=_("Shape"), choices=[(name, each.label) for name, each in SHAPES.items()]
    )
    sign = forms.ChoiceField(
        label=_("Sign"),
        choices=[("none", _("No sign")), *((name, each.label) for name, each in SIGNS.items())],
    )
    field = _colour(_("Field"))
    ink = _colour(_("Sign and text"))
    edge = _colour(_("Edge"))
    accent = _colour(_("Plate and ribbons"))
    line_1 = _words(_("First line"), LONGEST_LINE)
    line_2 = _words(_("Second line"), LONGEST_LINE)
    pattern = forms.ChoiceField(label=_("Pattern of the field"), choices=list(PATTERNS.items()))
    border = forms.ChoiceField(label=_("Kind of edge"), choices=list(BORDERS.items()))
    plaque = _words(_("On the plate: a year or a level"), LONGEST_PLAQUE)
    stars = forms.TypedChoiceField(
        label=_("Stars on the plate"),
        coerce=int,
        choices=[(n, str(n)) for n in range(MOST_STARS + 1)],
    )
    logo = forms.ChoiceField(label=_("Logo of the institution"), choices=list(LOGOS.items()))
    alt_nl = forms.CharField(
        label=_("What the picture shows, in Dutch"),
        max_length=300,
        widget=forms.TextInput({"lang": "nl"}),
    )
    alt_en = forms.CharField(
        label=_("What the picture shows, in English"),
        max_length=300,
        widget=forms.TextInput({"lang": "en"}),
    )

    def __init__(self, data: Any = None, *, has_logo: bool, **more: Any) -> None:
        super().__init__(data, **more)
        if not has_logo:
            del self.fields["logo"]

    @property
    def described(self) -> Mapping[str, object]:
        """What was chosen, as `Design.read` takes it; before that, what the form began with."""
        source = self.data if self.is_bound else self.initial
        names = [name for name in self.fields if name not in ALTS]
        return {name: source[name] for name in names if name in source}

    @classmethod
    def of(cls, design: Design, *, has_logo: bool, alts: Mapping[str, str]) -> "StudioForm":
        """The form as a design stands now."""
        return cls(initial={**design.to_json(), **alts}, has_logo=has_logo)

    @property
    def colours(self) -> list[forms.BoundField]:
        """The four fields for colours."""
        return [self[name] for name in ("field", "ink", "edge", "accent") if name in COLOURS]


class PictureForm(forms.Form):
    """A picture that was made elsewhere."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("SVG, PNG or JPEG; square; 600 pixels or more; up to 1 MB."),
        allow_empty_file=True,
        widget=FileInput(
            LARGEST_PICTURE,
            _("The picture is larger than 1 MB. Choose a smaller one."),
            accept=".svg,.png,.jpg,.jpeg,image/svg+xml,image/png,image/jpeg",
        ),
    )
