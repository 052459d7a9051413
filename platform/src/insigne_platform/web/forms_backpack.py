"""The forms of the backpack: finding, sharing, and a copy with one's address in it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from insigne_platform.web.day_field import DayField, today


class BackpackFilter(forms.Form):
    """Which badges to show, and in which order."""

    search = forms.CharField(label=_("Search in your backpack"), required=False, max_length=200)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("name", _("Name")),
            ("issuer", _("Issuer")),
        ],
    )


class ShareForm(forms.Form):
    """How long a link to a badge works."""

    until = DayField(
        label=_("Until and including"),
        required=False,
        help_text=_("Day, month, year: 14-06-2027. Left open it works until you stop it."),
    )

    def clean_until(self) -> date | None:
        """Refuse a day that is over."""
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < today():
            raise forms.ValidationError(_now("This day is over."))
        return day

    def expires_at(self) -> datetime | None:
        """The instant at which the day that was chosen ends."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class AddressForm(forms.Form):
    """Which of one's own addresses a copy of the badge carries."""

    address = forms.ChoiceField(label=_("E-mail address"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, addresses: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast("forms.ChoiceField", self.fields["address"])
        field.choices = [(address, address) for address in addresses]
        if addresses:
            field.initial = addresses[0]
