"""The form into which a vacancy is pasted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.backpack.matching import LONGEST


class VacancyForm(forms.Form):
    """The text of a vacancy, which is kept nowhere."""

    text = forms.CharField(
        label=_("The vacancy"),
        help_text=_("Paste the whole text, or what is asked in it. It is not kept."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
