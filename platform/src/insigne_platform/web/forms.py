"""The forms of the public pages."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type StrOrPromise = str | Promise

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PICTURE = 1024 * 1024


class FileInput(forms.FileInput):
    """A file that a page refuses before it is sent, in the words that would follow otherwise."""

    def __init__(self, largest: int, too_large: StrOrPromise, accept: str = "") -> None:
        attributes = {"data-largest": largest, "data-too-large": too_large}
        super().__init__(attributes | ({"accept": accept} if accept else {}))


class VerifyForm(forms.Form):
    """What a visitor offers to be checked: a file, or a link or text, and whose it should be."""

    file = forms.FileField(
        label=_("File or picture"),
        help_text=_("A badge as PNG, SVG, PDF, JSON or JWT, up to 10 MB. Dragging works too."),
        required=False,
        allow_empty_file=True,
        widget=FileInput(LARGEST_FILE, _("This file is larger than 10 MB. Choose a smaller one.")),
    )
    text = forms.CharField(
        label=_("Link or pasted text"),
        required=False,
        max_length=2 * 1024 * 1024,
        widget=forms.Textarea(
            attrs={
                "rows": 1,
                "class": "input-grow",
                "placeholder": "https://",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    recipient = forms.EmailField(
        label=_("Whose badge should it be?"),
        help_text=_("Give an e-mail address, and we check the recipient too."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("This is not a complete e-mail address. Check it.")},
    )

    def clean(self) -> dict[str, object]:
        """Ask for one thing to check: not none, not two."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text")
        if file and text:
            self.add_error("text", _("You gave a file and a text. Leave one of them out."))
        elif not file and not text and not self.errors:
            self.add_error("file", _("Choose a file, or give a link or text."))
        return cleaned

    @property
    def is_too_large(self) -> bool:
        """Say whether the file is larger than we accept."""
        file = self.files.get("file")
        return file is not None and (file.size or 0) > LARGEST_FILE
