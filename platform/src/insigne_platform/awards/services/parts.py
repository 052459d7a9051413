"""The parts of a list: taken up one after the other, with what will be signed of each.

A row of a list is an award only once it is signed. Until then the intent stands with its part, so
that whoever comes after a crash makes the same awards, with the same names, places and bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, models, transaction

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import (
    Award,
    AwardState,
    Batch,
    IssuedDocument,
    ListPart,
    PartIntent,
)
from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services import kept_intents
from insigne_platform.awards.services.documenting import new_documents
from insigne_platform.awards.services.entering import claimants, composed, having, mark_renewed
from insigne_platform.awards.services.intents import Intent, Signed, prepare_intents
from insigne_platform.awards.services.leaving import leave_rows
from insigne_platform.awards.services.storing import store_awards
from insigne_platform.core.inserting import insert_rows


@dataclass(frozen=True, slots=True)
class Taken:
    """A part that was taken up: the intents of its rows, and how many need none."""

    part: ListPart
    intents: Sequence[Intent]
    rows: int
    left: int
    """Rows that were written down as left: nothing can be signed of them."""
    expired: Sequence[str]
    """Who has the badge, but one that has expired: the new one follows it."""


def next_part(batch: Batch, *, is_look: bool = False) -> tuple[ListPart | None, list[Recipient]]:
    """The next rows of the batch's list that were not taken up; without them if it *is_look*."""
    waiting = unmade_parts(batch).filter(intent=None).defer("already", "problems")
    if is_look:
        return waiting.only("number").first(), []
    part = waiting.first()
    return part, _recipients(part) if part else []


def unmade_parts(batch: Batch) -> models.QuerySet[ListPart]:
    """The parts of which no awards were made yet, in their order."""
    return ListPart.objects.filter(recipients__batch=batch, entered_at=None, good__gt=0).order_by(
        "number"
    )


def take_up(batch: Batch, at: datetime) -> Taken | None:
    """Write down with the next part what will be signed of it; in the transaction of the caller."""
    part, recipients = next_part(batch)
    if part is None:
        return None
    wanted, expired = claimants(batch, recipients, at)
    intents, failed = prepare_intents(batch, composed(batch, wanted, at), at)
    leave_rows(batch, failed)
    taken = Taken(part, intents, len(recipients), len(failed), expired)
    said = {
        "at": at.isoformat(),
        "left": taken.left,
        "expired": expired,
        **kept_intents.to_json(intents),
    }
    insert_rows(PartIntent, [PartIntent(part=part, body=json.dumps(said).encode())])
    return taken


def taken_before(batch: Batch) -> Taken | None:
    """A part that another worker took up, and perhaps never finished, as that one left it."""
    part = unmade_parts(batch).exclude(intent=None).select_related("intent").first()
    if part is None:
        return None
    said = json.loads(bytes(part.intent.body))
    at = datetime.fromisoformat(said["at"])
    recipients = {recipient.row: recipient for recipient in _recipients(part)}
    wanted = [recipients[row] for row in kept_intents.rows(said)]
    intents = kept_intents.restored(said, composed(batch, wanted, at), at)
    return Taken(part, intents, len(recipients), said["left"], said["expired"])


def make_awards(
    batch: Batch, taken: Taken, signed: Sequence[Signed], *, refused: int, at: datetime
) -> list[Award]:
    """Store the awards that were signed, whole; none if another worker was first.

    Who was given the badge by another list in the meantime is not given it twice.
    """
    part = taken.part
    if not PartIntent.objects.filter(part=part).delete()[0]:
        return []
    bodies = {award.pk: body for award, body in signed}
    awards = [award for award, _body in signed]
    for award in awards:
        award.state, award.issued_at = AwardState.ISSUED, at
    Achievement.objects.select_for_update().get(pk=batch.version.achievement_id)
    mark_renewed(batch.version, taken.expired, at)
    try:
        with transaction.atomic():
            store_awards(awards)
    except IntegrityError:
        have = having(batch.version, [award.recipient_email for award in awards], at)
        awards = [award for award in awards if award.recipient_email not in have]
        store_awards(awards)
    prepared_at = taken.intents[0].prepared_at if taken.intents else at
    documents = new_documents([(award, bodies[award.pk]) for award in awards], prepared_at, at)
    insert_rows(IssuedDocument, documents)
    already = taken.rows - taken.left - refused - len(awards)
    put_down(part, batch, already=already, at=at)
    return awards


def put_down(part: ListPart, batch: Batch, *, already: int, at: datetime) -> None:
    """Note that the rows became awards; who is awarded stands with those from now on."""
    part.rows, part.entered_at = [], at
    part.save(update_fields=["rows", "entered_at"])
    if already:
        Batch.objects.filter(pk=batch.pk).update(
            total=models.F("total") - already, already=models.F("already") + already
        )


def give_up(batch: Batch) -> None:
    """Forget what would have been signed: the batch was stopped."""
    PartIntent.objects.filter(part__recipients__batch=batch).delete()


def _recipients(part: ListPart) -> list[Recipient]:
    return [Recipient.from_json(row) for row in part.rows]
