"""Whose backpack it is: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import Holding
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import is_closed, verified_addresses


def may_see(person: Person, holding: Holding) -> bool:
    """Say whether this badge hangs in the person's own backpack; no one else's eyes enter it."""
    return person.is_active and holding.person_id == person.pk


def may_claim(person: Person, award: Award) -> bool:
    """Say whether the award was given to an address that the person proved to be hers."""
    return (
        person.is_active
        and award.recipient_email in verified_addresses(person)
        and not is_closed(award.recipient_email, since=award.created_at, to=person)
    )
