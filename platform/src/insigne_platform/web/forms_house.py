"""The forms of an institution: itself, its issuers, its people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.institutions.models import InstitutionKind, Role

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


class MemberForm(forms.Form):
    """Who joins, and to do what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of somebody who has an account here already."),
        error_messages=ADDRESS_ERRORS,
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.AWARDER)


class RoleForm(forms.Form):
    """What somebody does from now on."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
