"""Who may work on pathways and see who is on the way: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.institutions.permissions import may_award, may_edit_badges, may_see_issuer
from insigne_platform.pathways.models import Pathway
from insigne_platform.people.models import Person


def may_edit(person: Person, pathway: Pathway) -> bool:
    """Say whether the person works on this pathway."""
    return may_edit_badges(person, pathway.issuer)


def may_publish(person: Person, pathway: Pathway) -> bool:
    """Say whether the person publishes it: the badge is then awarded in their name."""
    if not may_edit(person, pathway):
        return False
    return pathway.leads_to is None or may_award(person, pathway.leads_to.issuer)


def may_look_at(person: Person, pathway: Pathway) -> bool:
    """Say whether the person sees the pathway as staff."""
    return may_see_issuer(person, pathway.issuer)
