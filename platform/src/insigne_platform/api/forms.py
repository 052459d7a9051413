"""The form by which people make a token."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insigne_platform.api.scopes import SCOPES

DAYS = (("90", _("90 days")), ("365", _("A year")), ("730", _("Two years")))


class TokenForm(forms.Form):
    """What uses the token, what it is for, and until when."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("What will use it, such as: student administration."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Name the token after what uses it.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it is for"),
        choices=list(SCOPES.items()),
        help_text=_("Choose no more than is needed; you can make another token later."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the token is for.")},
    )
    days = forms.ChoiceField(label=_("Works for"), choices=DAYS, initial="365")

    def expires_at(self) -> datetime:
        """When the token ends."""
        return timezone.now() + timedelta(days=int(self.cleaned_data["days"]))
