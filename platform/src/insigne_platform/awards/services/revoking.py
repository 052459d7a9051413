"""Taking awards back: the status bit, the signed list and the hosted assertion change together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards import composition
from insigne_platform.awards.events import AwardRevoked
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.awards.permissions import may_revoke
from insigne_platform.awards.services.reasons import checked_reasons
from insigne_platform.awards.services.status_lists import publish_lists_of
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.people.models import Person

GONE = 410


def revoke(
    award: Award, reason: str, *, public_reason: str = "", by: Person, at: datetime
) -> Award:
    """Take one award back; *reason* stays inside, holder and viewers may read *public_reason*."""
    return revoke_many([award], reason, public_reason=public_reason, by=by, at=at)[0]


@transaction.atomic
def revoke_many(
    awards: Sequence[Award], reason: str, *, public_reason: str = "", by: Person, at: datetime
) -> list[Award]:
    """Take awards back, all or none; what was taken back before stays as it is.

    A revoked award never becomes valid again.
    """
    if any(not may_revoke(by, award) for award in awards):
        raise NotPermitted(_("You do not award badges of this issuer."))
    reason, public_reason = checked_reasons(reason, public_reason)
    locked = locked_awards(awards)
    taken = [award for award in locked if not award.is_revoked]
    mark_revoked(taken, reason, public_reason, by=by, at=at)
    publish_lists_of(taken, at=at)
    by_id = {award.pk: award for award in locked}
    return [by_id[award.pk] for award in awards]


def locked_awards(awards: Sequence[Award]) -> list[Award]:
    """Read awards again to change them; `Conflict` while one of them is being made."""
    locked = list(
        Award.objects.select_for_update(of=("self",))
        .filter(pk__in=[award.pk for award in awards])
        .select_related(
            "achievement__issuer",
            "version__achievement__issuer",
            "status_list__issuer__institution",
        )
    )
    if any(award.state in (AwardState.NEW, AwardState.INTENT) for award in locked):
        raise Conflict(_("This badge is still being made. Try again in a moment."))
    return locked


def mark_revoked(
    awards: Sequence[Award], reason: str, public_reason: str, *, by: Person, at: datetime
) -> None:
    """Write down that these are taken back, and say so at their addresses.

    For awards that are locked; whoever calls publishes the status lists in the same transaction,
    or in the last one of many.
    """
    fields = {
        "state": AwardState.REVOKED,
        "revoked_at": at,
        "revoked_by": by,
        "revocation_note": reason,
        "revocation_reason": public_reason,
    }
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(**fields)
    for award in awards:
        for name, value in fields.items():
            setattr(award, name, value)
    gone = {
        composition.assertion_path(award): composition.to_bytes(
            composition.revoked_assertion(award)
        )
        for award in awards
        if award.version.achievement.is_public
    }
    publication.publish_many(gone, status=GONE)
    audit.record_many(by, "award.revoked", awards)
    outbox.publish_all([AwardRevoked(str(award.pk)) for award in awards])
