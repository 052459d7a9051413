"""The forms of evidence that is added to a badge afterwards: adding it, and deciding on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.web.forms_earning import EvidenceForm


class AddedEvidenceForm(EvidenceForm):
    """What the holder adds."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].label = _("What this shows")
        self.fields["text"].help_text = _("In your own words: how this belongs to the badge.")


class DeclineForm(forms.Form):
    """Why evidence is not approved."""

    reason = forms.CharField(
        label=_("Reason, if you decline"),
        help_text=_("The holder reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class EvidenceFilter(forms.Form):
    """Which evidence to list."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Waits for the issuer")),
            ("approved", _("Approved")),
            ("declined", _("Declined")),
            ("all", _("All")),
        ],
    )
