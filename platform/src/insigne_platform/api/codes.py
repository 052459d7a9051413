"""Claim codes: whoever has one claims the badge."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.openings import Domains, earned
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Day, Given, Text
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import NotFound
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import ClaimCode

of_badges = Router(tags=["Codes"])
router = Router(tags=["Codes"])


class CodeIn(Given):
    """What a code is for, and how far it goes."""

    label: Annotated[Text, Field(min_length=1, max_length=200)]
    limit: Annotated[int, Field(ge=1, le=100_000)] | None = None
    opens_on: Day | None = None
    closes_on: Day | None = None
    domains: Domains = []


class CodeOut(Schema):
    """A code, and how often it was used."""

    id: UUID
    badge: str
    code: str
    url: str = Field(description="Where whoever has the code claims the badge.")
    label: str
    limit: int | None
    opens_on: Day | None
    closes_on: Day | None
    domains: list[str]
    used: int
    created_at: datetime
    stopped_at: datetime | None


@of_badges.get(
    "/{badge_id}/codes",
    response=PageOf[CodeOut],
    auth=Scope("earning:read"),
    summary="The codes of a badge",
)
def list_codes(request: ApiRequest, badge_id: str, asked: Paging) -> dict[str, object]:
    """The codes of a badge, newest first."""
    found = selectors.codes_of(earned(request, badge_id)).select_related("achievement")
    return page(found, asked, by="created_at", write=_code, newest=True)


@of_badges.post(
    "/{badge_id}/codes",
    response={201: CodeOut},
    auth=Scope("earning:write"),
    summary="Make a code",
)
@changes(201)
def create_code(request: ApiRequest, badge_id: str, code: CodeIn) -> Done:
    """Make a code; what is awarded by it is awarded in the name of the token's maker."""
    said = services.CodeWords(
        label=code.label,
        limit=code.limit,
        opens_on=code.opens_on,
        closes_on=code.closes_on,
        domains="\n".join(code.domains),
    )
    made = services.make_code(earned(request, badge_id), said, by=request.auth.person)
    return Done(_code(code_for(request, made.pk)), f"/api/v1/codes/{made.pk}")


@router.get("/{uuid:code_id}", response=CodeOut, auth=Scope("earning:read"), summary="One code")
def get_code(request: ApiRequest, code_id: UUID) -> CodeOut:
    """A code, and how often it was used."""
    return _code(code_for(request, code_id))


@router.post(
    "/{uuid:code_id}/stop", response=CodeOut, auth=Scope("earning:write"), summary="Stop a code"
)
@changes()
def stop_code(request: ApiRequest, code_id: UUID) -> Done:
    """Take a code out of use for good; what was awarded by it stays."""
    services.stop_code(code_for(request, code_id), by=request.auth.person, at=timezone.now())
    return Done(_code(code_for(request, code_id)))


def code_for(request: ApiRequest, code_id: UUID) -> ClaimCode:
    """A code of the token's institution, for who awards its badge; others are not there."""
    caller = request.auth
    found = selectors.code_for(code_id, by=caller.person)
    if found is None or found.achievement.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such code.")
    return found


def _code(code: ClaimCode) -> CodeOut:
    return CodeOut(
        id=code.pk,
        badge=code.achievement.public_id,
        code=code.readable,
        url=absolute(f"/code/{code.readable}"),
        label=code.label,
        limit=code.limit,
        opens_on=code.opens_on,
        closes_on=code.closes_on,
        domains=code.domains,
        used=code.used,  # type: ignore[attr-defined]  # counted by the selector
        created_at=code.created_at,
        stopped_at=code.stopped_at,
    )
