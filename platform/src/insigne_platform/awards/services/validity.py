"""How long an award counts."""

from __future__ import annotations

import calendar
from datetime import datetime


def after_months(moment: datetime, months: int) -> datetime:
    """The same day of the month, *months* later; the last one where that does not exist."""
    month = moment.month - 1 + months
    year, month = moment.year + month // 12, month % 12 + 1
    day = min(moment.day, calendar.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)
