"""The forms of sharing: how a badge is shown, and the door that a viewer stands at."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from insigne_platform.sharing.services.making import LONGEST
from insigne_platform.web.day_field import DayField, today


class ShareForm(forms.Form):
    """For whom a link is, why, for how long, and what is asked at the door."""

    audience = forms.CharField(
        label=_("For whom?"),
        help_text=_("A name for yourself, such as the organisation. You see it in your view log."),
        required=False,
        max_length=LONGEST,
    )
    purpose = forms.CharField(
        label=_("What for?"),
        help_text=_("Whoever opens the link reads it: application, admission, exemption."),
        required=False,
        max_length=LONGEST,
    )
    until = DayField(
        label=_("Until and including"),
        required=False,
        help_text=_("Day, month, year: 14-06-2027. Left open it works until you stop it."),
    )
    is_one_time = forms.BooleanField(
        label=_("It works once"),
        help_text=_("Who opens it first can look for an hour; after that it is closed."),
        required=False,
    )
    may_be_framed = forms.BooleanField(
        label=_("It may stand in a website"),
        help_text=_(
            "Who visits that website sees the badge and its issuer at once, not your name."
        ),
        required=False,
    )
    pin = forms.CharField(
        label=_("PIN"),
        help_text=_(
            "4 to 8 digits, which you tell the viewer in another way. After ten wrong ones, by "
            "whomever, the link closes until you make a new address."
        ),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_until(self) -> date | None:
        """Refuse a day that is over."""
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < today():
            raise forms.ValidationError(_now("This day is over."))
        return day

    def wanted(self) -> dict[str, object]:
        """What `services.make_link` is asked for."""
        cleaned = self.cleaned_data
        return {
            "audience": cleaned["audience"],
            "purpose": cleaned["purpose"],
            "expires_at": self._expires_at(),
            "is_one_time": cleaned["is_one_time"],
            "pin": cleaned["pin"].strip(),
            "may_be_framed": cleaned["may_be_framed"],
        }

    def _expires_at(self) -> datetime | None:
        """The instant at which the day that was chosen ends."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class DoorForm(forms.Form):
    """What is asked of a viewer: a PIN, where there is one."""

    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("The digits that came with the link."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )
