"""Which awards are meant, and which of them something can be done to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from insigne_platform.awards.models import Award, AwardChange, AwardState, ChangeKind
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

MAIL_AGAIN_AFTER: Final = timedelta(hours=1)
ELIGIBLE: Final[Mapping[str, Q]] = {
    ChangeKind.REVOKE: Q(state=AwardState.ISSUED),
    ChangeKind.SUSPEND: Q(
        state=AwardState.ISSUED, suspended_at=None, status_list__entry_bits__gt=1
    ),
    ChangeKind.LIFT: Q(state=AwardState.ISSUED, suspended_at__isnull=False),
    ChangeKind.RENEW: Q(
        state=AwardState.ISSUED,
        suspended_at=None,
        is_renewed=False,
        expires_at__isnull=False,
        achievement__archived_at=None,
        erased_at=None,
    ),
    ChangeKind.MAIL: Q(
        state=AwardState.ISSUED,
        suspended_at=None,
        is_renewed=False,
        holder=None,
        claimed_at=None,
        declined_at=None,
    )
    & ~Q(recipient_email=""),
}
NOT_BEING_CHANGED: Final = Q(change=None) | Q(change__finished_at__isnull=False)


def changeable(
    chosen: QuerySet[Award], kind: str, institution: Institution, *, by: Person, at: datetime
) -> QuerySet[Award]:
    """Those of the chosen awards to which *by* may do this, and to which it can be done."""
    eligible = ELIGIBLE[kind]
    if kind == ChangeKind.MAIL:
        is_in_force = Q(expires_at=None) | Q(expires_at__gt=at)
        eligible &= Q(mailed_at__lte=at - MAIL_AGAIN_AFTER) & is_in_force
    return chosen.filter(
        eligible,
        NOT_BEING_CHANGED,
        achievement__issuer__in=issuers_where_may_award(by, institution).values("pk"),
    ).order_by()


def waiting_in(change: AwardChange) -> QuerySet[Award]:
    """Those awards of a change to which it is still to be done."""
    waiting = Award.objects.filter(ELIGIBLE[change.kind], change=change)
    if change.kind == ChangeKind.MAIL:
        return waiting.filter(mailed_at__lt=change.created_at)
    return waiting
