"""Questions about institutions and who works for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from insigne_platform.core.tokens import id_of_token
from insigne_platform.institutions.letters import Letter, standard
from insigne_platform.institutions.models import (
    FormerName,
    Institution,
    Invitation,
    Issuer,
    IssuerGroup,
    LetterText,
    Membership,
    Place,
)
from insigne_platform.institutions.permissions import has_right
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


def members_of(institution: Institution, *, search: str = "") -> QuerySet[Membership]:
    """Who works for the institution, by name; those whose name or address has these words."""
    found = institution.memberships.all()
    for word in search.split()[:5]:
        found = found.filter(
            Q(person__display_name__icontains=word) | Q(person__email__icontains=word)
        )
    return found.select_related("person", "group", "issuer").order_by(
        "person__display_name", "person__email", "role"
    )


INVITATION = "invitation"


def open_invitations_of(institution: Institution) -> QuerySet[Invitation]:
    """Who was asked to come and work here and has not answered, the newest first."""
    return (
        institution.invitations.filter(accepted_at=None, withdrawn_at=None)
        .select_related("institution", "group", "issuer")
        .order_by("-created_at")
    )


def open_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The invitation that this token opens, if it still stands."""
    invitation_id = id_of_token(INVITATION, token)
    if invitation_id is None:
        return None
    return (
        Invitation.objects.select_related("institution", "group", "issuer", "invited_by")
        .filter(
            pk=invitation_id,
            accepted_at=None,
            withdrawn_at=None,
            expires_at__gt=at,
        )
        .first()
    )


def present_slug(slug: str) -> str | None:
    """The word that an institution's own address has now, if this was it once."""
    return (
        Institution.objects.filter(former_addresses__slug=slug)
        .values_list("slug", flat=True)
        .first()
    )


def institution_at(slug: str) -> Institution | None:
    """The institution that has this address of its own."""
    return Institution.objects.filter(slug=slug).first()


def institution_with(public_id: str) -> Institution | None:
    """The institution at this public address."""
    return Institution.objects.filter(public_id=public_id).first()


def places_to_manage(person: Person, institution: Institution) -> list[Place]:
    """Where in an institution the person says who works there, the widest first."""
    groups, issuers = groups_of(institution), issuers_of(institution)
    if has_right(person, Right.MANAGE_STAFF, institution):
        return [institution, *groups, *issuers]
    own = Membership.objects.filter(
        person=person, institution=institution, group=OuterRef("pk"), may_manage_staff=True
    )
    return [
        *groups.filter(Exists(own)),
        *issuers_where(person, Right.MANAGE_STAFF, institution),
    ]


def former_names(named: Institution | Issuer) -> QuerySet[FormerName]:
    """What an institution or an issuer was called before, the last name first."""
    return named.former_names.order_by("-until")


def groups_of(institution: Institution) -> QuerySet[IssuerGroup]:
    """The parts of an institution, by name."""
    return institution.groups.order_by("name_en", "name_nl")


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


type Words = tuple[str, str]  # subject and text


def own_letters(house: Institution, kind: str = "") -> dict[tuple[str, str], Words]:
    """What an institution writes in words of its own, by kind of letter and language."""
    texts = LetterText.objects.filter(institution=house)
    if kind:
        texts = texts.filter(kind=kind)
    return {(text.kind, text.language): (text.subject, text.body) for text in texts}


def words_of(
    own: Mapping[tuple[str, str], Words], kind: str, letter: Letter, language: str
) -> Words:
    """What a letter says in a language: the institution's own words, or the standard text."""
    return own.get((kind, language)) or standard(letter, language)
