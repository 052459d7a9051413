"""Who shows a part of an award: its holder, and nobody else."""

from __future__ import annotations

from insigne_platform.awards.models import Award
from insigne_platform.people.models import Person


def may_disclose(person: Person, award: Award) -> bool:
    """Say whether the award is the person's own."""
    return person.is_active and award.holder_id == person.pk
