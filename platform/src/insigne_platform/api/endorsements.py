"""Endorsements: asked of others, given to others, received and withdrawn."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import model_validator

from insigne_platform.achievements.models import Achievement
from insigne_platform.achievements.selectors import published_badge
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.awards import award_for
from insigne_platform.api.badges import badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import issuer_of
from insigne_platform.api.paging import Asked, PageOf, page
from insigne_platform.api.shapes import Address, Day, Given, Language, PublicId, Text
from insigne_platform.awards.models import Award
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid, NotFound, Problem
from insigne_platform.endorsements import selectors, services
from insigne_platform.endorsements.composition import endorsement_path
from insigne_platform.endorsements.models import Endorsement, EndorsementRequest
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.institutions.selectors import institution_with

requests = Router(tags=["Endorsements"])
router = Router(tags=["Endorsements"])


class RequestsAsked(Asked):
    """Which requests."""

    direction: Literal["asked", "to_answer"] = Field(
        "asked", description="What the institution asked, or what waits for its answer."
    )


class EndorsementsAsked(Asked):
    """Which endorsements."""

    direction: Literal["given", "received"] = "received"


class RequestIn(Given):
    """What is to be endorsed (a badge, an issuer or one award), and by whom.

    Whom: another institution on this platform, or an address elsewhere.
    """

    badge: PublicId | None = None
    issuer: PublicId | None = None
    award: UUID | None = Field(None, description="One award of yours, by its `id`.")
    institution: PublicId | None = Field(None, description="Another one on this platform.")
    email: Address | None = None
    language: Language = "nl"
    message: Annotated[Text, Field(max_length=2000)] = ""

    @model_validator(mode="after")
    def _one_thing(self) -> RequestIn:
        if sum(one is not None for one in (self.badge, self.issuer, self.award)) != 1:
            raise ValueError("give either a badge, an issuer or an award")
        return self


class SaidIn(Given):
    """What is said, in whose name: in words, and what it counts for there."""

    issuer: PublicId
    comment: Annotated[Text, Field(max_length=4000)] = ""
    credits: Annotated[Decimal, Field(gt=0, le=240, decimal_places=2)] | None = None
    programme: Annotated[Text, Field(max_length=200)] = ""
    counts_at: Annotated[Text, Field(max_length=200)] = ""
    valid_until: Day | None = None
    language: Language = "nl"


class EndorsementIn(SaidIn):
    """An endorsement of a published badge of another institution, or of one award of it."""

    badge: PublicId | None = None
    award: Annotated[Text, Field(max_length=22)] | None = Field(
        None, description="The last part of the award's public address, `/public/assertions/…`."
    )

    @model_validator(mode="after")
    def _one_thing(self) -> EndorsementIn:
        if (self.badge is None) == (self.award is None):
            raise ValueError("give either a badge or an award")
        return self


class ReasonIn(Given):
    """Why; others read it."""

    reason: Annotated[Text, Field(min_length=1, max_length=500)]


class RequestOut(Schema):
    """A request for an endorsement."""

    id: UUID
    kind: str
    subject: str = Field(description="The identifier of what is to be endorsed.")
    subject_name: str
    asking: str
    asked: str | None
    email: str
    message: str
    state: str
    reason: str
    created_at: datetime
    answered_at: datetime | None


class EndorsementOut(Schema):
    """An endorsement; the signed file stands at its public address."""

    id: UUID
    kind: str
    subject: str
    subject_name: str
    endorser: str
    comment: str
    credits: float | None
    programme: str
    counts_at: str
    given_at: datetime
    valid_until: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: str
    public_url: str


@requests.get(
    "",
    response=PageOf[RequestOut],
    auth=Scope("endorsements:read"),
    summary="List requests for endorsement",
)
def list_endorsement_requests(
    request: ApiRequest, asked: Query[RequestsAsked]
) -> dict[str, object]:
    """What the institution asked, or what waits for its answer; oldest first."""
    house = request.auth.institution
    is_asked = asked.direction == "asked"
    found = selectors.asked_by(house) if is_asked else selectors.to_answer(house)
    return page(found, asked, by="created_at", write=_request)


@requests.post(
    "",
    response={201: RequestOut},
    auth=Scope("endorsements:write"),
    summary="Ask for an endorsement",
)
@changes(201)
def ask_endorsement(request: ApiRequest, asked: RequestIn) -> Done:
    """Ask another institution here, or somebody by mail, to endorse what is yours."""
    made = services.ask(
        _thing(request, asked),
        of=_institution(asked.institution),
        email=asked.email or "",
        message=asked.message,
        language=asked.language,
        by=request.auth.person,
    )
    return Done(_request(made), f"/api/v1/endorsement-requests/{made.pk}")


@requests.get(
    "/{uuid:request_id}",
    response=RequestOut,
    auth=Scope("endorsements:read"),
    summary="One request for endorsement",
)
def get_endorsement_request(request: ApiRequest, request_id: UUID) -> RequestOut:
    """A request that the institution made or got."""
    return _request(request_for(request, request_id))


@requests.post(
    "/{uuid:request_id}/take-back",
    response=RequestOut,
    auth=Scope("endorsements:write"),
    summary="Ask no more",
)
@changes()
def take_back_request(request: ApiRequest, request_id: UUID) -> Done:
    """Take back what the institution asked."""
    found = request_for(request, request_id)
    if found.asking_id != request.auth.institution.pk:
        raise NotFound("There is no such request.")
    services.take_back(found, by=request.auth.person, at=timezone.now())
    return Done(_request(request_for(request, request_id)))


@requests.post(
    "/{uuid:request_id}/decline",
    response=RequestOut,
    auth=Scope("endorsements:write"),
    summary="Decline to endorse",
)
@changes()
def decline_request(request: ApiRequest, request_id: UUID, why: ReasonIn) -> Done:
    """Say no for the institution that was asked, with a reason that the asker reads."""
    found = _to_answer(request, request_id)
    services.decline(found, why.reason, by=request.auth.person, at=timezone.now())
    return Done(_request(request_for(request, request_id)))


@requests.post(
    "/{uuid:request_id}/endorse",
    response={201: EndorsementOut},
    auth=Scope("endorsements:write"),
    summary="Endorse what was asked",
)
@changes(201)
def answer_request(request: ApiRequest, request_id: UUID, said: SaidIn) -> Done:
    """Sign what one of the institution's issuers says of what was asked."""
    return _endorsed(request, _to_answer(request, request_id), said)


