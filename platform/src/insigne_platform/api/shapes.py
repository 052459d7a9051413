"""What requests and answers are made of."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict


class Given(Schema):
    """What a program sends: a field that we do not know is a mistake, and not passed over."""

    model_config = ConfigDict(extra="forbid")


def _without_controls(text: str) -> str:
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t":
            raise ValueError("contains a control character")
    return text


Text = Annotated[str, AfterValidator(_without_controls)]


EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


def _within_reach(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError("is not between 1900 and 2999")
    return day


def _moment(at: datetime) -> datetime:
    """A moment that every database can hold, of this place if it does not say of which."""
    _within_reach(at.date())
    return (at if at.tzinfo else timezone.make_aware(at)).astimezone(UTC)


Day = Annotated[date, AfterValidator(_within_reach)]
Moment = Annotated[datetime, AfterValidator(_moment)]
Address = Annotated[
    Text, Field(min_length=3, max_length=254, json_schema_extra={"format": "email"})
]
PublicId = Annotated[Text, Field(min_length=1, max_length=12)]
type Language = Literal["nl", "en"]


class Named(Schema):
    """A name in two languages, of which one may be empty."""

    nl: str
    en: str
