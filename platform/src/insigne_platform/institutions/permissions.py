"""Who may do what for an institution: actor and object in, yes or no out."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from insigne_platform.institutions.models import Institution, Issuer, Membership, Role
from insigne_platform.people.models import Person

AWARDING = (Role.ADMINISTRATOR, Role.AWARDER)


def may_found(person: Person) -> bool:
    """Say whether the person may bring in an institution: the instance's administrators may."""
    return person.is_active and person.is_administrator


def may_administer(person: Person, institution: Institution) -> bool:
    """Say whether the person runs the whole institution."""
    return _has_role(person, institution.pk, (Role.ADMINISTRATOR,), Q(group=None))


def may_edit_badges(person: Person, issuer: Issuer) -> bool:
    """Say whether the person makes badges of this issuer."""
    return _works_for(person, issuer, AWARDING)


def may_award(person: Person, issuer: Issuer) -> bool:
    """Say whether the person awards badges of this issuer."""
    return _works_for(person, issuer, AWARDING)


def may_see(person: Person, institution: Institution) -> bool:
    """Say whether the person works for the institution in any way."""
    return _has_role(person, institution.pk, tuple(Role), Q())


def may_see_issuer(person: Person, issuer: Issuer) -> bool:
    """Say whether the person may look at what this issuer makes and awards."""
    return _works_for(person, issuer, tuple(Role))


def _works_for(person: Person, issuer: Issuer, roles: tuple[Role, ...]) -> bool:
    where = Q(group=None)
    if issuer.group_id is not None:
        where |= Q(group=issuer.group_id)
    return _has_role(person, issuer.institution_id, roles, where)


def _has_role(person: Person, institution_id: UUID, roles: tuple[Role, ...], where: Q) -> bool:
    if not person.is_active:
        return False
    return Membership.objects.filter(
        where, person_id=person.pk, institution_id=institution_id, role__in=roles
    ).exists()
