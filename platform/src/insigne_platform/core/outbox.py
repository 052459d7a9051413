"""The outbox: facts are written with what they tell of, and told afterwards, at least once."""

from __future__ import annotations

import dataclasses
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol

import structlog
from django.db import models, transaction
from django.utils import timezone

from insigne_platform.core.models import OutboxFact

log = structlog.get_logger("insigne.outbox")

LEASE = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=1)


class Event(Protocol):
    """A frozen dataclass of identifiers, named with `fact`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Reaction = Callable[[Any], object]

wake = threading.Event()
_class_of: dict[str, type[Event]] = {}
_name_of: dict[type[Event], str] = {}
_reactions: defaultdict[type[Event], list[Reaction]] = defaultdict(list)


def fact[E: Event](name: str) -> Callable[[type[E]], type[E]]:
    """Give an event class the name under which it is stored, for as long as rows live."""

    def register(event_class: type[E]) -> type[E]:
        if _class_of.setdefault(name, event_class) is not event_class:
            raise ValueError(f"two facts are called {name}")
        _name_of[event_class] = name
        return event_class

    return register


def subscribe[E: Event](event_class: type[E], reaction: Callable[[E], object]) -> None:
    """Have *reaction* called for every such fact; it may be called twice for one."""
    if reaction not in _reactions[event_class]:
        _reactions[event_class].append(reaction)


def publish(event: Event) -> None:
    """Write the fact into the caller's transaction, and wake the worker when that commits."""
    publish_all([event])


def publish_all(events: Sequence[Event]) -> None:
    """Do as `publish` for many facts, in few statements."""
    OutboxFact.objects.bulk_create(
        (
            OutboxFact(name=_name_of[type(event)], payload=dataclasses.asdict(event))
            for event in events
        ),
        batch_size=500,
    )
    transaction.on_commit(wake.set)


def deliver_pending(
    limit: int = 100,
    *,
    at: datetime | None = None,
    is_over: Callable[[], bool] = lambda: False,
) -> int:
    """Tell up to *limit* facts that are due, oldest first, and answer how many were told.

    A reaction that fails is tried again later, ever more slowly; other facts do not wait
    for it. Facts that reactions publish are told in the same round, within the limit. Between
    two facts *is_over* is asked whether to leave the others for another time.
    """
    told = 0
    for _ in range(limit):
        now = at or timezone.now()
        if is_over() or (row := _lease_next(now)) is None:
            break
        told += _tell(row, now)
    return told


def deliver_all(*, at: datetime | None = None) -> int:
    """Tell every fact that is due, and those that come of it; answer how many were told."""
    told = 0
    while more := deliver_pending(at=at):
        told += more
    return told


def _lease_next(now: datetime) -> OutboxFact | None:
    """Take the oldest fact that is due; nobody else takes it before the lease ends."""
    due = models.Q(delivered_at__isnull=True, not_before__lte=now)
    while row := OutboxFact.objects.filter(due).order_by("id").first():
        taken = OutboxFact.objects.filter(due, pk=row.pk, attempts=row.attempts).update(
            attempts=row.attempts + 1, not_before=now + LEASE
        )
        if taken:
            row.attempts += 1
            return row
    return None


def _tell(row: OutboxFact, now: datetime) -> bool:
    """Call every reaction to one fact; each makes its own transactions."""
    try:
        event_class = _class_of[row.name]
        event = event_class(**row.payload)
        for reaction in list(_reactions[event_class]):
            reaction(event)
    except Exception as error:  # whatever one fact runs into, the others are still told
        kind = type(error).__name__
        log.exception("reaction failed", fact=row.name, id=row.pk, attempts=row.attempts)
        wait = min(timedelta(seconds=2**row.attempts), LONGEST_WAIT)
        OutboxFact.objects.filter(pk=row.pk).update(not_before=now + wait, last_error=kind)
        return False
    OutboxFact.objects.filter(pk=row.pk).update(delivered_at=now, last_error="")
    return True


def oldest_waiting() -> datetime | None:
    """Answer since when the oldest untold fact waits, for `/readyz` and operators."""
    return (
        OutboxFact.objects.filter(delivered_at__isnull=True)
        .order_by("id")
        .values_list("created_at", flat=True)
        .first()
    )
