"""The institution that a token is for, its groups, its issuers, and who works there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Field, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Named
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import NotFound
from insigne_platform.institutions import selectors
from insigne_platform.institutions.models import Institution, Issuer, IssuerGroup, Membership

router = Router(tags=["Institution"])


class TokenOut(Schema):
    """The token with which this was asked."""

    name: str
    scopes: list[str]
    expires_at: datetime | None
    institution: str


class InstitutionOut(Schema):
    """An institution."""

    id: str
    name: Named
    kind: str
    country: str
    url: str
    email: str


class GroupOut(Schema):
    """A part of the institution, such as a faculty."""

    id: UUID
    name: Named


class IssuerOut(Schema):
    """A name under which badges are given."""

    id: str
    name: Named
    description: Named
    url: str
    email: str
    group: UUID | None
    public_url: str


class MemberOut(Schema):
    """What somebody does for the institution, in all of it or in one group."""

    id: UUID
    name: str
    email: str
    role: str = Field(description="administrator, awarder, observer, or empty for other rights.")
    rights: list[str]
    group: UUID | None
    issuer: str | None


@router.get("/token", response=TokenOut, auth=Scope(), summary="The token itself")
def get_token(request: ApiRequest) -> dict[str, object]:
    """What the token is for, and until when: a way to see whether it works."""
    token = request.auth.token
    return {
        "name": token.name,
        "scopes": token.scopes,
        "expires_at": token.expires_at,
        "institution": token.institution.public_id,
    }


@router.get(
    "/institution",
    response=InstitutionOut,
    auth=Scope("institution:read"),
    summary="The institution",
)
def get_institution(request: ApiRequest) -> dict[str, object]:
    """The institution that the token is for; a token is for one."""
    return _institution(request.auth.institution)


@router.get(
    "/groups", response=PageOf[GroupOut], auth=Scope("institution:read"), summary="List groups"
)
def list_groups(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """The parts of the institution, such as faculties."""
    return page(request.auth.institution.groups.all(), asked, by="created_at", write=_group)


@router.get(
    "/issuers", response=PageOf[IssuerOut], auth=Scope("institution:read"), summary="List issuers"
)
def list_issuers(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """The names under which the institution gives badges."""
    return page(
        selectors.issuers_of(request.auth.institution), asked, by="created_at", write=_issuer
    )


@router.get(
    "/issuers/{issuer_id}",
    response=IssuerOut,
    auth=Scope("institution:read"),
    summary="One issuer",
)
def get_issuer(request: ApiRequest, issuer_id: str) -> dict[str, object]:
    """One of the institution's issuers."""
    return _issuer(issuer_of(request, issuer_id))


@router.get("/people", response=PageOf[MemberOut], auth=Scope("people:read"), summary="List people")
def list_people(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """Who works for the institution, and in what role."""
    return page(
        selectors.members_of(request.auth.institution), asked, by="created_at", write=member_out
    )


def issuer_of(request: ApiRequest, public_id: str) -> Issuer:
    """An issuer of the token's institution; every other one is not there."""
    found = selectors.issuers_of(request.auth.institution).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such issuer.")
    return found


def _institution(institution: Institution) -> dict[str, object]:
    return {
        "id": institution.public_id,
        "name": _name(institution),
        "kind": institution.kind,
        "country": institution.country,
        "url": institution.url,
        "email": institution.email,
    }


def _group(group: IssuerGroup) -> dict[str, object]:
    return {"id": group.pk, "name": _name(group)}


def _issuer(issuer: Issuer) -> dict[str, object]:
    return {
        "id": issuer.public_id,
        "name": _name(issuer),
        "description": {"nl": issuer.description_nl, "en": issuer.description_en},
        "url": issuer.url,
        "email": issuer.email,
        "group": issuer.group_id,
        "public_url": absolute(f"/public/3/issuers/{issuer.public_id}"),
    }


def member_out(member: Membership) -> dict[str, object]:
    """Write what somebody does here as it is answered."""
    return {
        "id": member.pk,
        "name": member.person.display_name,
        "email": member.person.email,
        "role": member.role,
        "rights": sorted(member.rights),
        "group": member.group_id,
        "issuer": member.issuer and member.issuer.public_id,
    }


def _name(row: Institution | IssuerGroup | Issuer) -> dict[str, str]:
    return {"nl": row.name_nl, "en": row.name_en}
