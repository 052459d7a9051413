"""A date as people write it: one field of text, day first."""

import calendar
import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

WRITTEN = (
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)


class DayField(forms.CharField):
    """A day; one that does not exist is named, with the day that was probably meant."""

    def __init__(self, **more: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}
        super().__init__(**more, widget=forms.TextInput(attributes))

    def to_python(self, value: object) -> date | None:  # type: ignore[override]  # not a text
        """Read what was written, or say what is wrong with it."""
        text = str(super().to_python(value) or "")
        if not text:
            return None
        match = next((found for form in WRITTEN if (found := form.fullmatch(text))), None)
        if match is None:
            raise forms.ValidationError(_("Write the date as day, month, year: 14-06-2026."))
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if not (1900 <= year <= 2200 and 1 <= month <= 12 and day >= 1):
            raise forms.ValidationError(_("This date does not exist. Write it as 14-06-2026."))
        last = calendar.monthrange(year, month)[1]
        if day > last:
            sentence = _("%(day)s %(month)s does not exist. Did you mean %(last)s %(month)s?")
            words = {"day": day, "month": MONTHS[month], "last": last}
            raise forms.ValidationError(sentence % words)
        return date(year, month, day)

    def prepare_value(self, value: object) -> object:
        """Write a day as we ask for it."""
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


def today() -> date:
    """The day that it is where we are."""
    return timezone.localdate()
