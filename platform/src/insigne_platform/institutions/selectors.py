"""Questions about institutions and who works for them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from insigne_platform.institutions.models import Institution, Issuer, Membership
from insigne_platform.institutions.rights import Right
from insigne_platform.people.models import Person


def institutions_of(person: Person) -> QuerySet[Institution]:
    """The institutions that the person works for, by name."""
    return (
        Institution.objects.filter(memberships__person=person)
        .distinct()
        .order_by("name_en", "name_nl")
    )


def institution_of(person: Person, public_id: str) -> Institution | None:
    """The institution at this address, if the person works for it."""
    return institutions_of(person).filter(public_id=public_id).first()


def issuers_of(institution: Institution) -> QuerySet[Issuer]:
    """The issuers of an institution, by name."""
    return institution.issuers.select_related("institution", "group").order_by("name_en", "name_nl")


def issuers_where(
    person: Person, right: str, institution: Institution | None = None
) -> QuerySet[Issuer]:
    """The issuers for which the person has a right, in all institutions or in one."""
    given = Membership.objects.filter(
        Q(group=None, issuer=None) | Q(group=OuterRef("group")) | Q(issuer=OuterRef("pk")),
        person=person,
        institution=OuterRef("institution"),
        **{str(right): True},
    )
    found = Issuer.objects.filter(Exists(given))
    if institution is not None:
        found = found.filter(institution=institution)
    return found.select_related("institution", "group").order_by("name_en", "name_nl")


def issuers_where_may_award(
    person: Person, institution: Institution | None = None
) -> QuerySet[Issuer]:
    """The issuers under whose names the person awards, in all institutions or in one."""
    return issuers_where(person, Right.AWARD, institution)


def issuer_with(public_id: str) -> Issuer | None:
    """The issuer at this public address."""
    return Issuer.objects.select_related("institution").filter(public_id=public_id).first()


def members_of(institution: Institution) -> QuerySet[Membership]:
    """Who works for the institution, by name."""
    return institution.memberships.select_related("person", "group", "issuer").order_by(
        "person__display_name", "person__email", "role"
    )


def seen_by(person: Person, issuer: str) -> Q:
    """What belongs to issuers for which the person works: in a house, a group, or for one.

    *issuer* is the path to the issuer from the table that is asked.
    """
    seen = Q(pk__in=())
    places = person.memberships.values_list("institution_id", "group_id", "issuer_id")
    for institution, group, one in places:
        part = Q(**{f"{issuer}__institution": institution})
        if group is not None:
            part &= Q(**{f"{issuer}__group": group})
        if one is not None:
            part &= Q(**{issuer: one})
        seen |= part
    return seen
