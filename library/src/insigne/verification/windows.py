"""From when until when something counts, with some patience for clocks that differ."""

from datetime import datetime, timedelta

LEEWAY = timedelta(minutes=5)


def is_ahead(start: datetime | None, at: datetime) -> bool:
    """Say whether *start* is still to come."""
    return start is not None and start - at > LEEWAY


def is_over(end: datetime | None, at: datetime) -> bool:
    """Say whether *end* has passed."""
    return end is not None and at - end > LEEWAY
