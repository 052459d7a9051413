"""Pathways: a way to a badge through other badges, and how far people are on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from ninja import Field, Router, Schema

from insigne_platform.achievements.models import Achievement
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badges import badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import issuer_of
from insigne_platform.api.paging import PageOf, Paging, page, page_by_word
from insigne_platform.api.shapes import Given, PublicId, Text
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid, NotFound, Problem
from insigne_platform.pathways import selectors, services
from insigne_platform.pathways.models import Pathway, Step

router = Router(tags=["Pathways"])

Name = Annotated[Text, Field(max_length=200)]
Description = Annotated[Text, Field(max_length=4000)]
Credits = Annotated[Decimal, Field(ge=0, le=240, max_digits=5, decimal_places=2)]
PLAIN = ("name_nl", "name_en", "description_nl", "description_en", "credits_needed")


class StepBadgeIn(Given):
    """A badge in a step; those with the same word of overlap count once for credits."""

    badge: PublicId
    overlap: Annotated[Text, Field(max_length=60)] = ""


class StepIn(Given):
    """A part of a pathway: all of its badges, or some number of them."""

    name_nl: Name = ""
    name_en: Name = ""
    needed: Annotated[int, Field(ge=1, le=60)] | None = None
    badges: Annotated[list[StepBadgeIn], Field(max_length=60)] = []
    after: Annotated[list[Annotated[int, Field(ge=1, le=40)]], Field(max_length=40)] = Field(
        [], description="Which steps come first: 1 is the first of the list."
    )


class PathwayChange(Given):
    """What a draft says; what is left out stays as it is."""

    name_nl: Name = ""
    name_en: Name = ""
    description_nl: Description = ""
    description_en: Description = ""
    credits_needed: Credits | None = None
    leads_to: PublicId | None = Field(None, description="The badge at the end.")
    steps: Annotated[list[StepIn], Field(max_length=40)] = Field(
        [], description="In their order; given, they take the place of all that there are."
    )


class PathwayIn(PathwayChange):
    """A pathway to begin."""

    issuer: PublicId


class StepBadgeOut(Schema):
    """A badge in a step."""

    badge: str
    overlap: str


class StepOut(Schema):
    """A part of a pathway."""

    name_nl: str
    name_en: str
    needed: int | None
    badges: list[StepBadgeOut]
    after: list[int]


class PathwayOut(Schema):
    """A pathway with its steps."""

    id: UUID
    issuer: str
    state: str
    name_nl: str
    name_en: str
    description_nl: str
    description_en: str
    credits_needed: float | None
    leads_to: str | None
    steps: list[StepOut]
    published_at: datetime | None
    public_url: str | None


class LearnerOut(Schema):
    """Somebody on the way."""

    email: str
    name: str
    steps_done: int
    steps: int
    is_complete: bool
    completed_at: datetime | None
    award: UUID | None


@router.get("", response=PageOf[PathwayOut], auth=Scope("pathways:read"), summary="List pathways")
def list_pathways(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """The pathways of the institution, oldest first."""
    found = selectors.pathways_of(request.auth.institution, by=request.auth.person)
    found = found.prefetch_related("steps__badges__achievement")
    return page(found, asked, by="created_at", write=_pathway)


@router.post(
    "", response={201: PathwayOut}, auth=Scope("pathways:write"), summary="Begin a pathway"
)
@changes(201)
def create_pathway(request: ApiRequest, pathway: PathwayIn) -> Done:
    """Begin a draft, with its steps if they are known."""
    try:
        issuer = issuer_of(request, pathway.issuer)
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error
    with transaction.atomic():
        made = services.draft_pathway(issuer, _fields(request, pathway), by=request.auth.person)
        _draw(request, made, pathway.steps)
    return Done(_pathway(pathway_for(request, made.pk)), f"/api/v1/pathways/{made.pk}")


@router.get(
    "/{uuid:pathway_id}", response=PathwayOut, auth=Scope("pathways:read"), summary="One pathway"
)
def get_pathway(request: ApiRequest, pathway_id: UUID) -> PathwayOut:
    """A pathway with its steps."""
    return _pathway(pathway_for(request, pathway_id))


@router.patch(
    "/{uuid:pathway_id}",
    response=PathwayOut,
    auth=Scope("pathways:write"),
    summary="Edit a pathway",
)
@changes()
def edit_pathway(request: ApiRequest, pathway_id: UUID, change: PathwayChange) -> Done:
    """Change a draft; a published pathway is taken back to a draft first."""
    found, by = pathway_for(request, pathway_id), request.auth.person
    with transaction.atomic():
        found = services.edit_pathway(found, _fields(request, change), by=by)
        if "steps" in change.model_fields_set:
            for step in found.steps.select_related("pathway__issuer"):
                services.remove_step(step, by=by)
            _draw(request, found, change.steps)
    return Done(_pathway(pathway_for(request, pathway_id)))


@router.delete(
    "/{uuid:pathway_id}",
    response={204: None},
    auth=Scope("pathways:write"),
    summary="Remove a pathway",
)
@changes(204)
def remove_pathway(request: ApiRequest, pathway_id: UUID) -> Done:
    """Throw a draft away that nobody completed."""
    services.remove_pathway(pathway_for(request, pathway_id), by=request.auth.person)
    return Done(None)


@router.post(
    "/{uuid:pathway_id}/publish",
    response=PathwayOut,
    auth=Scope("pathways:write"),
    summary="Publish a pathway",
)
@changes()
def publish_pathway(request: ApiRequest, pathway_id: UUID) -> Done:
    """Publish a pathway: everybody sees it, and whoever completes it gets its badge."""
    found = pathway_for(request, pathway_id)
    services.publish(found, by=request.auth.person, at=timezone.now())
    return Done(_pathway(pathway_for(request, pathway_id)))


@router.post(
    "/{uuid:pathway_id}/unpublish",
    response=PathwayOut,
    auth=Scope("pathways:write"),
    summary="Take a pathway back",
)
@changes()
def unpublish_pathway(request: ApiRequest, pathway_id: UUID) -> Done:
    """Take a pathway back to a draft; what it awarded stays."""
    services.unpublish(pathway_for(request, pathway_id), by=request.auth.person)
    return Done(_pathway(pathway_for(request, pathway_id)))


@router.get(
    "/{uuid:pathway_id}/learners",
    response=PageOf[LearnerOut],
    auth=Scope("pathways:read"),
    summary="Who is on the way",
)
def list_pathway_learners(
    request: ApiRequest, pathway_id: UUID, asked: Paging
) -> dict[str, object]:
    """Everybody who earned a badge of the pathway, by address, and how far they are."""
    found, by, at = pathway_for(request, pathway_id), request.auth.person, timezone.now()

    def write(rows: Sequence[Mapping[str, object]]) -> list[LearnerOut]:
        learners = selectors.progress_of_learners(found, rows, by=by, at=at)
        return [_learner(learner) for learner in learners]

    rows: Any = selectors.learners_on(found, by=by, at=at)
    return page_by_word(rows, asked, by="recipient_email", write=write)


def pathway_for(request: ApiRequest, pathway_id: UUID) -> Pathway:
    """A pathway of the token's institution; every other one is not there."""
    found = selectors.pathway_for(pathway_id, by=request.auth.person)
    if found is None or found.issuer.institution_id != request.auth.institution.pk:
        raise NotFound("There is no such pathway.")
    return found