@router.get(
    "",
    response=PageOf[EndorsementOut],
    auth=Scope("endorsements:read"),
    summary="List endorsements",
)
def list_endorsements(request: ApiRequest, asked: Query[EndorsementsAsked]) -> dict[str, object]:
    """What others say of the institution, or what it says of others; newest first."""
    house = request.auth.institution
    is_given = asked.direction == "given"
    found = selectors.given_by(house) if is_given else selectors.received_by(house)
    return page(found, asked, by="given_at", write=_endorsement, newest=True)


@router.post(
    "",
    response={201: EndorsementOut},
    auth=Scope("endorsements:write"),
    summary="Endorse a badge or an award",
)
@changes(201)
def create_endorsement(request: ApiRequest, said: EndorsementIn) -> Done:
    """Endorse a published badge of another institution on this platform, or one award, unasked.

    Who has the public address of an award may endorse it; one that was revoked or is suspended is
    not there.
    """
    return _endorsed(request, _of_others(said), said)


@router.post(
    "/{uuid:endorsement_id}/withdraw",
    response=EndorsementOut,
    auth=Scope("endorsements:write"),
    summary="Withdraw an endorsement",
)
@changes()
def withdraw_endorsement(request: ApiRequest, endorsement_id: UUID, why: ReasonIn) -> Done:
    """Say no more what was said; the reason stands on the public page."""
    caller = request.auth
    found = selectors.endorsement_for(endorsement_id, by=caller.person)
    if found is None or found.issuer is None:
        raise NotFound("There is no such endorsement.")
    if found.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such endorsement.")
    made = services.withdraw(found, why.reason, by=caller.person, at=timezone.now())
    return Done(_endorsement(made))


def request_for(request: ApiRequest, request_id: UUID) -> EndorsementRequest:
    """A request that the token's institution made or got; every other one is not there."""
    house = request.auth.institution.pk
    found = selectors.request_for(request_id, by=request.auth.person)
    if found is None or house not in (found.asking_id, found.asked_id):
        raise NotFound("There is no such request.")
    return found


def _to_answer(request: ApiRequest, request_id: UUID) -> EndorsementRequest:
    found = request_for(request, request_id)
    if found.asked_id != request.auth.institution.pk:
        raise NotFound("There is no such request.")
    return found


def _of_others(said: EndorsementIn) -> Achievement | Award:
    if said.award is not None:
        if award := selectors.award_at(said.award):
            return award
        raise Invalid([Problem("award", "There is no such award.")])
    version = published_badge(said.badge or "")
    if version is None:
        raise Invalid([Problem("badge", "There is no such badge.")])
    return version.achievement


def _thing(request: ApiRequest, asked: RequestIn) -> Issuer | Achievement | Award:
    field = "award" if asked.award else "badge" if asked.badge else "issuer"
    try:
        if asked.award is not None:
            return award_for(request, asked.award)
        if asked.badge is not None:
            return badge_for(request, asked.badge).achievement
        return issuer_of(request, asked.issuer or "")
    except NotFound as error:
        raise Invalid([Problem(field, str(error))]) from error


def _institution(public_id: str | None) -> Institution | None:
    if public_id is None:
        return None
    found = institution_with(public_id)
    if found is None:
        raise Invalid([Problem("institution", "There is no such institution.")])
    return found


def _endorsed(
    request: ApiRequest, thing: Achievement | Award | EndorsementRequest, said: SaidIn
) -> Done:
    try:
        issuer = issuer_of(request, said.issuer)
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error
    names = ("comment", "credits", "programme", "counts_at", "valid_until", "language")
    made = services.endorse(
        thing,
        services.Said(**{name: getattr(said, name) for name in names}),
        as_issuer=issuer,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(_endorsement(made))


def _request(asked: EndorsementRequest) -> RequestOut:
    return RequestOut(
        id=asked.pk,
        kind=asked.kind,
        subject=asked.subject_id,
        subject_name=asked.subject_name,
        asking=asked.asking.public_id,
        asked=asked.asked.public_id if asked.asked else None,
        email=asked.email,
        message=asked.message,
        state=asked.state,
        reason=asked.reason,
        created_at=asked.created_at,
        answered_at=asked.answered_at,
    )


def _endorsement(said: Endorsement) -> EndorsementOut:
    return EndorsementOut(
        id=said.pk,
        kind=said.kind,
        subject=said.subject_id,
        subject_name=said.subject_name,
        endorser=said.endorser_name,
        comment=said.comment,
        credits=None if said.credits is None else float(said.credits),
        programme=said.programme,
        counts_at=said.counts_at,
        given_at=said.given_at,
        valid_until=said.valid_until,
        withdrawn_at=said.withdrawn_at,
        withdrawal_reason=said.withdrawal_reason,
        public_url=absolute(endorsement_path(said)),
    )
