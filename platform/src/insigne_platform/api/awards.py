"""Awards: one to one person, the list of them, their files, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.award_shapes import (
    AwardIn,
    AwardOut,
    CorrectionIn,
    ReasonsIn,
    award_out,
)
from insigne_platform.api.badges import badge_for, version_to_award
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.paging import Asked, PageOf, page
from insigne_platform.api.shapes import Moment
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Award
from insigne_platform.core.errors import Conflict, NotFound

router = Router(tags=["Awards"])

MEDIA_TYPES: Mapping[str, str] = {
    "ob3": "application/vc+ld+json",
    "ob3-jwt": "application/vc+jwt",
    "ob2": "application/ld+json",
    "png": "image/png",
    "svg": "image/svg+xml",
}
FILE_ANSWERS = {
    "responses": {
        200: {
            "description": "The file",
            "content": {
                kind: {"schema": {} if kind.endswith("json") else {"type": "string"}}
                for kind in MEDIA_TYPES.values()
            },
        }
    }
}
PERIODS: Mapping[str, str] = {
    "awarded_from": "awarded_at__gte",
    "awarded_until": "awarded_at__lt",
    "expires_from": "expires_at__gte",
    "expires_until": "expires_at__lt",
}
type Format = Literal["ob3", "ob3-jwt", "ob2", "png", "svg"]


class AwardsAsked(Asked):
    """Which awards."""

    badge: str = Field("", max_length=12, description="Only of this badge, in all its versions.")
    state: Literal["", "waiting", "claimed", "declined", "suspended", "revoked", "unfinished"] = ""
    email: str = Field("", max_length=254, description="Only of this address.")
    search: str = Field("", max_length=200, description="Words in name, address or badge.")
    awarded_from: Moment | None = Field(None, description="Awarded at this moment or later.")
    awarded_until: Moment | None = Field(None, description="Awarded before this moment.")
    expires_from: Moment | None = Field(None, description="Counts until this moment or later.")
    expires_until: Moment | None = Field(None, description="Counts until before this moment.")


@router.get("", response=PageOf[AwardOut], auth=Scope("awards:read"), summary="List awards")
def list_awards(request: ApiRequest, asked: Query[AwardsAsked]) -> dict[str, object]:
    """What was awarded, newest first."""
    caller = request.auth
    where = badge_for(request, asked.badge) if asked.badge else caller.institution
    found = selectors.awards_of(where, by=caller.person, search=asked.search, state=asked.state)
    if asked.email:
        found = found.filter(recipient_email=asked.email.lower())
    for name, lookup in PERIODS.items():
        if moment := getattr(asked, name):
            found = found.filter(**{lookup: moment})
    return page(found, asked, by="awarded_at", write=award_out, newest=True)


@router.post(
    "", response={201: AwardOut}, auth=Scope("awards:write"), summary="Award to one person"
)
@changes(201)
def create_award(request: ApiRequest, award: AwardIn) -> Done:
    """Award a badge to one person; its files are made at once afterwards, and its mail is sent.

    Somebody who has the badge already is not given it again: that is a conflict.
    """
    version = version_to_award(request, award.badge)
    made = services.award_one(version, award.recipient(), by=request.auth.person, at=timezone.now())
    return Done(award_out(made), f"/api/v1/awards/{made.pk}")


@router.get("/{uuid:award_id}", response=AwardOut, auth=Scope("awards:read"), summary="One award")
def get_award(request: ApiRequest, award_id: UUID) -> AwardOut:
    """One award, and what became of it."""
    return award_out(award_for(request, award_id))


@router.post(
    "/{uuid:award_id}/revoke",
    response=AwardOut,
    auth=Scope("awards:revoke"),
    summary="Revoke an award",
)
@changes()
def revoke_award(request: ApiRequest, award_id: UUID, reasons: ReasonsIn) -> Done:
    """Take an award back, for good. Whoever checks it sees that."""
    found = award_for(request, award_id)
    services.revoke(
        found,
        reasons.reason,
        public_reason=reasons.public_reason,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(award_out(award_for(request, award_id)))


@router.post(
    "/{uuid:award_id}/suspend",
    response=AwardOut,
    auth=Scope("awards:revoke"),
    summary="Suspend an award",
)
@changes()
def suspend_award(request: ApiRequest, award_id: UUID, reasons: ReasonsIn) -> Done:
    """Have an award not count until that is lifted. Whoever checks it sees that."""
    found = award_for(request, award_id)
    services.suspend(
        found,
        reasons.reason,
        public_reason=reasons.public_reason,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(award_out(award_for(request, award_id)))


@router.post(
    "/{uuid:award_id}/lift",
    response=AwardOut,
    auth=Scope("awards:revoke"),
    summary="Lift a suspension",
)
@changes()
def lift_suspension(request: ApiRequest, award_id: UUID) -> Done:
    """Have an award count again that was suspended."""
    found = award_for(request, award_id)
    services.lift(found, by=request.auth.person, at=timezone.now())
    return Done(award_out(award_for(request, award_id)))


@router.post(
    "/{uuid:award_id}/correct",
    response={201: AwardOut},
    auth=Scope("awards:revoke"),
    summary="Correct an award",
)
@changes(201)
def correct_award(request: ApiRequest, award_id: UUID, correction: CorrectionIn) -> Done:
    """Award anew with what is right, and revoke what was wrong: what was signed never changes."""
    found = award_for(request, award_id)
    made = services.correct(
        found,
        correction.said_of(found),
        correction.reason,
        public_reason=correction.public_reason,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(award_out(made), f"/api/v1/awards/{made.pk}")


@router.post(
    "/{uuid:award_id}/mail",
    response=AwardOut,
    auth=Scope("awards:write"),
    summary="Mail the recipient again",
)
@changes()
def mail_award(request: ApiRequest, award_id: UUID) -> Done:
    """Mail somebody again who has not claimed her badge, at most once an hour."""
    found = award_for(request, award_id)
    services.mail_claim_again(found, by=request.auth.person, at=timezone.now())
    return Done(award_out(found))


@router.get(
    "/{uuid:award_id}/documents/{format}",
    auth=Scope("awards:read"),
    summary="One award as a file",
    openapi_extra=FILE_ANSWERS,
)
def get_document(request: ApiRequest, award_id: UUID, format: Format) -> HttpResponse:
    """The signed file: Open Badges 3.0 (`ob3`, `ob3-jwt`), 2.0 (`ob2`), or in its picture."""
    found, at = award_for(request, award_id), timezone.now()
    if format == "ob2" and found.is_revoked:
        raise Conflict("This award was revoked; this kind of file is not given any more.")
    if format == "svg" and not found.version.picture_svg:
        raise NotFound("The picture of this badge is no SVG.")
    if format in ("png", "svg"):
        content = services.baked_picture(found, format, "ob3", at=at)
    else:
        content = services.document(found, format, at=at)
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return HttpResponse(content, content_type=MEDIA_TYPES[format], headers=headers)


def award_for(request: ApiRequest, award_id: UUID) -> Award:
    """An award of the token's institution; every other one is not there."""
    caller = request.auth
    found = selectors.award_for(award_id, by=caller.person)
    if found is None or found.achievement.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such award.")
    return found