def _fields(request: ApiRequest, said: PathwayChange) -> dict[str, object]:
    given = said.model_fields_set
    fields: dict[str, object] = {name: getattr(said, name) for name in PLAIN if name in given}
    if "leads_to" in given:
        fields["leads_to"] = said.leads_to and _badge(request, said.leads_to, "leads_to")
    return fields


def _draw(request: ApiRequest, pathway: Pathway, steps: Sequence[StepIn]) -> None:
    """Add the steps in their order, then what is in them and what comes before them."""
    by = request.auth.person
    made: list[Step] = []
    for each in steps:
        step = services.add_step(pathway, name_nl=each.name_nl, name_en=each.name_en, by=by)
        for one in each.badges:
            badge = _badge(request, one.badge, "steps")
            services.add_badge(step, badge, overlap=one.overlap, by=by)
        made.append(step)
    for step, each in zip(made, steps, strict=True):
        if any(number > len(made) for number in each.after):
            raise Invalid([Problem("steps", "There is no step with this number.")])
        services.change_step(
            step,
            name_nl=each.name_nl,
            name_en=each.name_en,
            needed=each.needed,
            after=[made[number - 1] for number in each.after],
            by=by,
        )


def _badge(request: ApiRequest, public_id: str, field: str) -> Achievement:
    try:
        return badge_for(request, public_id).achievement
    except NotFound as error:
        raise Invalid([Problem(field, str(error))]) from error


def _pathway(pathway: Pathway) -> PathwayOut:
    steps = list(pathway.steps.all())
    places = {step.pk: number for number, step in enumerate(steps, start=1)}
    credits = pathway.credits_needed
    return PathwayOut(
        id=pathway.pk,
        issuer=pathway.issuer.public_id,
        state=pathway.state,
        name_nl=pathway.name_nl,
        name_en=pathway.name_en,
        description_nl=pathway.description_nl,
        description_en=pathway.description_en,
        credits_needed=None if credits is None else float(credits),
        leads_to=pathway.leads_to.public_id if pathway.leads_to else None,
        steps=[_step(step, places) for step in steps],
        published_at=pathway.published_at if pathway.is_published else None,
        public_url=absolute(f"/pathways/{pathway.public_id}") if pathway.is_published else None,
    )


def _step(step: Step, places: Mapping[UUID, int]) -> StepOut:
    return StepOut(
        name_nl=step.name_nl,
        name_en=step.name_en,
        needed=step.needed,
        badges=[
            StepBadgeOut(badge=one.achievement.public_id, overlap=one.overlap)
            for one in step.badges.all()
        ],
        after=sorted(places[before.pk] for before in step.after.all()),
    )


def _learner(learner: selectors.Learner) -> LearnerOut:
    steps, completion = learner.progress.steps, learner.completion
    return LearnerOut(
        email=learner.email,
        name=learner.name,
        steps_done=sum(step.is_done for step in steps),
        steps=len(steps),
        is_complete=learner.progress.is_complete,
        completed_at=completion.completed_at if completion else None,
        award=completion.award_id if completion else None,
    )
