"""The institution that a token is for, its groups, its issuers, and who works there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Address, Given, Named, Text
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid, NotFound, Problem
from insigne_platform.institutions import selectors, services
from insigne_platform.institutions.models import Institution, Issuer, IssuerGroup, Membership

router = Router(tags=["Institution"])

Name = Annotated[Text, Field(max_length=200)]
Description = Annotated[Text, Field(max_length=4000)]


class GroupIn(Given):
    """A part of the institution, such as a faculty; one of the names may be empty."""

    name_nl: Name = ""
    name_en: Name = ""


class IssuerChange(GroupIn):
    """What an issuer says of itself; what is left out stays as it is."""

    description_nl: Description = ""
    description_en: Description = ""
    url: Annotated[Text, Field(max_length=300)] = ""
    email: Annotated[Text, Field(max_length=254)] = ""


class IssuerIn(IssuerChange):
    """A name under which badges are given."""

    url: Annotated[Text, Field(min_length=1, max_length=300)]
    email: Address
    group: UUID | None = None


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


@router.post(
    "/groups", response={201: GroupOut}, auth=Scope("institution:write"), summary="Add a group"
)
@changes(201)
def create_group(request: ApiRequest, group: GroupIn) -> Done:
    """Add a part of the institution, such as a faculty."""
    caller = request.auth
    made = services.add_group(
        caller.institution, name_nl=group.name_nl, name_en=group.name_en, by=caller.person
    )
    return Done(GroupOut.model_validate(_group(made)))


@router.patch(
    "/groups/{uuid:group_id}",
    response=GroupOut,
    auth=Scope("institution:write"),
    summary="Rename a group",
)
@changes()
def change_group(request: ApiRequest, group_id: UUID, group: GroupIn) -> Done:
    """Rename a part of the institution; a name that is left out stays."""
    found = request.auth.institution.groups.select_related("institution").filter(pk=group_id)
    there = found.first()
    if there is None:
        raise NotFound("There is no such group.")
    names = {"name_nl": there.name_nl, "name_en": there.name_en}
    names |= group.model_dump(exclude_unset=True)
    made = services.change_group(there, **names, by=request.auth.person)
    return Done(GroupOut.model_validate(_group(made)))


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


@router.post(
    "/issuers", response={201: IssuerOut}, auth=Scope("institution:write"), summary="Add an issuer"
)
@changes(201)
def create_issuer(request: ApiRequest, issuer: IssuerIn) -> Done:
    """Add a name under which the institution gives badges."""
    caller = request.auth
    fields = issuer.model_dump(exclude_unset=True)
    group = caller.institution.groups.filter(pk=fields.pop("group", None)).first()
    if issuer.group and group is None:
        raise Invalid([Problem("group", "There is no such group.")])
    made = services.add_issuer(caller.institution, fields, group=group, by=caller.person)
    return Done(IssuerOut.model_validate(_issuer(made)), f"/api/v1/issuers/{made.public_id}")


@router.patch(
    "/issuers/{issuer_id}",
    response=IssuerOut,
    auth=Scope("institution:write"),
    summary="Change an issuer",
)
@changes()
def change_issuer(request: ApiRequest, issuer_id: str, change: IssuerChange) -> Done:
    """Change what an issuer says of itself; what is signed already stays as it is."""
    found = issuer_of(request, issuer_id)
    fields = change.model_dump(exclude_unset=True)
    made = services.change_issuer(found, fields, by=request.auth.person)
    return Done(IssuerOut.model_validate(_issuer(made)))


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
