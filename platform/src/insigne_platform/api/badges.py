"""Badges: what can be earned, drafted, published and archived."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils import timezone
from ninja import Body, Field, Query, Router

from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badge_shapes import BadgeChange, BadgeIn, BadgeOut, badge_out
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import issuer_of
from insigne_platform.api.paging import Asked, PageOf, Paging, page
from insigne_platform.api.problems import Refusal
from insigne_platform.api.shapes import Given, Text
from insigne_platform.core.errors import Conflict, Invalid, NotFound, Problem
from insigne_platform.institutions.models import Issuer

router = Router(tags=["Badges"])
PICTURE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("image/png", "image/svg+xml", "image/jpeg")
        },
    }
}
MOST_PICTURE = 1024 * 1024


class BadgesAsked(Asked):
    """Which badges."""

    state: Literal["", "draft", "waiting", "published", "archived"] = Field(
        "", description="Only these; left out, all that are not archived."
    )
    search: str = Field("", max_length=200, description="Words in name, description or issuer.")
    tag: str = Field("", max_length=50, description="Only those with this tag.")


class PublishIn(Given):
    """Of a next version, what kind of change it is; left out, what is proposed counts."""

    change: Literal["", "minor", "major"] = ""
    note: Annotated[Text, Field(max_length=1000)] = ""


Publication = Annotated[PublishIn | None, Body()]


@router.get("", response=PageOf[BadgeOut], auth=Scope("badges:read"), summary="List badges")
def list_badges(request: ApiRequest, asked: Query[BadgesAsked]) -> dict[str, object]:
    """The badges of the institution, each in its newest version, oldest first."""
    caller = request.auth
    found = selectors.badges_of(
        caller.institution, by=caller.person, search=asked.search, state=asked.state, tag=asked.tag
    )
    return page(found, asked, by="created_at", write=badge_out)


@router.post(
    "", response={201: BadgeOut}, auth=Scope("badges:write"), summary="Begin a badge"
)  # fmt: skip
@changes(201)
def create_badge(request: ApiRequest, badge: BadgeIn) -> Done:
    """Begin a draft; everything but issuer and scenario may still be empty."""
    fields = badge.model_dump(exclude_unset=True)
    issuer = _issuer(request, fields.pop("issuer"))
    return _new(services.draft_badge(issuer, fields, by=request.auth.person))


@router.get("/{badge_id}", response=BadgeOut, auth=Scope("badges:read"), summary="One badge")
def get_badge(request: ApiRequest, badge_id: str) -> BadgeOut:
    """A badge in its newest version, which may be a draft."""
    return badge_out(badge_for(request, badge_id))


@router.patch(
    "/{badge_id}", response=BadgeOut, auth=Scope("badges:write"), summary="Edit the draft"
)
@changes()
def edit_badge(request: ApiRequest, badge_id: str, change: BadgeChange) -> Done:
    """Change what the draft says; what is left out stays. A published version never changes."""
    version = badge_for(request, badge_id)
    fields = change.model_dump(exclude_unset=True)
    return _same(services.edit_draft(version, fields, by=request.auth.person))


@router.put(
    "/{badge_id}/picture",
    response=BadgeOut,
    auth=Scope("badges:write"),
    summary="Set the draft's picture",
    openapi_extra=PICTURE_BODY,
)
@changes()
def set_picture(request: ApiRequest, badge_id: str) -> Done:
    """Give the draft its picture: a square PNG, SVG or JPEG of at most 1 MB, as the body itself."""
    version = badge_for(request, badge_id)
    if len(request.body) > MOST_PICTURE:
        raise Refusal(413, "A picture has at most 1 MB.")
    return _same(services.set_picture(version, request.body, by=request.auth.person))


@router.get(
    "/{badge_id}/versions",
    response=PageOf[BadgeOut],
    auth=Scope("badges:read"),
    summary="The versions of a badge",
)
def list_versions(request: ApiRequest, badge_id: str, asked: Paging) -> dict[str, object]:
    """Every version of a badge, newest first; a published one never changes."""
    found = selectors.versions_of(badge_for(request, badge_id).achievement)
    return page(found, asked, by="number", write=badge_out, newest=True)


@router.post(
    "/{badge_id}/versions",
    response={201: BadgeOut},
    auth=Scope("badges:write"),
    summary="Begin the next version",
)
@changes(201)
def create_version(request: ApiRequest, badge_id: str) -> Done:
    """Open a draft that begins as the newest version; if there is a draft already, that one."""
    achievement = badge_for(request, badge_id).achievement
    return _new(services.new_version(achievement, by=request.auth.person))


@router.post(
    "/{badge_id}/publish",
    response=BadgeOut,
    auth=Scope("badges:write"),
    summary="Publish the draft",
)
@changes()
def publish_badge(request: ApiRequest, badge_id: str, publication: Publication = None) -> Done:
    """Publish the draft: from then on it can be awarded and never changes."""
    version, said = badge_for(request, badge_id), publication or PublishIn()
    published = services.publish(
        version, by=request.auth.person, at=timezone.now(), change=said.change, note=said.note
    )
    return _same(published)


@router.post(
    "/{badge_id}/archive", response=BadgeOut, auth=Scope("badges:write"), summary="Archive a badge"
)
@changes()
def archive_badge(request: ApiRequest, badge_id: str) -> Done:
    """Put a badge away: it is awarded no more; what was awarded stays as it is."""
    version = badge_for(request, badge_id)
    services.archive(version.achievement, by=request.auth.person, at=timezone.now())
    return _same(version)


@router.post(
    "/{badge_id}/restore",
    response=BadgeOut,
    auth=Scope("badges:write"),
    summary="Bring a badge back",
)
@changes()
def restore_badge(request: ApiRequest, badge_id: str) -> Done:
    """Bring an archived badge back."""
    version = badge_for(request, badge_id)
    services.restore(version.achievement, by=request.auth.person)
    return _same(version)


def badge_for(request: ApiRequest, public_id: str) -> AchievementVersion:
    """A badge of the token's institution in its newest version; every other is not there."""
    caller = request.auth
    found = selectors.badge_of(caller.institution, public_id, by=caller.person)
    if found is None:
        raise NotFound("There is no such badge.")
    return found


def version_to_award(request: ApiRequest, public_id: str) -> AchievementVersion:
    """The newest published version of a badge that is named in a body."""
    try:
        newest = badge_for(request, public_id)
    except NotFound as error:
        raise Invalid([Problem("badge", str(error))]) from error
    if newest.is_published:
        return newest
    published = selectors.published_badge(public_id)
    if published is None:
        raise Conflict("This badge is not published yet.")
    return published


def _issuer(request: ApiRequest, public_id: str) -> Issuer:
    try:
        return issuer_of(request, public_id)
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error


def _new(version: AchievementVersion) -> Done:
    return Done(badge_out(version), f"/api/v1/badges/{version.achievement.public_id}")


def _same(version: AchievementVersion) -> Done:
    return Done(badge_out(version))
