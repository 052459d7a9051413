"""Making the documents of a batch, so that a crash at any point costs nothing but time.

First the intent is committed: the identifiers of each award, its place in the status list, and the
very bytes that will be signed. Then they are signed; then what was signed is stored. Whoever comes
after a crash finds intents and signs the same bytes again; what is done is passed over.

An award that was decided by itself is there from the start, as `AwardState` says. Rows of a list
become awards when they are signed (`services.parts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from insigne_platform.awards import composition
from insigne_platform.awards.events import AwardsIssued, BatchOpened
from insigne_platform.awards.models import (
    GOES_ON,
    Award,
    AwardState,
    Batch,
    BatchState,
    IssuedDocument,
)
from insigne_platform.awards.services.compiled import Prepared
from insigne_platform.awards.services.documenting import intended_documents, keep_bodies
from insigne_platform.awards.services.intents import (
    FORMAT,
    Intent,
    Refused,
    Signed,
    prepare_intents,
    sign_intents,
)
from insigne_platform.awards.services.leaving import leave_rows, take_out
from insigne_platform.awards.services.parts import (
    Taken,
    make_awards,
    take_up,
    taken_before,
    unmade_parts,
)
from insigne_platform.awards.services.rows import update_rows
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.inserting import insert_rows

CHUNK = 1000
AT_ONCE = 500  # keys in one statement
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Work:
    """What one round is about: awards that were there already, or a part of a list."""

    intents: Sequence[Intent] = ()
    rows: int = 0
    part: Taken | None = None
    documents: dict[UUID, IssuedDocument] = field(default_factory=dict)


def issue_chunk(batch_id: UUID, *, at: datetime, size: int = CHUNK) -> int:
    """Make up to *size* awards of the batch whole, and answer how many rows that took.

    0 when all are made, and for a batch that waits, was paused or was stopped.
    """
    batch = Batch.objects.select_related(
        "version__achievement__issuer__institution", "version__achievement__issuer__group"
    ).get(pk=batch_id)
    if batch.state not in GOES_ON:
        return 0
    work = _write_intents(batch, size, at)
    if not work.rows:
        work = _forgotten(batch, size)
    signed, refused = sign_intents(work.intents, batch.version.achievement.issuer)
    _store(batch, work, signed, refused, at)
    return work.rows


@transaction.atomic
def resume_unfinished(*, at: datetime) -> int:
    """Announce again the batches on which nobody has worked for a while; answer how many."""
    forgotten = Batch.objects.filter(state__in=GOES_ON, worked_at__lt=at - PATIENCE)
    batches = list(forgotten.select_for_update())
    for batch in batches:
        batch.worked_at = at
        batch.save(update_fields=["worked_at"])
        outbox.publish(BatchOpened(str(batch.pk)))
    return len(batches)


@transaction.atomic
def _write_intents(batch: Batch, size: int, at: datetime) -> Work:
    """Write down what will be signed of the next rows."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in GOES_ON:
        return Work()
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.RUNNING, worked_at=at)
    awards = list(
        Award.objects.select_for_update()
        .filter(batch=batch, issued_at=None, state=AwardState.NEW)
        .order_by("row_number")[:size]
    )
    if not awards:
        taken = take_up(batch, at)
        return Work(taken.intents, taken.rows, taken) if taken else Work()
    intents, failed = prepare_intents(batch, awards, at)
    changes = [
        (award.pk, (AwardState.INTENT, award.status_list_id, award.status_index))
        for award in (intent.award for intent in intents)
    ]
    update_rows(Award, ("state", "status_list", "status_index"), changes)
    _refuse(batch, failed)
    documents = intended_documents(intents, at)
    insert_rows(IssuedDocument, documents)
    return Work(intents, len(awards), documents={each.award_id: each for each in documents})


def _forgotten(batch: Batch, size: int) -> Work:
    """What another worker wrote down, and perhaps never signed."""
    documents = (
        IssuedDocument.objects.filter(
            award__batch=batch,
            award__issued_at=None,
            award__state=AwardState.INTENT,
            format=FORMAT,
        )
        .select_related("award")
        .order_by("award__row_number")[:size]
    )
    intents = [
        Intent(
            document.award,
            Prepared.by_itself(bytes(document.signed_input)),
            document.prepared_at,
        )
        for document in documents
    ]
    if not intents:
        taken = taken_before(batch)
        return Work(taken.intents, taken.rows, taken) if taken else Work()
    return Work(intents, len(intents), documents={each.award_id: each for each in documents})


@transaction.atomic
def _store(
    batch: Batch, work: Work, signed: Sequence[Signed], refused: Sequence[Refused], at: datetime
) -> None:
    """Store what was signed, publish what is public, and tell when the batch is whole."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state == BatchState.CANCELLED:
        return
    if work.part:
        made = make_awards(batch, work.part, signed, refused=len(refused), at=at)
    else:
        made = _complete(batch, work, signed, at)
    if batch.version.achievement.is_public:
        publication.publish_new(_hosted(batch, made), at=at)
    _refuse(batch, refused)
    Batch.objects.filter(pk=batch.pk).update(worked_at=at)
    if held.state in GOES_ON and not _has_more(batch):
        _finish(batch, at)


def _complete(batch: Batch, work: Work, signed: Sequence[Signed], at: datetime) -> list[Award]:
    """Add what was signed to the awards that waited for it, and say which of them did."""
    keep_bodies([(work.documents[award.pk], body) for award, body in signed])
    known = {award.pk: award for award, _body in signed}
    waiting = Award.objects.filter(batch=batch, issued_at=None, state=AwardState.INTENT)
    keys = [key for key in waiting.values_list("pk", flat=True) if key in known]
    for start in range(0, len(keys), AT_ONCE):
        made = Award.objects.filter(pk__in=keys[start : start + AT_ONCE])
        made.update(state=AwardState.ISSUED, issued_at=at)
    return [known[key] for key in keys]


def _hosted(batch: Batch, awards: Sequence[Award]) -> dict[str, bytes]:
    """The public document of each award; those of one day differ in random names alone."""
    hosted: dict[str, bytes] = {}
    example_of: dict[tuple[object, ...], tuple[Award, str]] = {}
    for award in awards:
        dates = (award.awarded_at, award.expires_at)
        if dates not in example_of:
            award.version = batch.version
            text = composition.to_bytes(composition.hosted_assertion(award)).decode()
            example_of[dates] = (award, text)
        example, text = example_of[dates]
        text = text.replace(example.public_id, award.public_id)
        text = text.replace(example.subject_urn, award.subject_urn)
        hosted[composition.assertion_path(award)] = text.encode()
    return hosted


def _refuse(batch: Batch, refused: Sequence[Refused]) -> None:
    """Take out of the batch what cannot be signed: it was no award yet, and is none."""
    leave_rows(batch, refused)
    take_out([award for award, _reason in refused])


def _has_more(batch: Batch) -> bool:
    return (
        Award.objects.filter(batch=batch, issued_at=None).exists() or unmade_parts(batch).exists()
    )


def _finish(batch: Batch, at: datetime) -> None:
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.DONE, finished_at=at)
    audit.record(None, "batch.issued", batch, total=batch.total)
    outbox.publish(AwardsIssued(str(batch.pk)))
