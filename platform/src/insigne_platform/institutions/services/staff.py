"""Who works for an institution, where in it, and what they may do there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import (
    Institution,
    Invitation,
    Issuer,
    IssuerGroup,
    Membership,
    Place,
    WithRights,
)
from insigne_platform.institutions.permissions import may_give
from insigne_platform.institutions.rights import PRESETS, Right, Role
from insigne_platform.institutions.services.filling_in import must_belong
from insigne_platform.people.models import Person


@transaction.atomic
def add_member(
    institution: Institution,
    person: Person,
    role: str,
    *,
    group: IssuerGroup | None = None,
    issuer: Issuer | None = None,
    by: Person,
) -> Membership:
    """Have a person work for the institution in a usual role, in all of it or in a part.

    Raises `Conflict` if the person does so already.
    """
    return add_staff(institution, person, rights_of(role), group=group, issuer=issuer, by=by)


@transaction.atomic
def add_staff(
    institution: Institution,
    person: Person,
    rights: Iterable[str],
    *,
    group: IssuerGroup | None = None,
    issuer: Issuer | None = None,
    by: Person,
) -> Membership:
    """Have a person work for the institution with these rights, in all of it or in a part.

    Raises `Conflict` if the person does so already.
    """
    given = known_rights(rights)
    must_give(by, given, place_of(institution, group, issuer))
    if Membership.objects.filter(
        person=person, institution=institution, group=group, issuer=issuer
    ).exists():
        raise Conflict(_("This person works here already."))

    membership = Membership(person=person, institution=institution, group=group, issuer=issuer)
    membership.give(given)
    membership.save()
    audit.record(by, "member.added", membership, person=person.pk, **said_of(membership))
    return membership


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Person) -> Membership:
    """Change what a person does to a usual role; the last who manages people stays so."""
    return change_rights(membership, rights_of(role), by=by)


@transaction.atomic
def change_rights(membership: Membership, rights: Iterable[str], *, by: Person) -> Membership:
    """Give a person exactly these rights; the last who manages people keeps that one."""
    given = known_rights(rights)
    must_give(by, given | membership.rights, place_given(membership))
    if Right.MANAGE_STAFF not in given:
        _must_not_be_last(membership)

    membership.give(given)
    membership.save(update_fields=["role", *Right.values])
    audit.record(
        by, "member.changed", membership, person=membership.person_id, **said_of(membership)
    )
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by: Person, at: datetime) -> None:
    """End what a person does for the institution; the last who manages people stays."""
    must_give(by, membership.rights, place_given(membership))
    _must_not_be_last(membership)

    audit.record(
        by,
        "member.removed",
        membership,
        person=membership.person_id,
        at=at,
        institution=membership.institution_id,
    )
    membership.delete()


def rights_of(role: str) -> frozenset[str]:
    """The rights of a usual role; `Invalid` for any other word."""
    if role not in Role.values:
        raise Invalid([Problem("role", _("Choose what this person does."))])
    return PRESETS[Role(role)]


def known_rights(rights: Iterable[str]) -> frozenset[str]:
    """These rights, if there are such; `Invalid` otherwise."""
    given = frozenset(rights)
    if not given <= frozenset(Right.values):
        raise Invalid([Problem("rights", _("Choose from the rights on this page."))])
    return given


def place_of(institution: Institution, group: IssuerGroup | None, issuer: Issuer | None) -> Place:
    """Where somebody is to work; `Invalid` if that is two places, or another's."""
    must_belong(group, institution)
    if issuer is not None and issuer.institution_id != institution.pk:
        raise Invalid([Problem("place", _("This issuer belongs to another institution."))])
    if group is not None and issuer is not None:
        raise Invalid([Problem("place", _("Choose a group or an issuer, not both."))])
    return group or issuer or institution


def must_give(by: Person, rights: frozenset[str], place: Place) -> None:
    """Refuse whoever may not give these rights in this place."""
    if not may_give(by, rights, place):
        raise NotPermitted(_("You do not manage people here, or not with these rights."))


def place_given(given: Membership | Invitation) -> Place:
    """Where these rights hold."""
    return given.group or given.issuer or given.institution


def said_of(given: WithRights) -> dict[str, object]:
    """What the audit trail keeps: the rights and the place, no names."""
    return {"rights": sorted(given.rights), "group": given.group_id, "issuer": given.issuer_id}


def _must_not_be_last(membership: Membership) -> None:
    """Refuse to leave a house without somebody who manages its people.

    The house's row is held meanwhile, so that two cannot end each other's rights at once.
    """
    if not (membership.is_for_everything and membership.may_manage_staff):
        return
    Institution.objects.select_for_update().get(pk=membership.institution_id)
    others = Membership.objects.filter(
        institution=membership.institution_id,
        group=None,
        issuer=None,
        may_manage_staff=True,
        person__is_active=True,
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise Conflict(
            _("Somebody must manage the people of an institution: give another that right first.")
        )
