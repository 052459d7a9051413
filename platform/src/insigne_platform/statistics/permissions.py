"""Who may see figures: actor and object in, yes or no out."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from insigne_platform.institutions.models import Institution, Membership
from insigne_platform.institutions.rights import Right
from insigne_platform.people.models import Person


def may_see_statistics(person: Person, institution: Institution) -> bool:
    """Say whether the person sees figures of the institution, of all of it or of a part."""
    return person.is_active and _seeing(person, institution).exists()


def seen_figures(person: Person, institution: Institution, issuer: str) -> Q:
    """Of which issuers the person sees figures; *issuer* is the path to it from what is asked."""
    seen = Q(pk__in=())
    for group, only in _seeing(person, institution).values_list("group_id", "issuer_id"):
        part = Q(**{f"{issuer}__institution": institution})
        if only is not None:
            part &= Q(**{issuer: only})
        elif group is not None:
            part &= Q(**{f"{issuer}__group": group})
        seen |= part
    return seen


def _seeing(person: Person, institution: Institution) -> QuerySet[Membership]:
    return person.memberships.filter(**{"institution": institution, Right.SEE_STATISTICS: True})
