"""The forms of an institution: itself and its issuers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.institutions.models import InstitutionKind, IssuerGroup

ADDRESS_ERRORS = {
    "required": _("Enter an e-mail address."),
    "invalid": _("This is not a complete e-mail address. Check it."),
}
URL_ERRORS = {
    "required": _("Enter the web address, starting with https://"),
    "invalid": _("This is not a web address. It starts with https://"),
}


class IssuerForm(forms.Form):
    """The name under which badges are given, and where people find who that is."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    description_nl = forms.CharField(
        label=_("About this issuer, in Dutch"), widget=forms.Textarea({"rows": 3}), required=False
    )
    description_en = forms.CharField(
        label=_("About this issuer, in English"), widget=forms.Textarea({"rows": 3}), required=False
    )
    url = forms.URLField(
        label=_("Web address"), max_length=300, assume_scheme="https", error_messages=URL_ERRORS
    )
    email = forms.EmailField(
        label=_("E-mail address for questions"), max_length=254, error_messages=ADDRESS_ERRORS
    )


class InstitutionForm(IssuerForm):
    """An institution, and who runs it here."""

    kind = forms.ChoiceField(label=_("Kind of institution"), choices=InstitutionKind)
    country = forms.CharField(
        label=_("Country"), min_length=2, max_length=2, initial="NL",
        help_text=_("Two letters, for example NL."),
    )  # fmt: skip

    def fields_of_institution(self) -> dict[str, str]:
        """What was entered, as the service takes it."""
        return {**self.cleaned_data, "country": self.cleaned_data["country"].upper()}


class GroupForm(forms.Form):
    """A part of an institution, such as a faculty."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)


class IssuerOfGroupForm(IssuerForm):
    """A new issuer, perhaps of a part of the institution."""

    group = forms.ChoiceField(label=_("Part of the institution"), required=False)

    def __init__(self, *args: Any, groups: Iterable[IssuerGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group in groups}
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole institution")),
            *((key, group.name) for key, group in self.groups.items()),
        ]

    def fields_of_issuer(self) -> dict[str, str]:
        """What was entered, as the service takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "group"}

    def chosen_group(self) -> IssuerGroup | None:
        """The part that was chosen, if one was."""
        return self.groups.get(self.cleaned_data.get("group", ""))


class IssuerDetailsForm(IssuerForm):
    """What an issuer says of itself, beside its name."""

    name_nl = None  # type: ignore[assignment]
    name_en = None  # type: ignore[assignment]
