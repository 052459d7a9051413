"""Forgetting who asked for badges, was named, registered or scored."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from insigne_platform.core.scrubbing import mentioning, without
from insigne_platform.earning.models import (
    AddedEvidence,
    Application,
    Nominee,
    Redemption,
    Registration,
    ResultPart,
    RuleAward,
    Score,
)
from insigne_platform.people.models import Person


def forget_earner(person: Person, addresses: Collection[str], awards: Collection[UUID]) -> None:
    """Delete what the person brought here to earn badges, and where she was named.

    That a rule dealt with somebody stays, without an address: so it does not award again.
    """
    AddedEvidence.objects.filter(Q(person=person) | Q(award__in=awards)).delete()
    Application.objects.filter(Q(person=person) | Q(email__in=addresses)).delete()
    Registration.objects.filter(Q(person=person) | Q(email__in=addresses)).delete()
    Redemption.objects.filter(Q(person=person) | Q(award__in=awards)).delete()
    Nominee.objects.filter(Q(email__in=addresses) | Q(award__in=awards)).delete()
    Score.objects.filter(email__in=addresses).delete()
    for dealt in RuleAward.objects.filter(Q(email__in=addresses) | Q(award__in=awards)):
        dealt.email = f"{dealt.pk.hex}@erased.invalid"
        dealt.save(update_fields=["email"])
    for part in mentioning(ResultPart, ("rows", "problems"), addresses):
        part.rows, part.problems = without(part.rows, addresses), without(part.problems, addresses)
        part.save(update_fields=["rows", "problems"])
