"""Templates: what badges of the institution begin from."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from ninja import Field, Router, Schema

from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.models import BadgeTemplate
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badge_shapes import BadgeOut, badge_out
from insigne_platform.api.badges import badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import issuer_of
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Given, PublicId, Text
from insigne_platform.core.errors import Invalid, NotFound, Problem

router = Router(tags=["Templates"])


class TemplateIn(Given):
    """A badge of which everything is kept as a starting point."""

    badge: PublicId
    name: Annotated[Text, Field(min_length=1, max_length=200)]


class BeginIn(Given):
    """For whom a badge is begun."""

    issuer: PublicId


class TemplateOut(Schema):
    """A starting point for badges."""

    id: UUID
    name: str
    scenario: str


@router.get("", response=PageOf[TemplateOut], auth=Scope("badges:read"), summary="List templates")
def list_templates(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """The starting points of the institution, oldest first."""
    found = selectors.templates_of(request.auth.institution)
    return page(found, asked, by="created_at", write=_template)


@router.post(
    "",
    response={201: TemplateOut},
    auth=Scope("badges:write"),
    summary="Keep a badge as a template",
)
@changes(201)
def save_template(request: ApiRequest, template: TemplateIn) -> Done:
    """Keep what a badge says as a starting point; one of the same name is replaced."""
    try:
        version = badge_for(request, template.badge)
    except NotFound as error:
        raise Invalid([Problem("badge", str(error))]) from error
    return Done(_template(services.save_template(version, template.name, by=request.auth.person)))


@router.post(
    "/{uuid:template_id}/begin",
    response={201: BadgeOut},
    auth=Scope("badges:write"),
    summary="Begin a badge from a template",
)
@changes(201)
def begin_from_template(request: ApiRequest, template_id: UUID, begin: BeginIn) -> Done:
    """Begin a draft that says what the template says."""
    template = template_for(request, template_id)
    try:
        issuer = issuer_of(request, begin.issuer)
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error
    made = services.draft_from_template(template, issuer, by=request.auth.person)
    return Done(badge_out(made), f"/api/v1/badges/{made.achievement.public_id}")


@router.delete(
    "/{uuid:template_id}",
    response={204: None},
    auth=Scope("badges:write"),
    summary="Remove a template",
)
@changes(204)
def remove_template(request: ApiRequest, template_id: UUID) -> Done:
    """Take a template away; badges that were begun from it stay."""
    services.remove_template(template_for(request, template_id), by=request.auth.person)
    return Done(None)


def template_for(request: ApiRequest, template_id: UUID) -> BadgeTemplate:
    """A template of the token's institution; every other one is not there."""
    found = selectors.templates_of(request.auth.institution).filter(pk=template_id).first()
    if found is None:
        raise NotFound("There is no such template.")
    return found


def _template(template: BadgeTemplate) -> TemplateOut:
    return TemplateOut(id=template.pk, name=template.name, scenario=template.scenario)
