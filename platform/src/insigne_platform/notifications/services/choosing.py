"""Choosing what one is told."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from insigne_platform.notifications.models import Kind, Muted
from insigne_platform.people.models import Person


@transaction.atomic
def choose(wanted: Collection[str], *, by: Person) -> None:
    """Tell the person of these kinds from now on, and of no others."""
    muted = [kind for kind in Kind if kind.value not in wanted]
    Muted.objects.filter(person=by).exclude(kind__in=muted).delete()
    Muted.objects.bulk_create(
        (Muted(person=by, kind=kind) for kind in muted), ignore_conflicts=True
    )
