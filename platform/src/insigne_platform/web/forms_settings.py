"""The forms of an institution's settings: names, identification, look, and four eyes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.institutions.models import InstitutionKind
from insigne_platform.web.day_field import DayField
from insigne_platform.web.forms import FileInput
from insigne_platform.web.forms_house import ADDRESS_ERRORS, URL_ERRORS

LARGEST_LOGO = 512 * 1024
SCHOOLS = frozenset({InstitutionKind.UNIVERSITY, InstitutionKind.APPLIED_SCIENCES})
OF_SCHOOLS = ("brin", "rio", "schac_home")


class SafeguardsForm(forms.Form):
    """What needs a second person."""

    requires_approval = forms.BooleanField(
        label=_("A badge is approved by another person before it is published"),
        required=False,
        help_text=_("By whoever may approve; never by who asked for it."),
    )
    approve_batches_above = forms.IntegerField(
        label=_("Lists of more people than this are approved by another person"),
        required=False, min_value=0, max_value=1_000_000,
        help_text=_("Leave this open if no list needs approval. With 0 every list does."),
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip


class IdentityForm(forms.Form):
    """By what an institution is known: to people, and to registers."""

    kind = forms.ChoiceField(label=_("Kind of institution"), choices=InstitutionKind)
    country = forms.CharField(
        label=_("Country"), min_length=2, max_length=2,
        help_text=_("Two letters, for example NL."),
    )  # fmt: skip
    description_nl = forms.CharField(
        label=_("In a sentence, in Dutch"), widget=forms.Textarea({"rows": 2}), required=False
    )
    description_en = forms.CharField(
        label=_("In a sentence, in English"), widget=forms.Textarea({"rows": 2}), required=False
    )
    url = forms.URLField(
        label=_("Web address"), max_length=300, assume_scheme="https", error_messages=URL_ERRORS
    )
    email = forms.EmailField(
        label=_("E-mail address for questions"), max_length=254, error_messages=ADDRESS_ERRORS
    )
    domain = forms.CharField(
        label=_("Domain"), max_length=253, required=False,
        help_text=_("What stands behind the @ in your addresses: university.example"),
    )  # fmt: skip
    ror = forms.CharField(
        label="ROR", max_length=60, required=False,
        help_text=_("The worldwide register of research organisations: 04pp8hn57"),
    )  # fmt: skip
    brin = forms.CharField(
        label="BRIN", max_length=8, required=False,
        help_text=_("The number of a Dutch school: 21PB"),
    )  # fmt: skip
    rio = forms.CharField(
        label="RIO", max_length=36, required=False,
        help_text=_("The number in the Dutch register of institutions: 100B490"),
    )  # fmt: skip
    schac_home = forms.CharField(
        label="schacHomeOrganization", max_length=253, required=False,
        help_text=_("The domain under which the federation knows you: university.example"),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in SCHOOLS and not self.is_bound:
            for name in OF_SCHOOLS:
                if not self.initial.get(name):
                    del self.fields[name]


class NameForm(forms.Form):
    """Another name from a day on, or the same one without a mistake."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    why = forms.ChoiceField(
        label=_("What changes?"), widget=forms.RadioSelect, initial="renamed",
        choices=(
            ("renamed", _("A new name. The old one stays visible as the former name.")),
            ("corrected", _("A mistake in the name. It was never really called that.")),
        ),
    )  # fmt: skip
    since = DayField(label=_("New name since"), required=False)

    def clean(self) -> dict[str, object]:
        """Ask for the day of a renaming."""
        cleaned = super().clean() or {}
        if cleaned.get("why") == "renamed" and not cleaned.get("since") and not self.errors:
            self.add_error("since", _("Give the day from which the new name holds."))
        return cleaned


class IntroductionForm(forms.Form):
    """The institution's own page: its address, and what stands on it."""

    slug = forms.CharField(
        label=_("Own address"), max_length=60,
        help_text=_("Small letters, digits and hyphens. An older address leads to the new one."),
        error_messages={"required": _("Give a word for the address, such as my-university.")},
    )  # fmt: skip
    introduction_nl = forms.CharField(
        label=_("Introduction in Dutch"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip
    introduction_en = forms.CharField(
        label=_("Introduction in English"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip


class ColoursForm(forms.Form):
    """Two colours, on white paper and on a dark screen."""

    primary = forms.CharField(
        label=_("Main colour"), max_length=7, required=False,
        help_text=_("The ribbon and the band above your pages."),
    )  # fmt: skip
    accent = forms.CharField(
        label=_("Second colour"), max_length=7, required=False,
        help_text=_("The stripes of the ribbon."),
    )  # fmt: skip
    primary_dark = forms.CharField(
        label=_("Main colour on dark screens"), max_length=7, required=False,
        help_text=_("Leave this open, and we take the nearest colour that shows well."),
    )  # fmt: skip
    accent_dark = forms.CharField(
        label=_("Second colour on dark screens"), max_length=7, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {
                "placeholder": "#1d3fa6", "autocomplete": "off", "spellcheck": "false",
                "data-colour": "",
            }  # fmt: skip


class LogoForm(forms.Form):
    """A logo, and what it shows in words."""

    logo = forms.FileField(
        label=_("Logo"), allow_empty_file=True,
        help_text=_("SVG or PNG, up to 500 kB, preferably on a transparent ground."),
        widget=FileInput(
            LARGEST_LOGO, _("The logo is larger than 500 kB. Choose a smaller file."),
            accept=".svg,.png,image/svg+xml,image/png",
        ),
        error_messages={"required": _("Choose a picture.")},
    )  # fmt: skip
    alt_nl = forms.CharField(
        label=_("What the logo shows, in Dutch"), max_length=300, required=False
    )
    alt_en = forms.CharField(
        label=_("What the logo shows, in English"), max_length=300, required=False
    )
