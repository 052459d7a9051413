"""Whose link it is: actor and object in, yes or no out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from insigne_platform.core.errors import NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.sharing.models import Link


def may_change(person: Person, link: Link) -> bool:
    """Say whether the person made this link; nobody else has a say in it."""
    return person.is_active and link.person_id == person.pk


def must_own(person: Person, link: Link) -> None:
    """Refuse with `NotPermitted` what is done to a link of somebody else."""
    if not may_change(person, link):
        raise NotPermitted(_("This is not your link."))
