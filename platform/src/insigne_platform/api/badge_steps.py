"""A badge on its way: approved by another person, shown in the catalogue, copied, thrown away."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Body, Field, Router, Schema

from insigne_platform.achievements import services
from insigne_platform.achievements.models import Approval
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badge_shapes import BadgeOut, badge_out
from insigne_platform.api.badges import Publication, PublishIn, badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import issuer_of
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Given, PublicId, Text
from insigne_platform.core.errors import Conflict, Invalid, NotFound, Problem

router = Router(tags=["Badges"])


class CommentIn(Given):
    """What has to be mended."""

    comment: Annotated[Text, Field(min_length=1, max_length=2000)]


class CatalogueIn(Given):
    """Whether the catalogue shows a badge."""

    shown: bool


class CopyIn(Given):
    """For whom a badge is copied."""

    issuer: PublicId | None = Field(None, description="Left out, the same issuer.")


class ApprovalOut(Schema):
    """That another person was asked to look at a draft."""

    id: UUID
    version: int
    state: str = Field(description="waiting, approved, returned or withdrawn.")
    comment: str
    asked_at: datetime
    decided_at: datetime | None


@router.get(
    "/{badge_id}/approvals",
    response=PageOf[ApprovalOut],
    auth=Scope("badges:read"),
    summary="Requests for approval",
)
def list_approvals(request: ApiRequest, badge_id: str, asked: Paging) -> dict[str, object]:
    """How often approval of the newest version was asked, newest first."""
    found = badge_for(request, badge_id).approvals.select_related("version")
    return page(found.defer("version__picture_png"), asked, by="asked_at", write=_out, newest=True)


@router.post(
    "/{badge_id}/approvals",
    response={201: ApprovalOut},
    auth=Scope("badges:write"),
    summary="Ask for approval",
)
@changes(201)
def ask_approval(request: ApiRequest, badge_id: str, publication: Publication = None) -> Done:
    """Ask another person to approve the draft; until they have decided it stays as it is."""
    said = publication or PublishIn()
    made = services.ask_approval(
        badge_for(request, badge_id),
        by=request.auth.person,
        at=timezone.now(),
        change=said.change,
        note=said.note,
    )
    return Done(_out(made))


@router.post(
    "/{badge_id}/approvals/approve",
    response=BadgeOut,
    auth=Scope("badges:write"),
    summary="Approve and publish",
)
@changes()
def approve_badge(request: ApiRequest, badge_id: str) -> Done:
    """Approve what another person made, and so publish it."""
    found = _waiting(request, badge_id)
    return Done(badge_out(services.approve(found, by=request.auth.person, at=timezone.now())))


@router.post(
    "/{badge_id}/approvals/send-back",
    response=ApprovalOut,
    auth=Scope("badges:write"),
    summary="Send a draft back",
)
@changes()
def send_back_badge(request: ApiRequest, badge_id: str, said: CommentIn) -> Done:
    """Send a draft back to who made it, with what has to be mended."""
    found = _waiting(request, badge_id)
    services.send_back(found, said.comment, by=request.auth.person, at=timezone.now())
    return Done(_out(found))


@router.post(
    "/{badge_id}/approvals/withdraw",
    response=ApprovalOut,
    auth=Scope("badges:write"),
    summary="Take a request back",
)
@changes()
def withdraw_approval(request: ApiRequest, badge_id: str) -> Done:
    """Take the request for approval back, to change the draft."""
    found = _waiting(request, badge_id)
    services.withdraw(found, by=request.auth.person, at=timezone.now())
    return Done(_out(found))


@router.put(
    "/{badge_id}/catalogue",
    response=BadgeOut,
    auth=Scope("badges:write"),
    summary="Show in the catalogue",
)
@changes()
def show_in_catalogue(request: ApiRequest, badge_id: str, catalogue: CatalogueIn) -> Done:
    """Show a badge in the catalogue from now on, or leave it out; its own page stays."""
    version = badge_for(request, badge_id)
    services.show_in_catalogue(version.achievement, catalogue.shown, by=request.auth.person)
    return Done(badge_out(version))


@router.post(
    "/{badge_id}/copy", response={201: BadgeOut}, auth=Scope("badges:write"), summary="Copy a badge"
)
@changes(201)
def copy_badge(
    request: ApiRequest, badge_id: str, said: Annotated[CopyIn | None, Body()] = None
) -> Done:
    """Begin another badge that says the same, for the same issuer or another one."""
    version = badge_for(request, badge_id)
    try:
        issuer = issuer_of(request, said.issuer) if said and said.issuer else None
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error
    made = services.copy_badge(version, issuer=issuer, by=request.auth.person)
    return Done(badge_out(made), f"/api/v1/badges/{made.achievement.public_id}")


@router.delete(
    "/{badge_id}/draft", response={204: None}, auth=Scope("badges:write"), summary="Discard a draft"
)
@changes(204)
def discard_draft(request: ApiRequest, badge_id: str) -> Done:
    """Throw the draft away, and the badge if that was all there is of it."""
    services.discard_draft(badge_for(request, badge_id), by=request.auth.person)
    return Done(None)


def _waiting(request: ApiRequest, badge_id: str) -> Approval:
    found = services.waiting_approval(badge_for(request, badge_id))
    if found is None:
        raise Conflict("This badge does not wait for approval.")
    return found


def _out(approval: Approval) -> ApprovalOut:
    return ApprovalOut(
        id=approval.pk,
        version=approval.version.number,
        state=approval.state,
        comment=approval.comment,
        asked_at=approval.asked_at,
        decided_at=approval.decided_at,
    )
