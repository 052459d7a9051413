"""Doing one thing to many awards: revoke, suspend, lift, renew, and mail again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.award_shapes import AwardOut, award_out
from insigne_platform.api.badges import badge_for
from insigne_platform.api.batches import batch_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Address, Given, Moment, PublicId, Text
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Award, AwardChange
from insigne_platform.core.errors import Invalid, NotFound, Problem

router = Router(tags=["Changes"])
MOST_NAMED = 5000


class AwardsMeant(Given):
    """Which awards: at least one of these, and all that are given narrow it down."""

    awards: Annotated[list[UUID], Field(max_length=MOST_NAMED)] | None = None
    badge: PublicId | None = None
    batch: UUID | None = None
    email: Address | None = None
    expires_until: Moment | None = Field(None, description="Those that count no longer than this.")


class ChangeIn(Given):
    """What is done, to which awards, and why."""

    kind: Literal["revoke", "suspend", "lift", "renew", "mail"]
    which: AwardsMeant
    expected: Annotated[int, Field(ge=1, le=10_000_000)] | None = Field(
        None, description="Do nothing if it is not exactly so many."
    )
    reason: Annotated[Text, Field(max_length=500)] = Field(
        "", description="For the institution alone; needed to revoke and to suspend."
    )
    public_reason: Annotated[Text, Field(max_length=500)] = ""
    expires_at: Moment | None = Field(
        None, description="Until when renewed awards count; else as long again."
    )


class ChangeOut(Schema):
    """How far a change of many awards is."""

    id: UUID
    kind: str
    reason: str
    public_reason: str
    total: int
    done: int
    created_at: datetime
    finished_at: datetime | None


@router.get("", response=PageOf[ChangeOut], auth=Scope("awards:read"), summary="List changes")
def list_changes(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """What was done to many awards at once, newest first."""
    found = selectors.changes_of(request.auth.institution, by=request.auth.person)
    return page(found, asked, by="created_at", write=_change, newest=True)


@router.post(
    "", response={202: ChangeOut}, auth=Scope("awards:revoke"), summary="Change many awards"
)
@changes(202)
def create_change(request: ApiRequest, change: ChangeIn) -> Done:
    """Decide it for all of them at once; more than a few are done in the background.

    Those to which it cannot be done (revoked already, say) are passed over; if that leaves none,
    it is a conflict. Mailing again (`mail`) goes to who has not claimed the badge, nor said no,
    and was mailed more than an hour ago; it is always done in the background.
    """
    made = services.open_change(
        request.auth.institution,
        change.kind,
        _meant(request, change.which),
        expected=change.expected,
        reason=change.reason,
        public_reason=change.public_reason,
        expires_at=change.expires_at,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(_change(made), f"/api/v1/changes/{made.pk}")


@router.get(
    "/{uuid:change_id}", response=ChangeOut, auth=Scope("awards:read"), summary="One change"
)
def get_change(request: ApiRequest, change_id: UUID) -> ChangeOut:
    """How far a change is: ask again until `finished_at` is there."""
    return _change(change_for(request, change_id))


@router.get(
    "/{uuid:change_id}/awards",
    response=PageOf[AwardOut],
    auth=Scope("awards:read"),
    summary="The awards of a change",
)
def list_change_awards(request: ApiRequest, change_id: UUID, asked: Paging) -> dict[str, object]:
    """What became of the awards that were meant, newest first."""
    change, caller = change_for(request, change_id), request.auth
    found = selectors.awards_of(caller.institution, by=caller.person, change=change.pk)
    return page(found, asked, by="awarded_at", write=award_out, newest=True)


def change_for(request: ApiRequest, change_id: UUID) -> AwardChange:
    """A change of the token's institution; every other one is not there."""
    found = selectors.change_for(change_id, by=request.auth.person)
    if found is None or found.institution_id != request.auth.institution.pk:
        raise NotFound("There is no such change.")
    return found


def _meant(request: ApiRequest, which: AwardsMeant) -> QuerySet[Award]:
    if not any((which.awards, which.badge, which.batch, which.email, which.expires_until)):
        raise Invalid([Problem("which", "Say which awards.")])
    caller = request.auth
    found = selectors.awards_of(caller.institution, by=caller.person)
    try:
        if which.badge:
            found = found.filter(achievement=badge_for(request, which.badge).achievement)
        if which.batch:
            found = found.filter(batch=batch_for(request, which.batch))
    except NotFound as error:
        raise Invalid([Problem("which", str(error))]) from error
    if which.awards:
        found = found.filter(pk__in=which.awards)
    if which.email:
        found = found.filter(recipient_email=which.email.lower())
    if which.expires_until:
        found = found.filter(expires_at__lte=which.expires_until)
    return found


def _change(change: AwardChange) -> ChangeOut:
    return ChangeOut(
        id=change.pk,
        kind=change.kind,
        reason=change.reason,
        public_reason=change.public_reason,
        total=change.total,
        done=change.done,
        created_at=change.created_at,
        finished_at=change.finished_at,
    )
