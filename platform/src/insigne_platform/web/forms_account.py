"""The forms of signing in and of one's own account."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.people.models import Language
from insigne_platform.web.day_field import DayField


class WithoutPlaceholders:
    """A label says what a field is for; a grey copy of it in the field helps nobody."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def without_citizen_number(text: str) -> str:
    """Refuse a text that could have a citizen service number in it."""
    if holds_citizen_number(text):
        raise forms.ValidationError(_now(REFUSED))
    return text


class LoginForm(WithoutPlaceholders, allauth_forms.LoginForm):
    """An address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""


class SignupForm(WithoutPlaceholders, allauth_forms.SignupForm):
    """A new account: a name if one likes, an address, a password."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("display_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def clean_display_name(self) -> str:
        """A name without a number in it that nobody may ask for."""
        return without_citizen_number(self.cleaned_data["display_name"])


class AddAddressForm(WithoutPlaceholders, allauth_forms.AddEmailForm):
    """One more address of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


class EndForm(forms.Form):
    """On which day an address ends."""

    day = DayField(
        label=_("It ends on"),
        required=False,
        help_text=_("Day, month, year: 14-06-2027. Leave it open if you do not know of an end."),
    )


class SignInLinkForm(forms.Form):
    """Where to mail a link that signs in once."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("This is not a complete e-mail address. Check it."),
        },
    )


class NamesForm(forms.Form):
    """How somebody is called, and in which language we speak to them."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mail"), choices=Language, widget=forms.RadioSelect
    )


class MergeForm(SignInLinkForm):
    """Which other account is one's own as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address of your other account")
