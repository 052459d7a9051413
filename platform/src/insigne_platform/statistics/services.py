"""Counting: what happened marks a badge, and marked badges are counted anew from what is true.

So a fact that is told twice counts once, and a counter that was lost comes back. Only views are
added one by one, since nothing else is kept of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Count, F
from django.db.models.functions import ExtractMonth, ExtractYear

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import figures_in
from insigne_platform.backpack.models import ShareLink
from insigne_platform.sharing.models import Link
from insigne_platform.statistics.models import MonthCount, Stale, Standing
from insigne_platform.statistics.months import month_of

COUNTED = ("awarded", "claimed", "shared")
AT_ONCE = 100  # badges in one round


@transaction.atomic
def mark(achievement_id: UUID) -> None:
    """Have a badge counted anew in the next round."""
    if not Stale.objects.filter(pk=achievement_id).update(marks=F("marks") + 1):
        Stale.objects.get_or_create(pk=achievement_id)


def recount_marked() -> int:
    """Count what was marked, and answer how many badges that were."""
    marked = dict(Stale.objects.values_list("pk", "marks")[:AT_ONCE])
    for achievement_id, marks in marked.items():
        recount(achievement_id)
        Stale.objects.filter(pk=achievement_id, marks=marks).delete()  # kept if marked since
    return len(marked)


def recount_all() -> int:
    """Count every badge anew, as after an import; views stay as they are."""
    achievements = list(Achievement.objects.values_list("pk", flat=True))
    for achievement_id in achievements:
        recount(achievement_id)
    Stale.objects.filter(pk__in=achievements).delete()
    return len(achievements)


@transaction.atomic
def recount(achievement_id: UUID) -> None:
    """Count one badge anew in all its months."""
    awards = Award.objects.filter(achievement=achievement_id)
    older = ShareLink.objects.filter(holding__award__achievement=achievement_id)
    links = Link.objects.filter(holding__award__achievement=achievement_id)
    found = {
        "awarded": _by_month(awards.filter(issued_at__isnull=False), "awarded_at"),
        "claimed": _by_month(awards.filter(claimed_at__isnull=False), "claimed_at"),
        "shared": _added(_by_month(older, "created_at"), _by_month(links, "created_at")),
    }
    counts = {
        row.month: row
        for row in MonthCount.objects.select_for_update().filter(achievement=achievement_id)
    }
    months = {month for counted in found.values() for month in counted}
    for month in months - set(counts):
        counts[month] = MonthCount(achievement_id=achievement_id, month=month)
    for month, row in counts.items():
        for name in COUNTED:
            setattr(row, name, found[name].get(month, 0))
    MonthCount.objects.bulk_create(
        counts.values(),
        update_conflicts=True,
        unique_fields=["achievement", "month"],
        update_fields=COUNTED,
    )
    Standing.objects.update_or_create(
        achievement_id=achievement_id, defaults=asdict(figures_in(awards))
    )


def count_view(achievement_id: UUID, *, at: datetime) -> None:
    """Add one view of a badge that somebody earned; who looked is not known here."""
    month = month_of(at)
    if _add_view(achievement_id, month):
        return
    try:
        with transaction.atomic():
            MonthCount.objects.create(achievement_id=achievement_id, month=month, viewed=1)
    except IntegrityError:  # somebody else looked at the same moment
        _add_view(achievement_id, month)


def _add_view(achievement_id: UUID, month: int) -> int:
    found = MonthCount.objects.filter(achievement=achievement_id, month=month)
    return found.update(viewed=F("viewed") + 1)


def _by_month(rows: models.QuerySet[models.Model], moment: str) -> dict[int, int]:
    counted: Iterable[tuple[int, int, int]] = (
        rows.annotate(year=ExtractYear(moment), month_of_year=ExtractMonth(moment))
        .values_list("year", "month_of_year")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {year * 12 + month - 1: count for year, month, count in counted}


def _added(first: dict[int, int], second: dict[int, int]) -> dict[int, int]:
    """The numbers of both, month by month."""
    return {month: first.get(month, 0) + second.get(month, 0) for month in first | second}
