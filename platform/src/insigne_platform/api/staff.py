"""Who works for the institution: invited, given rights, and gone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from pydantic import model_validator

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import MemberOut, issuer_of, member_out
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Address, Given, Language, PublicId
from insigne_platform.core.errors import Invalid, NotFound, NotPermitted, Problem
from insigne_platform.institutions import selectors, services
from insigne_platform.institutions.models import Invitation, Issuer, IssuerGroup, Membership

people = Router(tags=["People"])
invitations = Router(tags=["People"])

type RightName = Literal[
    "may_edit_badges", "may_award", "may_approve", "may_revoke", "may_manage_staff",
    "may_see_statistics", "may_sign",
]  # fmt: skip


class RightsIn(Given):
    """What somebody may do: a usual role, or rights one by one."""

    role: Literal["administrator", "awarder", "observer"] | None = None
    rights: Annotated[list[RightName], Field(max_length=7)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> RightsIn:
        if (self.role is None) == (self.rights is None):
            raise ValueError("give either a role or rights")
        return self

    def given(self) -> frozenset[str]:
        """The rights themselves."""
        return services.rights_of(self.role) if self.role else frozenset(self.rights or ())


class InvitationIn(RightsIn):
    """Whom to ask, and for which place: all of the institution, a group, or one issuer."""

    email: Address
    language: Language = "nl"
    group: UUID | None = None
    issuer: PublicId | None = None


class InvitationOut(Schema):
    """That somebody was asked to come and work here, and has not answered."""

    id: UUID
    email: str
    language: str
    rights: list[str]
    group: UUID | None
    issuer: str | None
    created_at: datetime
    expires_at: datetime


@people.patch(
    "/{uuid:member_id}",
    response=MemberOut,
    auth=Scope("people:write"),
    summary="Change somebody's rights",
)
@changes()
def change_member(request: ApiRequest, member_id: UUID, rights: RightsIn) -> Done:
    """Give somebody exactly these rights; the last who manages people keeps that one."""
    member = services.change_rights(
        _member(request, member_id), rights.given(), by=request.auth.person
    )
    return Done(MemberOut.model_validate(member_out(member)))


@people.delete(
    "/{uuid:member_id}",
    response={204: None},
    auth=Scope("people:write"),
    summary="End somebody's work here",
)
@changes(204)
def remove_member(request: ApiRequest, member_id: UUID) -> Done:
    """End what somebody does for the institution; the last who manages people stays."""
    services.remove_member(_member(request, member_id), by=request.auth.person, at=timezone.now())
    return Done(None)


@invitations.get(
    "", response=PageOf[InvitationOut], auth=Scope("people:read"), summary="List invitations"
)
def list_invitations(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """Who was asked to come and work here and has not answered, newest first."""
    caller = request.auth
    if not selectors.places_to_manage(caller.person, caller.institution):
        raise NotPermitted(_("You do not manage people here, or not with these rights."))
    found = selectors.open_invitations_of(caller.institution)
    return page(found, asked, by="created_at", write=_invitation, newest=True)


@invitations.post(
    "", response={201: InvitationOut}, auth=Scope("people:write"), summary="Invite somebody"
)
@changes(201)
def create_invitation(request: ApiRequest, invitation: InvitationIn) -> Done:
    """Ask whoever has this address to come and work here; the mail goes at once."""
    caller = request.auth
    made = services.invite(
        caller.institution,
        invitation.email,
        invitation.given(),
        language=invitation.language,
        group=_group(request, invitation.group),
        issuer=_issuer(request, invitation.issuer),
        by=caller.person,
        at=timezone.now(),
    )
    return Done(_invitation(made))


@invitations.post(
    "/{uuid:invitation_id}/send-again",
    response=InvitationOut,
    auth=Scope("people:write"),
    summary="Send an invitation again",
)
@changes()
def send_invitation_again(request: ApiRequest, invitation_id: UUID) -> Done:
    """Mail the invitation once more, with as much time as the first one gave."""
    found = _open(request, invitation_id)
    return Done(_invitation(services.send_again(found, by=request.auth.person, at=timezone.now())))


@invitations.delete(
    "/{uuid:invitation_id}",
    response={204: None},
    auth=Scope("people:write"),
    summary="Withdraw an invitation",
)
@changes(204)
def withdraw_invitation(request: ApiRequest, invitation_id: UUID) -> Done:
    """Take the invitation back; its link opens nothing any more."""
    services.withdraw(_open(request, invitation_id), by=request.auth.person, at=timezone.now())
    return Done(None)


def _member(request: ApiRequest, member_id: UUID) -> Membership:
    found = selectors.members_of(request.auth.institution).filter(pk=member_id).first()
    if found is None:
        raise NotFound("There is nobody with this identifier.")
    return found


def _open(request: ApiRequest, invitation_id: UUID) -> Invitation:
    found = selectors.open_invitations_of(request.auth.institution)
    invitation = found.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound("There is no such invitation.")
    return invitation


def _group(request: ApiRequest, group_id: UUID | None) -> IssuerGroup | None:
    if group_id is None:
        return None
    found = request.auth.institution.groups.filter(pk=group_id).first()
    if found is None:
        raise Invalid([Problem("group", "There is no such group.")])
    return found


def _issuer(request: ApiRequest, public_id: str | None) -> Issuer | None:
    try:
        return issuer_of(request, public_id) if public_id else None
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error


def _invitation(invitation: Invitation) -> InvitationOut:
    return InvitationOut(
        id=invitation.pk,
        email=invitation.email,
        language=invitation.language,
        rights=sorted(invitation.rights),
        group=invitation.group_id,
        issuer=invitation.issuer.public_id if invitation.issuer else None,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
    )
