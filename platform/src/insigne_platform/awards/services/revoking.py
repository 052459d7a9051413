"""Taking awards back: the status bit, the signed list and the hosted assertion change together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards import composition
from insigne_platform.awards.events import AwardRevoked
from insigne_platform.awards.models import Award, AwardState, StatusList
from insigne_platform.awards.permissions import may_revoke
from insigne_platform.awards.services.status_lists import publish_status_list
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.models import Person

LONGEST_REASON = 500
GONE = 410


def revoke(award: Award, reason: str, *, by: Person, at: datetime) -> Award:
    """Take one award back, for a reason that the holder and viewers may read."""
    return revoke_many([award], reason, by=by, at=at)[0]


@transaction.atomic
def revoke_many(awards: Sequence[Award], reason: str, *, by: Person, at: datetime) -> list[Award]:
    """Take awards back, all or none; what was taken back before stays as it is.

    A revoked award never becomes valid again.
    """
    reason = " ".join(reason.split())
    if any(not may_revoke(by, award) for award in awards):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if not reason:
        raise Invalid([Problem("reason", _("Say why: the holder may read it."))])
    if len(reason) > LONGEST_REASON:
        raise Invalid([Problem("reason", _("A reason has at most 500 characters."))])

    locked = list(
        Award.objects.select_for_update(of=("self",))
        .filter(pk__in=[award.pk for award in awards])
        .select_related("version__achievement__issuer", "status_list__issuer__institution")
    )
    if any(award.state in (AwardState.NEW, AwardState.INTENT) for award in locked):
        raise Conflict(_("This badge is still being made. Try again in a moment."))
    touched: dict[object, StatusList] = {}
    for award in locked:
        if award.is_revoked or award.status_list is None:
            continue
        _mark(award, reason, by=by, at=at)
        touched[award.status_list_id] = award.status_list
    for status_list in touched.values():
        publish_status_list(status_list, at=at)
    by_id = {award.pk: award for award in locked}
    return [by_id[award.pk] for award in awards]


def _mark(award: Award, reason: str, *, by: Person, at: datetime) -> None:
    award.state = AwardState.REVOKED
    award.revoked_at, award.revoked_by, award.revocation_reason = at, by, reason
    award.save(update_fields=["state", "revoked_at", "revoked_by", "revocation_reason"])
    if award.version.achievement.is_public:
        gone = composition.to_bytes(composition.revoked_assertion(award))
        publication.publish(composition.assertion_path(award), gone, status=GONE)
    audit.record(by, "award.revoked", award)
    outbox.publish(AwardRevoked(str(award.pk)))
