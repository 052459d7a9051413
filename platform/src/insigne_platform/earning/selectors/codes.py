"""Questions about codes and their use."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from insigne_platform.achievements.models import Achievement
from insigne_platform.earning.models import ClaimCode, Redemption
from insigne_platform.earning.models.codes import read_code
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person


def codes_of(achievement: Achievement) -> QuerySet[ClaimCode]:
    """The codes of a badge with how often each was used (`used`), newest first."""
    return (
        ClaimCode.objects.filter(achievement=achievement)
        .annotate(used=Count("redemptions"))
        .select_related("made_by")
        .order_by("-created_at", "pk")
    )


def code_for(code_id: UUID, *, by: Person) -> ClaimCode | None:
    """A code of a badge that the person awards, with how often it was used (`used`)."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        ClaimCode.objects.filter(achievement__issuer__in=issuers, pk=code_id)
        .annotate(used=Count("redemptions"))
        .select_related("achievement__issuer__institution", "made_by")
        .first()
    )


def code_reading(text: str) -> ClaimCode | None:
    """The code that somebody typed or opened, in whatever way it was written."""
    code = read_code(text)
    return (
        ClaimCode.objects.filter(code=code)
        .select_related("achievement__issuer__institution", "made_by")
        .first()
        if code
        else None
    )


def redemptions_in(batch_id: UUID) -> list[Redemption]:
    """Who used a code for awards of this batch, and has not claimed them yet."""
    return list(
        Redemption.objects.filter(
            award__batch=batch_id, award__state="issued", award__holder=None
        ).select_related("award", "person")
    )
