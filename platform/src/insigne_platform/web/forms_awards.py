"""The forms of awarding: one person, a list, and taking back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from insigne_platform.awards.models import AwardState

DAY_FORMATS = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")


class AwardForm(forms.Form):
    """Who earned it, and what is to be said of that."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The link to claim the badge goes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the e-mail address of who earned it."),
            "invalid": _("This is not a complete e-mail address. Check it."),
        },
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As it stands on the badge."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    grade = forms.CharField(label=_("Grade"), max_length=40, required=False)
    awarded_on = forms.DateField(
        label=_("Date"),
        required=False,
        input_formats=DAY_FORMATS,
        help_text=_("Day, month, year: 14-06-2025. Left open it is today."),
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("This date does not exist. Write it as 14-06-2025.")},
    )
    evidence_url = forms.URLField(
        label=_("Evidence"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("The web address of work that shows it."),
        error_messages={"invalid": _("This is not a web address. It starts with https://")},
    )
    narrative = forms.CharField(
        label=_("What this person did"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_awarded_on(self) -> date | None:
        """Refuse a day that is still to come."""
        day: date | None = self.cleaned_data["awarded_on"]
        if day is not None and day > date.today():
            raise forms.ValidationError(_now("This day is still to come."))
        return day


class ListForm(forms.Form):
    """A file of people who earned it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (xlsx), up to 10 MB. The first row names the columns."),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.xlsx,.txt,text/csv"}),
        error_messages={"required": _("Choose a file.")},
    )


class AwardFilter(forms.Form):
    """Which awards to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["state"].choices = [("", _now("All")), *AwardState.choices]


class RevokeForm(forms.Form):
    """Why an award is taken back."""

    reason = forms.CharField(
        label=_("Reason, in words the holder may read"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why. The holder reads it.")},
    )
