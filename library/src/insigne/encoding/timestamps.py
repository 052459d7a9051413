"""Instants as text: RFC 3339 and the forms of ISO 8601 that say their zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError

_DATE_AND_TIME_WITH_ZONE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]"
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)\Z"
)


@remembered(entries=1024, longest=64)
def parse(text: str) -> datetime:
    """Read an instant, and give it in UTC.

    Raises `MalformedError` for what is no instant: a date alone, or a time that keeps its zone
    to itself. Parts of a second beyond a millionth are cut off.
    """
    if not _DATE_AND_TIME_WITH_ZONE.match(text):
        raise MalformedError(f"not a date and time with a zone: {text[:40]!r}")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise MalformedError(f"there is no such date and time: {text[:40]!r}") from error


@lru_cache(maxsize=1024)
def to_text(at: datetime) -> str:
    """Write *at* in UTC to the whole second, as in `2026-01-01T00:00:00Z`."""
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    in_utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return in_utc.replace(tzinfo=None, microsecond=0).isoformat() + "Z"
