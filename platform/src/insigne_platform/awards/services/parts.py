"""The parts of a list, one after the other, as a batch takes them up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from insigne_platform.awards.models import Batch, ListPart
from insigne_platform.awards.recipients import Recipient


def next_part(batch: Batch, *, is_look: bool = False) -> tuple[ListPart | None, list[Recipient]]:
    """The next rows of the batch's list that were not taken up; without them if it *is_look*."""
    waiting = ListPart.objects.filter(
        recipients__batch=batch, entered_at=None, good__gt=0
    ).order_by("number")
    if is_look:
        return waiting.only("number").first(), []
    part = waiting.first()
    return part, [Recipient.from_json(row) for row in part.rows] if part else []


def put_down(
    part: ListPart, recipients: Sequence[Recipient], batch: Batch, *, already: int, at: datetime
) -> None:
    """Note that the rows were taken up; who is awarded stands with the awards from now on."""
    part.rows, part.entered_at = [], at
    part.save(update_fields=["rows", "entered_at"])
    if already:
        Batch.objects.filter(pk=batch.pk).update(
            total=models.F("total") - already, already=models.F("already") + already
        )
