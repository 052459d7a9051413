"""The forms of lists: a file or pasted rows, what columns mean, and when to begin."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from insigne_platform.web.day_field import DayField
from insigne_platform.web.forms import FileInput

LARGEST_LIST = 30 * 1024 * 1024
LONGEST_TEXT = 5 * 1024 * 1024


class ListForm(forms.Form):
    """A file of people who earned it, or rows that were copied from a spreadsheet."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (xlsx), up to 30 MB. The first row names the columns."),
        allow_empty_file=True,
        required=False,
        widget=FileInput(
            LARGEST_LIST,
            _("The file is larger than 30 MB. Split it into smaller ones."),
            accept=".csv,.xlsx,.txt,text/csv",
        ),
    )
    rows = forms.CharField(
        label=_("Or paste rows from a spreadsheet"),
        help_text=_("With the row that names the columns."),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, object]:
        """Ask for one list: not none, not two."""
        cleaned = super().clean() or {}
        has_rows = bool(str(cleaned.get("rows") or "").strip())
        if cleaned.get("file") and has_rows:
            self.add_error("rows", _("You gave a file and rows. Leave one of them out."))
        elif cleaned.get("file") is None and not has_rows and not self.errors:
            self.add_error("file", _("Choose a file."))
        return cleaned

    def offered(self) -> tuple[str, bytes]:
        """The name and the bytes of what was offered."""
        if file := self.cleaned_data.get("file"):
            return str(file.name), bytes(file.read())
        return _now("Pasted rows"), str(self.cleaned_data["rows"]).encode()


class PlanForm(forms.Form):
    """When a batch begins."""

    day = DayField(
        label=_("Begin on"),
        required=False,
        help_text=_("Day, month, year: 14-06-2026. Left open it begins now."),
    )
    hour = forms.TimeField(
        label=_("At"),
        required=False,
        help_text=_("Left open it is midnight, as that day begins."),
        widget=forms.TimeInput({"type": "time"}),
        error_messages={"invalid": _("Write the time as 09:30.")},
    )

    def clean(self) -> dict[str, object]:
        """Refuse a time that has passed."""
        cleaned = super().clean() or {}
        begins = self.begins_at()
        if begins is not None and begins <= timezone.now():
            self.add_error("day", _("This moment has passed. Choose a later one, or none."))
        return cleaned

    def begins_at(self) -> datetime | None:
        """The moment that was chosen; None for now."""
        day = self.cleaned_data.get("day")
        if not day:
            return None
        hour = self.cleaned_data.get("hour") or time()
        return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())
