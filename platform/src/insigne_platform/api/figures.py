"""What happened: figures by the month, and the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from insigne_platform.achievements.models import Achievement
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.paging import Asked, PageOf, page
from insigne_platform.api.shapes import Moment
from insigne_platform.core.errors import NotPermitted
from insigne_platform.core.history import entries_of
from insigne_platform.core.models import AuditEntry
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.statistics import months, selectors
from insigne_platform.statistics.permissions import may_see_statistics
from insigne_platform.statistics.selectors import Counts

router = Router(tags=["Figures"])

Month = Annotated[str, Field(max_length=7, pattern="^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$")]


class PeriodAsked(Schema):
    """Which months, and which part of the institution."""

    first: Month | None = Field(None, description="Such as 2026-01; left out, a year ago.")
    last: Month | None = Field(None, description="Left out, this month.")
    group: UUID | None = None


class CountsOut(Schema):
    """How much; null where it would be of fewer than five people."""

    awarded: int
    claimed: int
    shared: int | None
    viewed: int | None


class MonthOut(CountsOut):
    """How much in a month."""

    month: str


class BadgeFiguresOut(CountsOut):
    """How much of a badge."""

    badge: str
    name_nl: str
    name_en: str
    group: UUID | None


class StatisticsOut(Schema):
    """The figures of a period, as the token's maker may see them."""

    first: str
    last: str
    total: CountsOut
    by_month: list[MonthOut]
    by_badge: list[BadgeFiguresOut]


class HistoryAsked(Asked):
    """Which entries."""

    kind: str = Field(
        "", max_length=40, pattern="^[a-z_]*$", description="The first word of the action: award."
    )
    object: str = Field("", max_length=80, description="The identifier of what it was done to.")
    person: UUID | None = Field(None, description="By whom.")
    since: Moment | None = None
    before: Moment | None = None


class HistoryEntryOut(Schema):
    """One thing that was done; it names by identifiers alone."""

    sequence: int
    at: datetime
    person: UUID | None
    action: str
    object_type: str
    object: str
    details: dict[str, Any]
    hash: str


@router.get(
    "/statistics",
    response=StatisticsOut,
    auth=Scope("statistics:read"),
    summary="Figures by the month",
)
def get_statistics(request: ApiRequest, asked: Query[PeriodAsked]) -> StatisticsOut:
    """What was awarded, claimed, shared and viewed, by month and by badge."""
    caller = request.auth
    if not may_see_statistics(caller.person, caller.institution):
        raise NotPermitted(_("You do not see the figures of this institution."))
    usual_first, usual_last = months.period("months", at=timezone.now())
    first = _number(asked.first) if asked.first else usual_first
    last = _number(asked.last) if asked.last else usual_last
    found = selectors.dashboard(
        caller.institution, by=caller.person, first=first, last=last, group=asked.group
    )
    ids = [one.achievement for one in found.by_badge]
    public = dict(Achievement.objects.filter(pk__in=ids).values_list("pk", "public_id"))
    return StatisticsOut(
        first=_month(first),
        last=_month(last),
        total=CountsOut(**_counts(found.total)),
        by_month=[
            MonthOut(month=_month(month), **_counts(counts))
            for month, counts in found.by_month.items()
        ],
        by_badge=[
            BadgeFiguresOut(
                badge=public[one.achievement],
                name_nl=one.name_nl,
                name_en=one.name_en,
                group=one.group,
                **_counts(one.counts),
            )
            for one in found.by_badge
        ],
    )


@router.get(
    "/history",
    response=PageOf[HistoryEntryOut],
    auth=Scope("history:read"),
    summary="The audit trail",
)
def list_history(request: ApiRequest, asked: Query[HistoryAsked]) -> dict[str, object]:
    """What was done in the institution, newest first; for its administrators."""
    caller = request.auth
    if not may_administer(caller.person, caller.institution):
        raise NotPermitted(_("You do not administer this institution."))
    found = entries_of(
        caller.institution.pk,
        actor=asked.person,
        prefixes=(asked.kind,) if asked.kind else (),
        object_id=asked.object,
        since=asked.since,
        before=asked.before,
    )
    return page(found, asked, by="sequence", write=_entry, newest=True)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _counts(counts: Counts) -> dict[str, Any]:
    return {name: counts.get(name) for name in selectors.MEASURES}


def _entry(entry: AuditEntry) -> HistoryEntryOut:
    return HistoryEntryOut(
        sequence=entry.sequence,
        at=entry.at,
        person=entry.actor,
        action=entry.action,
        object_type=entry.object_type,
        object=entry.object_id,
        details=entry.details,
        hash=entry.hash,
    )
