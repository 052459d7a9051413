"""Questions about institutions and who works for them."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from insigne_platform.institutions.models import Institution, Issuer, Membership
from insigne_platform.institutions.permissions import AWARDING
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


def issuers_where_may_award(
    person: Person, institution: Institution | None = None
) -> QuerySet[Issuer]:
    """The issuers under whose names the person awards, in all institutions or in one."""
    theirs = Q(
        institution__memberships__person=person, institution__memberships__role__in=AWARDING
    ) & (Q(institution__memberships__group=None) | Q(institution__memberships__group=F("group")))
    found = Issuer.objects.filter(theirs)
    if institution is not None:
        found = found.filter(institution=institution)
    return found.select_related("institution", "group").distinct().order_by("name_en", "name_nl")


def issuer_with(public_id: str) -> Issuer | None:
    """The issuer at this public address."""
    return Issuer.objects.select_related("institution").filter(public_id=public_id).first()


def members_of(institution: Institution) -> QuerySet[Membership]:
    """Who works for the institution, by name."""
    return institution.memberships.select_related("person", "group").order_by(
        "person__display_name", "person__email", "role"
    )


def seen_by(person: Person, issuer: str) -> Q:
    """What belongs to issuers for which the person works: in all of a house, or in one group.

    *issuer* is the path to the issuer from the table that is asked.
    """
    seen = Q(pk__in=())
    for institution, group in person.memberships.values_list("institution_id", "group_id"):
        part = Q(**{f"{issuer}__institution": institution})
        seen |= part if group is None else part & Q(**{f"{issuer}__group": group})
    return seen
