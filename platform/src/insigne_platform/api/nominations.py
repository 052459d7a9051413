"""Nominations: who may name people for a badge, whom they named, and what is decided."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.openings import earned
from insigne_platform.api.paging import Asked, PageOf, Paging, page
from insigne_platform.api.shapes import Address, Given, Text
from insigne_platform.core.errors import NotFound
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Nomination, Nominator

of_badges = Router(tags=["Nominations"])
nominators = Router(tags=["Nominations"])
router = Router(tags=["Nominations"])
Reason = Annotated[Text, Field(max_length=500)]


class NominatorIn(Given):
    """Who is trusted to name people."""

    email: Address


class NominatorOut(Schema):
    """Somebody who may name people for a badge, and how many lists she sent."""

    id: UUID
    badge: str
    email: str
    sent: int
    invited_at: datetime


class NomineeOut(Schema):
    """Somebody who was named, and what became of it."""

    id: UUID
    email: str
    name: str
    state: str
    reason: str
    award: UUID | None


class NominationOut(Schema):
    """A list of people who earned a badge, as somebody trusted says."""

    id: UUID
    badge: str
    nominator: str
    note: str
    state: str
    sent_at: datetime
    decided_at: datetime | None


class WholeNominationOut(NominationOut):
    """A nomination with everybody who is named in it."""

    nominees: list[NomineeOut]


class NominationsAsked(Asked):
    """Which nominations."""

    state: Literal["", "waiting", "decided"] = Field("", description="Left out, all of them.")


class NominationDecisionIn(Given):
    """Who is given the badge, and why the others are not."""

    chosen: Annotated[list[UUID], Field(max_length=300)] = Field(
        description="The `id` of every nominee who is given the badge."
    )
    reason: Reason = Field("", description="For everybody who is not chosen.")
    reasons: Annotated[dict[UUID, Reason], Field(max_length=300)] = Field(
        {}, description="Instead of it, for single ones: by the `id` of the nominee."
    )


@of_badges.get(
    "/{badge_id}/nominators",
    response=PageOf[NominatorOut],
    auth=Scope("earning:read"),
    summary="Who nominates for a badge",
)
def list_nominators(request: ApiRequest, badge_id: str, asked: Paging) -> dict[str, object]:
    """Who may name people for a badge now."""
    found = selectors.nominators_of(earned(request, badge_id)).select_related("achievement")
    return page(found, asked, by="invited_at", write=_nominator)


@of_badges.post(
    "/{badge_id}/nominators",
    response={201: NominatorOut},
    auth=Scope("earning:write"),
    summary="Invite a nominator",
)
@changes(201)
def create_nominator(request: ApiRequest, badge_id: str, nominator: NominatorIn) -> Done:
    """Have somebody name people for a badge; she is told by mail."""
    made = services.invite_nominator(
        earned(request, badge_id), nominator.email, by=request.auth.person, at=timezone.now()
    )
    return Done(_nominator(made))


@nominators.delete(
    "/{uuid:nominator_id}",
    response={204: None},
    auth=Scope("earning:write"),
    summary="End a nominator",
)
@changes(204)
def end_nominator(request: ApiRequest, nominator_id: UUID) -> Done:
    """Take no nominations from somebody any more; what was sent stays to be decided."""
    caller = request.auth
    found = selectors.nominator_for(nominator_id, by=caller.person)
    if found is None or found.achievement.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such nominator.")
    services.end_nominator(found, by=caller.person, at=timezone.now())
    return Done(None)


@router.get(
    "", response=PageOf[NominationOut], auth=Scope("earning:read"), summary="List nominations"
)
def list_nominations(request: ApiRequest, asked: Query[NominationsAsked]) -> dict[str, object]:
    """The nominations for badges that the token's maker awards, oldest first."""
    caller = request.auth
    found = selectors.nominations_of(
        caller.institution, by=caller.person, state=asked.state or "all"
    )
    return page(found, asked, by="sent_at", write=_nomination)


@router.get(
    "/{uuid:nomination_id}",
    response=WholeNominationOut,
    auth=Scope("earning:read"),
    summary="One nomination",
)
def get_nomination(request: ApiRequest, nomination_id: UUID) -> WholeNominationOut:
    """A nomination with everybody who is named in it."""
    return _whole(nomination_for(request, nomination_id))


@router.post(
    "/{uuid:nomination_id}/decide",
    response=WholeNominationOut,
    auth=Scope("earning:write"),
    summary="Decide on a nomination",
)
@changes()
def decide_nomination(
    request: ApiRequest, nomination_id: UUID, decision: NominationDecisionIn
) -> Done:
    """Award the badge to who is chosen, and say of everybody else why not."""
    services.decide_nomination(
        nomination_for(request, nomination_id),
        chosen={str(each) for each in decision.chosen},
        reasons={str(each): said for each, said in decision.reasons.items()},
        reason=decision.reason,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(_whole(nomination_for(request, nomination_id)))


def nomination_for(request: ApiRequest, nomination_id: UUID) -> Nomination:
    """A nomination at the token's institution, for who awards; others are not there."""
    caller = request.auth
    found = selectors.nomination_for(nomination_id, by=caller.person)
    if found is None or _house(found) != caller.institution.pk:
        raise NotFound("There is no such nomination.")
    return found


def _house(nomination: Nomination) -> UUID:
    return nomination.nominator.achievement.issuer.institution_id


def _nominator(nominator: Nominator) -> NominatorOut:
    return NominatorOut(
        id=nominator.pk,
        badge=nominator.achievement.public_id,
        email=nominator.email,
        sent=getattr(nominator, "sent", 0),
        invited_at=nominator.invited_at,
    )


def _said(nomination: Nomination) -> dict[str, object]:
    return {
        "id": nomination.pk,
        "badge": nomination.nominator.achievement.public_id,
        "nominator": nomination.nominator.email,
        "note": nomination.note,
        "state": nomination.state,
        "sent_at": nomination.sent_at,
        "decided_at": nomination.decided_at,
    }


def _nomination(nomination: Nomination) -> NominationOut:
    return NominationOut.model_validate(_said(nomination))


def _whole(nomination: Nomination) -> WholeNominationOut:
    nominees = [
        {
            "id": each.pk,
            "email": each.email,
            "name": each.name,
            "state": each.state,
            "reason": each.reason,
            "award": each.award_id,
        }
        for each in nomination.nominees.all()
    ]
    return WholeNominationOut.model_validate({**_said(nomination), "nominees": nominees})
