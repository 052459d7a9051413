"""What a holder decides: all that is asked, a part, or nothing; and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.backpack.permissions import must_hold
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.grants.events import AccessAnswered, GrantRevoked
from insigne_platform.grants.models import (
    AccessRequest,
    Grant,
    GrantedBadge,
    RequestState,
)
from insigne_platform.grants.permissions import must_answer, must_have_granted
from insigne_platform.people.models import Person

MOST_BADGES: Final = 50


@transaction.atomic
def grant(
    request: AccessRequest,
    badges: Sequence[Holding | ImportedBadge],
    *,
    fields: Sequence[str],
    days: int,
    by: Person,
    at: datetime,
) -> Grant:
    """Let the organisation see these badges, and these of the fields that it asked for.

    Raises `Conflict` for a request that cannot be granted any more, `Invalid` for more than what
    was asked or for nothing at all, and `NotPermitted` for badges of somebody else.
    """
    request = _locked(request, by, at)
    _must_be_asked(request, badges, fields, days)
    for badge in badges:
        must_hold(by, badge)
        if isinstance(badge, Holding) and not badge.award.version.achievement.is_public:
            raise Conflict(_("A game element is seen in its course only, and is not shared."))
    made = Grant.objects.create(
        request=request,
        person=by,
        organisation=request.organisation,
        fields=[each for each in request.fields if each in fields],
        ends_at=at + timedelta(days=days),
    )
    GrantedBadge.objects.bulk_create(
        GrantedBadge(
            grant=made,
            holding=badge if isinstance(badge, Holding) else None,
            imported=badge if isinstance(badge, ImportedBadge) else None,
            place=place,
        )
        for place, badge in enumerate(badges)
    )
    _close(request, RequestState.GRANTED, by, at)
    audit.record(by, "access.granted", made, badges=len(badges), fields=len(made.fields))
    return made


@transaction.atomic
def refuse(request: AccessRequest, *, no_more: bool, by: Person, at: datetime) -> AccessRequest:
    """Grant nothing; with *no_more* the organisation is not heard any more."""
    request = _locked(request, by, at)
    request.no_more = no_more
    _close(request, RequestState.REFUSED, by, at)
    audit.record(by, "access.refused", request)
    return request


@transaction.atomic
def revoke(grant: Grant, *, by: Person, at: datetime) -> Grant:
    """Take a grant back; from this moment the organisation sees nothing by it."""
    must_have_granted(by, grant)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at is None:
        grant.revoked_at = at
        grant.save(update_fields=["revoked_at"])
        audit.record(by, "access.revoked", grant)
        outbox.publish(GrantRevoked(str(grant.pk)))
    return grant


def _locked(request: AccessRequest, by: Person, at: datetime) -> AccessRequest:
    must_answer(by, request)
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if not request.waits(at):
        raise Conflict(_("This request cannot be answered any more."))
    return request


def _must_be_asked(
    request: AccessRequest,
    badges: Sequence[Holding | ImportedBadge],
    fields: Sequence[str],
    days: int,
) -> None:
    problems = []
    if not badges:
        problems.append(Problem("badges", _("Choose at least one badge, or grant nothing.")))
    elif len(badges) > MOST_BADGES:
        problems.append(Problem("badges", _("Choose at most 50 badges.")))
    if not set(fields) <= set(request.fields):
        problems.append(Problem("fields", _("This was not asked.")))
    if not 1 <= days <= request.days:
        message = _("Choose 1 to %(days)s days: that is what was asked.") % {"days": request.days}
        problems.append(Problem("days", message))
    if problems:
        raise Invalid(problems)


def _close(request: AccessRequest, state: str, by: Person, at: datetime) -> None:
    request.state, request.decided_at, request.person = state, at, by
    request.save(update_fields=["state", "decided_at", "person", "no_more"])
    outbox.publish(AccessAnswered(str(request.pk)))
