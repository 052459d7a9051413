"""Asking people by mail to come and work here, and what becomes of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.core.tokens import token_for
from insigne_platform.institutions.events import StaffInvited
from insigne_platform.institutions.letters import day_in
from insigne_platform.institutions.models import (
    Institution,
    Invitation,
    Issuer,
    IssuerGroup,
    Membership,
)
from insigne_platform.institutions.selectors import INVITATION, open_invitation
from insigne_platform.institutions.services.letters import send_letter
from insigne_platform.institutions.services.staff import (
    known_rights,
    must_give,
    place_given,
    place_of,
    said_of,
)
from insigne_platform.institutions.wordings import LETTERS
from insigne_platform.people.models import Language, Person
from insigne_platform.people.selectors import verified_addresses

INVITATION_LIFE = timedelta(days=14)
LONGEST_ADDRESS = 254


@transaction.atomic
def invite(
    institution: Institution,
    email: str,
    rights: Iterable[str],
    *,
    language: str,
    group: IssuerGroup | None = None,
    issuer: Issuer | None = None,
    by: Person,
    at: datetime,
) -> Invitation:
    """Ask whoever has this address to come and work here with these rights.

    Raises `Conflict` if they are asked already, and the invitation still stands.
    """
    given = known_rights(rights)
    must_give(by, given, place_of(institution, group, issuer))
    email = email.strip().lower()
    if problems := _problems_with(email, language):
        raise Invalid(problems)
    same_place = Invitation.objects.filter(
        institution=institution,
        email=email,
        group=group,
        issuer=issuer,
        accepted_at=None,
        withdrawn_at=None,
    )
    if same_place.filter(expires_at__gt=at).exists():
        raise Conflict(_("This person is invited already. Send the invitation again below."))
    same_place.update(withdrawn_at=at)

    invitation = Invitation(
        institution=institution,
        group=group,
        issuer=issuer,
        email=email,
        language=language,
        invited_by=by,
        expires_at=at + INVITATION_LIFE,
    )
    invitation.give(given)
    invitation.save()
    audit.record(
        by, "member.invited", invitation, institution=institution.pk, **said_of(invitation)
    )
    outbox.publish(StaffInvited(str(invitation.pk)))
    return invitation


def _problems_with(email: str, language: str) -> list[Problem]:
    problems = []
    try:
        validate_email(email)
    except ValidationError:
        problems.append(Problem("email", _("This is not a complete e-mail address. Check it.")))
    if len(email) > LONGEST_ADDRESS:
        problems.append(Problem("email", _("This e-mail address is too long.")))
    if language not in Language.values:
        problems.append(Problem("language", _("Choose Dutch or English.")))
    return problems


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person, at: datetime) -> Invitation:
    """Mail the invitation once more, with as much time as the first one gave."""
    must_give(by, invitation.rights, place_given(invitation))
    _must_be_open(invitation)
    invitation.expires_at = at + INVITATION_LIFE
    invitation.save(update_fields=["expires_at"])
    audit.record(by, "member.invited_again", invitation, institution=invitation.institution_id)
    outbox.publish(StaffInvited(str(invitation.pk)))
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person, at: datetime) -> None:
    """Take the invitation back; its link opens nothing any more."""
    must_give(by, invitation.rights, place_given(invitation))
    _must_be_open(invitation)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(
        by, "member.invitation_withdrawn", invitation, institution=invitation.institution_id
    )


def _must_be_open(invitation: Invitation) -> None:
    if invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        raise Conflict(_("This invitation was accepted or withdrawn already."))


def mail_invitation(invitation_id: UUID) -> None:
    """Mail the invitation in its language, unless it is not open any more."""
    invitation = (
        Invitation.objects.select_related("institution", "group", "issuer", "invited_by")
        .filter(pk=invitation_id, accepted_at=None, withdrawn_at=None)
        .first()
    )
    if invitation is None:
        return
    house, by = invitation.institution, invitation.invited_by
    name = house.name_in(invitation.language)
    send_letter(
        invitation.email,
        "staff_invited",
        LETTERS["staff_invited"],
        house=house,
        language=invitation.language,
        values={
            "institution": name,
            "issuer": name,
            "inviter": (by and by.display_name) or name,
            "rights": _listed(invitation),
            "day": day_in(invitation.language, invitation.expires_at),
            "link": absolute(f"/invitation/{token_for(INVITATION, invitation.pk)}"),
        },
    )


def _listed(invitation: Invitation) -> str:
    """What may be done, a line each."""
    with translation.override(invitation.language):
        rights = invitation.rights_in_words or [_("Look only")]
        return "\n".join(f"- {right}" for right in rights)


@transaction.atomic
def accept(token: str, *, by: Person, at: datetime) -> Membership:
    """Come and work here, by whoever proved the address to which the invitation went.

    Raises `NotFound` if the invitation is used, withdrawn, too old or not ours.
    """
    invitation = open_invitation(token, at=at)
    if invitation is None:
        raise NotFound(_("This invitation is used, withdrawn or too old. Ask for a new one."))
    if not by.is_active or invitation.email not in verified_addresses(by):
        raise NotPermitted(_("This invitation is for another e-mail address than yours."))
    _use(invitation, at)

    membership, is_new = Membership.objects.get_or_create(
        person=by,
        institution=invitation.institution,
        group=invitation.group,
        issuer=invitation.issuer,
    )
    membership.give(membership.rights | invitation.rights)
    membership.save()
    audit.record(
        by,
        "member.accepted" if is_new else "member.changed",
        membership,
        person=by.pk,
        institution=membership.institution_id,
        invitation=invitation.pk,
        **said_of(membership),
    )
    return membership


def _use(invitation: Invitation, at: datetime) -> None:
    """Take the invitation in one statement, so that of two who come at once one comes late."""
    still_open = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    if still_open.update(accepted_at=at) != 1:
        raise NotFound(_("This invitation is used, withdrawn or too old. Ask for a new one."))
