"""The forms of nominating: whom to trust, whom to name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.web.forms_house import ADDRESS_ERRORS


class NominatorForm(forms.Form):
    """Who may nominate."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A course owner, a student organisation: somebody whom you trust."),
        max_length=254,
        error_messages=ADDRESS_ERRORS,
    )


class NominationForm(forms.Form):
    """Who is named, and what is said with it."""

    people = forms.CharField(
        label=_("Who earned it"),
        help_text=_(
            "One person on each line: an address, then a comma and the name. "
            "You can paste from a spreadsheet."
        ),
        max_length=100_000,
        widget=forms.Textarea(
            {
                "rows": 8,
                "spellcheck": "false",
                "placeholder": "amina@post.example, Amina el Idrissi",
            }
        ),
        error_messages={"required": _("Paste at least one address.")},
    )
    note = forms.CharField(
        label=_("Note to the office"),
        help_text=_("What they did, and how you know."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class NominationFilter(forms.Form):
    """Which nominations to list."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("To be confirmed")),
            ("decided", _("Decided")),
            ("all", _("All")),
        ],
    )


class ReasonForm(forms.Form):
    """Why those who are not chosen do not get the badge."""

    reason = forms.CharField(
        label=_("Reason for everybody whom you do not choose"),
        help_text=_("Who nominated reads this."),
        max_length=500,
        required=False,
    )
