"""Telling persons, each thing once; and forgetting what they were told a year ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from insigne_platform.notifications.models import Kind, Muted, Notification
from insigne_platform.people.models import Person

KEPT = timedelta(days=365)
AT_ONCE = 500


def note(person: Person, kind: Kind, *, reference: str, at: datetime, **parameters: str) -> None:
    """Tell somebody; what was told of the same reference, or is not wanted, is not told."""
    note_all(kind, {(person, reference): parameters}, at=at)


def note_all(
    kind: Kind, told: Mapping[tuple[Person, str], Mapping[str, str]], *, at: datetime
) -> None:
    """Do as `note` for many persons and references, in two statements for every 500."""
    people = {person.pk for person, _reference in told}
    muted = set(
        Muted.objects.filter(kind=kind, person__in=people).values_list("person_id", flat=True)
    )
    Notification.objects.bulk_create(
        (
            Notification(
                person=person,
                kind=kind,
                reference=reference,
                parameters=dict(parameters),
                created_at=at,
            )
            for (person, reference), parameters in told.items()
            if person.pk not in muted
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


def forget_old(*, at: datetime) -> int:
    """Delete what was told more than twelve months ago; answer how many."""
    deleted, _each = Notification.objects.filter(created_at__lte=at - KEPT).delete()
    return deleted
