"""The forms of awarding: one person, a list, and taking back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.web.day_field import DayField


class AwardForm(forms.Form):
    """Who earned it, and what is to be said of that; the service judges what is entered."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The link to claim the badge goes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the e-mail address of who earned it.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As it stands on the badge."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    awarded_on = DayField(
        label=_("Date"),
        required=False,
        help_text=_("Day, month, year: 14-06-2025. Left open it is today."),
    )
    grade = forms.CharField(label=_("Grade"), max_length=40, required=False)
    narrative = forms.CharField(
        label=_("Explanation"),
        help_text=_("What this person did to earn it."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    evidence_url = forms.CharField(
        label=_("Evidence"),
        max_length=500,
        required=False,
        help_text=_("The web address of work that shows it."),
        widget=forms.URLInput,
    )


class AwardFilter(forms.Form):
    """Which awards to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("waiting", _("Not claimed yet")),
            ("claimed", _("Claimed")),
            ("declined", _("Declined")),
            ("revoked", _("Revoked")),
            ("unfinished", _("Being made")),
        ],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("name", _("Name, from A to Z")),
            ("-name", _("Name, from Z to A")),
            ("badge", _("Badge")),
        ],
    )
