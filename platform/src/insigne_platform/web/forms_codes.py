"""The forms of claim codes: making one, and entering one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.earning.services import CodeWords
from insigne_platform.web.day_field import DayField


class CodeForm(forms.Form):
    """What a code is for, and how far it goes."""

    label = forms.CharField(
        label=_("For whom or what"),
        help_text=_("Only you and your colleagues see this. For example: lecture of 12 March."),
        max_length=200,
    )
    limit = forms.IntegerField(
        label=_("How often it can be used"),
        help_text=_("Left open there is no limit."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    opens_on = DayField(label=_("From"), required=False)
    closes_on = DayField(
        label=_("Until and including"), help_text=_("Left open there is no end."), required=False
    )
    domains = forms.CharField(
        label=_("Only for addresses of"),
        help_text=_("For example: student.example.nl. Left open it is for everybody."),
        max_length=4000,
        required=False,
    )

    def said(self) -> CodeWords:
        """What was entered, as the service takes it."""
        return CodeWords(**self.cleaned_data)


class EnterCodeForm(forms.Form):
    """A code as somebody reads it from a screen."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight letters and digits, such as K7WD-4MRX. Capitals do not matter."),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
             "class": "earning-code"}
        ),
        error_messages={"required": _("Enter the code.")},
    )  # fmt: skip


class RedeemForm(forms.Form):
    """At which of one's own addresses the badge is claimed."""

    email = forms.ChoiceField(label=_("E-mail address"))

    def __init__(self, *args: Any, addresses: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(each, each) for each in addresses]
        self.fields["email"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if len(addresses) == 1:
            self.fields["email"].widget = forms.HiddenInput()
            self.initial["email"] = addresses[0]
