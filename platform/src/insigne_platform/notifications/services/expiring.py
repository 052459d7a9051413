"""Telling holders 90, 30 and 7 days before a badge of theirs expires."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from insigne_platform.awards.models import AwardState
from insigne_platform.backpack.models import Holding
from insigne_platform.notifications.models import Kind
from insigne_platform.notifications.services.noting import note_all

DAYS_BEFORE: Final = (7, 30, 90)
A_DAY = timedelta(days=1)


def note_expiring(*, at: datetime) -> None:
    """Tell of what reached one of the days since yesterday; a second telling adds nothing."""
    for days in DAYS_BEFORE:
        until = at + timedelta(days=days)
        due = Holding.objects.filter(
            deleted_at=None,
            award__state=AwardState.ISSUED,
            award__is_renewed=False,
            award__expires_at__gt=until - A_DAY,
            award__expires_at__lte=until,
        ).select_related("person", "award__version")
        due = due.defer("award__version__picture_png", "award__version__picture_svg")
        told = {
            (holding.person, f"{holding.award_id}:{days}"): {
                "badge": holding.award.version.name,
                "days": str(days),
                "holding": str(holding.pk),
            }
            for holding in due
        }
        if told:
            note_all(Kind.EXPIRING, told, at=at)
