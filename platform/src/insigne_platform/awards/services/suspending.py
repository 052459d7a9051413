"""Suspending awards and lifting that again: what was signed stays, a bit in a list changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards import composition
from insigne_platform.awards.events import AwardSuspended, SuspensionLifted
from insigne_platform.awards.models import Award
from insigne_platform.awards.permissions import may_revoke
from insigne_platform.awards.services.reasons import checked_reasons
from insigne_platform.awards.services.revoking import GONE, locked_awards
from insigne_platform.awards.services.status_lists import publish_lists_of
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.people.models import Person


@transaction.atomic
def suspend(
    award: Award, reason: str, *, public_reason: str = "", by: Person, at: datetime
) -> Award:
    """Have an award not count until that is lifted.

    Raises `Conflict` for one whose credential was signed before there was room for it.
    """
    if not may_revoke(by, award):
        raise NotPermitted(_("You do not award badges of this issuer."))
    reason, public_reason = checked_reasons(reason, public_reason)
    (award,) = locked_awards([award])
    if award.is_revoked:
        raise Conflict(_("This badge is revoked."))
    if not award.can_be_suspended:
        raise Conflict(
            _("This badge was signed before badges could be suspended. You can only revoke it.")
        )
    if not award.is_suspended:
        mark_suspended([award], reason, public_reason, by=by, at=at)
        publish_lists_of([award], at=at)
    return award


@transaction.atomic
def lift(award: Award, *, by: Person, at: datetime) -> Award:
    """Have an award count again that was suspended; doing it twice is no harm."""
    if not may_revoke(by, award):
        raise NotPermitted(_("You do not award badges of this issuer."))
    (award,) = locked_awards([award])
    if award.is_revoked:
        raise Conflict(_("This badge is revoked."))
    if award.is_suspended:
        mark_lifted([award], by=by)
        publish_lists_of([award], at=at)
    return award


def mark_suspended(
    awards: Sequence[Award], reason: str, public_reason: str, *, by: Person, at: datetime
) -> None:
    """Write down that these do not count for now; the lists are published by whoever calls."""
    fields = {
        "suspended_at": at,
        "suspended_by": by,
        "suspension_note": reason,
        "suspension_reason": public_reason,
    }
    _set(awards, fields)
    bodies = {
        composition.assertion_path(award): composition.to_bytes(
            composition.suspended_assertion(award)
        )
        for award in awards
    }
    publication.publish_many(bodies, status=GONE)
    audit.record_many(by, "award.suspended", awards)
    outbox.publish_all([AwardSuspended(str(award.pk)) for award in awards])


def mark_lifted(awards: Sequence[Award], *, by: Person) -> None:
    """Write down that these count again, and put their assertions back at their addresses."""
    _set(
        awards,
        {
            "suspended_at": None,
            "suspended_by": None,
            "suspension_note": "",
            "suspension_reason": "",
        },
    )
    bodies = {
        composition.assertion_path(award): composition.to_bytes(composition.hosted_assertion(award))
        for award in awards
    }
    publication.publish_many(bodies)
    audit.record_many(by, "award.lifted", awards)
    outbox.publish_all([SuspensionLifted(str(award.pk)) for award in awards])


def _set(awards: Sequence[Award], fields: dict[str, object]) -> None:
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(**fields)
    for award in awards:
        for name, value in fields.items():
            setattr(award, name, value)
