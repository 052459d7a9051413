"""The form of a letter: a subject and a text, in both languages; the service judges them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.people.models import Language


class LetterForm(forms.Form):
    """What a letter says in Dutch and in English."""

    subject_nl = forms.CharField(label=_("Subject in Dutch"), max_length=400, required=False)
    body_nl = forms.CharField(
        label=_("Text in Dutch"), max_length=20_000, required=False,
        widget=forms.Textarea({"rows": 14}),
    )  # fmt: skip
    subject_en = forms.CharField(label=_("Subject in English"), max_length=400, required=False)
    body_en = forms.CharField(
        label=_("Text in English"), max_length=20_000, required=False,
        widget=forms.Textarea({"rows": 14}),
    )  # fmt: skip

    def __init__(self, words: Mapping[str, tuple[str, str]], *args: Any, **more: Any) -> None:
        initial: dict[str, str] = {}
        for language, (subject, body) in words.items():
            initial |= {f"subject_{language}": subject, f"body_{language}": body}
        super().__init__(*args, **{**more, "initial": initial})

    def words(self) -> dict[str, tuple[str, str]]:
        """The letter as it stands in the form now, good or not, for saving and for the preview."""
        return {
            language: (self._now(f"subject_{language}"), self._now(f"body_{language}"))
            for language in Language.values
        }

    def _now(self, name: str) -> str:
        return str(self[name].value() or "").strip()
