"""Whose backpack it is: actor and object in, yes or no out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import Collection, Holding, ImportedBadge
from insigne_platform.core.errors import NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import is_closed, verified_addresses


def may_see(person: Person, badge: Holding | ImportedBadge) -> bool:
    """Say whether this badge hangs in the person's own backpack; no one else's eyes enter it."""
    return person.is_active and badge.person_id == person.pk


def must_hold(person: Person, badge: Holding | ImportedBadge) -> None:
    """Refuse with `NotPermitted` what is done to a badge of somebody else."""
    if not may_see(person, badge):
        raise NotPermitted(_("This is not your badge."))


def may_claim(person: Person, award: Award) -> bool:
    """Say whether the award was given to an address that the person proved to be hers."""
    return (
        person.is_active
        and award.recipient_email in verified_addresses(person)
        and not is_closed(award.recipient_email, since=award.created_at, to=person)
    )


def must_own(person: Person, collection: Collection) -> None:
    """Refuse with `NotPermitted` what is done to a collection of somebody else."""
    if not person.is_active or collection.person_id != person.pk:
        raise NotPermitted(_("This is not your collection."))
