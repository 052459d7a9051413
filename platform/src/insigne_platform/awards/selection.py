"""Which awards are meant, and which of them something can be done to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import Q, QuerySet

from insigne_platform.awards.models import Award, AwardChange, AwardState, ChangeKind
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

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
    ),
}
NOT_BEING_CHANGED: Final = Q(change=None) | Q(change__finished_at__isnull=False)


def changeable(
    chosen: QuerySet[Award], kind: str, institution: Institution, *, by: Person
) -> QuerySet[Award]:
    """Those of the chosen awards to which *by* may do this, and to which it can be done."""
    return chosen.filter(
        ELIGIBLE[kind],
        NOT_BEING_CHANGED,
        achievement__issuer__in=issuers_where_may_award(by, institution).values("pk"),
    ).order_by()


def waiting_in(change: AwardChange) -> QuerySet[Award]:
    """Those awards of a change to which it is still to be done."""
    return Award.objects.filter(ELIGIBLE[change.kind], change=change)
