"""Who may work on badges: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.achievements.models import Achievement
from insigne_platform.institutions import permissions as institutions
from insigne_platform.institutions.permissions import may_edit_badges, may_see_issuer
from insigne_platform.people.models import Person


def may_edit(person: Person, achievement: Achievement) -> bool:
    """Say whether the person makes and publishes versions of this badge."""
    return may_edit_badges(person, achievement.issuer)


def may_look_at(person: Person, achievement: Achievement) -> bool:
    """Say whether the person sees drafts of this badge and who earned it."""
    return may_see_issuer(person, achievement.issuer)


def needs_approval(achievement: Achievement) -> bool:
    """Say whether another person has to approve a version before it is published."""
    return achievement.issuer.institution.requires_approval


def may_approve(person: Person, achievement: Achievement) -> bool:
    """Say whether the person approves what others of this issuer made."""
    return institutions.may_approve(person, achievement.issuer)
