"""Who may do what for an institution: actor and place in, yes or no out."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from insigne_platform.institutions.models import (
    Institution,
    Issuer,
    IssuerGroup,
    Membership,
    Place,
)
from insigne_platform.institutions.rights import Right
from insigne_platform.people.models import Person


def may_found(person: Person) -> bool:
    """Say whether the person may bring in an institution: the instance's administrators may."""
    return person.is_active and person.is_administrator


def may_administer(person: Person, institution: Institution) -> bool:
    """Say whether the person runs the whole institution: its people, issuers and settings."""
    return has_right(person, Right.MANAGE_STAFF, institution)


def may_edit_badges(person: Person, issuer: Issuer) -> bool:
    """Say whether the person makes badges of this issuer."""
    return has_right(person, Right.EDIT_BADGES, issuer)


def may_award(person: Person, issuer: Issuer) -> bool:
    """Say whether the person awards badges of this issuer."""
    return has_right(person, Right.AWARD, issuer)


def may_approve(person: Person, issuer: Issuer) -> bool:
    """Say whether the person approves badges and large lists that others made."""
    return has_right(person, Right.APPROVE, issuer)


def may_revoke(person: Person, issuer: Issuer) -> bool:
    """Say whether the person takes back or corrects what was awarded under this name."""
    return has_right(person, Right.REVOKE, issuer)


def may_manage_staff(person: Person, place: Place) -> bool:
    """Say whether the person says who works in this place, and what they may do there."""
    return has_right(person, Right.MANAGE_STAFF, place)


def may_see_statistics(person: Person, place: Place) -> bool:
    """Say whether the person sees the figures of this place."""
    return has_right(person, Right.SEE_STATISTICS, place)


def may_sign(person: Person, place: Place) -> bool:
    """Say whether the person speaks in the name of this place, as in an endorsement."""
    return has_right(person, Right.SIGN, place)


def may_see(person: Person, institution: Institution) -> bool:
    """Say whether the person works for the institution in any way."""
    return _works(person, institution.pk, Q())


def may_see_issuer(person: Person, issuer: Issuer) -> bool:
    """Say whether the person may look at what this issuer makes and awards."""
    return _works(person, issuer.institution_id, _where(issuer))


def has_right(person: Person, right: str, place: Place) -> bool:
    """Say whether the person has this right in a place, there or for more than that."""
    is_given = Q(**{str(right): True})
    return _works(person, institution_id_of(place), _where(place) & is_given)


def rights_in(person: Person, place: Place) -> frozenset[str]:
    """Everything that the person may do in a place, there or for more than that."""
    if not person.is_active:
        return frozenset()
    found = Membership.objects.filter(
        _where(place), person_id=person.pk, institution_id=institution_id_of(place)
    )
    return frozenset().union(*(membership.rights for membership in found))


def may_give(person: Person, rights: frozenset[str], place: Place) -> bool:
    """Say whether the person may give these rights: who runs the house any, others their own."""
    theirs = rights_in(person, place)
    if Right.MANAGE_STAFF not in theirs:
        return False
    return rights <= theirs or has_right(person, Right.MANAGE_STAFF, _whole(place))


def institution_id_of(place: Place) -> UUID:
    """The institution to which a place belongs."""
    return place.pk if isinstance(place, Institution) else place.institution_id


def _whole(place: Place) -> Institution:
    return place if isinstance(place, Institution) else place.institution


def _where(place: Place) -> Q:
    """The memberships that reach a place: of all of the house, of its group, of itself."""
    where = Q(group=None, issuer=None)
    if isinstance(place, IssuerGroup):
        where |= Q(group=place.pk)
    elif isinstance(place, Issuer):
        where |= Q(issuer=place.pk)
        if place.group_id is not None:
            where |= Q(group=place.group_id)
    return where


def _works(person: Person, institution_id: UUID, where: Q) -> bool:
    if not person.is_active:
        return False
    return Membership.objects.filter(
        where, person_id=person.pk, institution_id=institution_id
    ).exists()
