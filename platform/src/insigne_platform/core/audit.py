"""The audit trail: who did what to which object, in a chain that shows any later change."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from insigne_platform.core.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

START = "0" * 64
_through: ContextVar[Mapping[str, object]] = ContextVar("through", default={})  # noqa: B039 - never changed


@contextmanager
def through(**details: object) -> Iterator[None]:
    """Have every entry that is written meanwhile say by what means: a program's token, say."""
    before = _through.set({**_through.get(), **details})
    try:
        yield
    finally:
        _through.reset(before)


@transaction.atomic
def record(by: models.Model | None, action: str, obj: models.Model, **details: object) -> None:
    """Write down that *by* did *action* to *obj*, in the transaction of the deed itself.

    *details* are identifiers, numbers and states; never names, addresses or secrets.
    Two writers cannot both continue from one entry: the sequence is the primary key.
    """
    last = AuditEntry.objects.order_by("-sequence").first()
    entry = AuditEntry(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor=by.pk if by else None,
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        details=json.loads(json.dumps({**details, **_through.get()}, default=str)),
        previous_hash=last.hash if last else START,
    )
    entry.hash = _hash_of(entry)
    entry.save()


def first_broken_entry() -> int | None:
    """Answer the place of the first entry that was changed, removed or moved; None if whole."""
    return _first_break(AuditEntry.objects.order_by("sequence").iterator(chunk_size=1000))


def _first_break(entries: Iterable[AuditEntry]) -> int | None:
    previous = START
    for place, entry in enumerate(entries, start=1):
        if (entry.sequence, entry.previous_hash) != (place, previous):
            return place
        if entry.hash != _hash_of(entry):
            return place
        previous = entry.hash
    return None


def _hash_of(entry: AuditEntry) -> str:
    """Hash everything that the entry says, and the hash of the one before it."""
    said = {
        "sequence": entry.sequence,
        "at": _utc_text(entry.at),
        "actor": str(entry.actor) if entry.actor else None,
        "action": entry.action,
        "object": [entry.object_type, entry.object_id],
        "details": entry.details,
        "previous": entry.previous_hash,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _utc_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
