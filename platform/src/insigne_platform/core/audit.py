"""The audit trail: who did what to which object, in a chain that shows any later change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

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


# By these relations what belongs to an institution leads to it. What a holder does in her own
# backpack is nobody's business, although what hangs there was awarded by somebody.
LEADS = (
    "institution", "issuer", "achievement", "version", "batch", "award", "group", "recipients",
    "assessment", "moment",
)  # fmt: skip
DEEPEST = 6
PRIVATE = frozenset({"backpack"})


def record(by: models.Model | None, action: str, obj: models.Model, **details: object) -> None:
    """Write down that *by* did *action* to *obj*, in the transaction of the deed itself.

    *details* are identifiers, numbers and states; never names, addresses or secrets.
    Two writers cannot both continue from one entry: the sequence is the primary key.
    """
    record_many(by, action, [obj], **details)


@transaction.atomic
def record_many(
    by: models.Model | None, action: str, objects: Sequence[models.Model], **details: object
) -> None:
    """Write down the same deed for many objects, an entry each, in one statement."""
    last = AuditEntry.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence, last.hash) if last else (0, START)
    at = timezone.now()
    written = json.loads(json.dumps({**details, **_through.get()}, default=str))
    entries = []
    for obj in objects:
        sequence += 1
        entry = AuditEntry(
            sequence=sequence,
            at=at,
            actor=by.pk if by else None,
            action=action,
            object_type=obj._meta.label_lower,
            object_id=str(obj.pk),
            details=written,
            institution=_institution_of(obj),
            previous_hash=previous,
        )
        entry.hash = previous = _hash_of(entry)
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def _institution_of(obj: models.Model, depth: int = 0) -> UUID | None:
    """Follow the relations of `LEADS`, those that were read already before the others."""
    if obj._meta.app_label in PRIVATE:
        return None
    if obj._meta.label_lower == "institutions.institution":
        return UUID(str(obj.pk))
    relations = [
        field
        for field in obj._meta.concrete_fields
        if field.is_relation and field.name in LEADS and getattr(obj, field.attname)
    ]
    for field in relations:
        if field.name == "institution":
            return UUID(str(getattr(obj, field.attname)))
    if not relations or depth > DEEPEST:
        return None
    nearest = min(
        relations, key=lambda f: (f.name not in obj._state.fields_cache, LEADS.index(f.name))
    )
    return _institution_of(getattr(obj, nearest.name), depth + 1)


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
    if entry.institution is not None:  # entries from before it was kept say nothing of it
        said["institution"] = str(entry.institution)
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _utc_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
