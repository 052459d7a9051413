"""The form by which somebody asks to be erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """A password, a word, and whether there is no way back."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=500,
    )
    word = forms.CharField(
        label=_("Write ERASE"),
        help_text=_("So that nobody does this by accident."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    at_once = forms.BooleanField(
        label=_("At once: I have what I need, and will not want it back"),
        help_text=_("Otherwise it is done in seven days, and until then you can undo it."),
        required=False,
    )

    def __init__(self, *args: Any, has_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]

    def clean_word(self) -> str:
        """Take the word in either language, in capitals or not."""
        word: str = self.cleaned_data["word"].strip()
        if word.upper() not in ("ERASE", "WISSEN"):
            raise forms.ValidationError(_now("Write the word as it stands above."))
        return word
