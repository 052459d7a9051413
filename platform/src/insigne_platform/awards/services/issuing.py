"""Making the documents of a batch, so that a crash at any point costs nothing but time.

First the intent is committed: the award, its identifiers, its place in the status list, and the
very bytes that will be signed. Then they are signed; then what was signed is stored. Whoever comes
after a crash finds intents and signs the same bytes again; what is done is passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from insigne import issuance
from insigne.errors import InsigneError
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
from insigne_platform.awards.services.compiled import Credentials, Prepared
from insigne_platform.awards.services.entering import new_awards
from insigne_platform.awards.services.leaving import leave_rows, take_out
from insigne_platform.awards.services.parts import next_part, put_down
from insigne_platform.awards.services.rows import update_rows
from insigne_platform.awards.services.status_lists import take_places
from insigne_platform.awards.services.storing import store_awards
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.inserting import RowMaker, insert_rows
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import services as signing
from insigne_platform.signing.composition import verification_method

CHUNK = 1000
AT_ONCE = 500  # keys in one statement
PROOF, KEY_TYPE = "eddsa-rdfc-2022", "ed25519"
FORMAT = "ob3"
PATIENCE = timedelta(minutes=10)
UNFINISHED = (AwardState.NEW, AwardState.INTENT)

type Signed = tuple[Award, IssuedDocument, bytes]
type Refused = tuple[Award, str]


@dataclass(frozen=True, slots=True)
class Intent:
    """An award with what was written down of it, and how that is signed if it was just now."""

    award: Award
    document: IssuedDocument
    prepared: Prepared | None = None


def issue_chunk(batch_id: UUID, *, at: datetime, size: int = CHUNK) -> int:
    """Make up to *size* awards of the batch whole, and answer how many rows that took.

    0 when all are made, and for a batch that waits, was paused or was stopped.
    """
    batch = Batch.objects.select_related(
        "version__achievement__issuer__institution", "version__achievement__issuer__group"
    ).get(pk=batch_id)
    if batch.state not in GOES_ON:
        return 0
    intents, passed = _write_intents(batch, size, at)
    intents = intents or _forgotten(batch, size)
    signed, refused = _sign(intents, batch.version.achievement.issuer)
    _store(batch, signed, refused, at)
    return max(len(intents), passed)


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
def _write_intents(batch: Batch, size: int, at: datetime) -> tuple[list[Intent], int]:
    """Write down what will be signed of the next rows, and say how many rows those were."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in GOES_ON:
        return [], 0
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.RUNNING, worked_at=at)
    awards = list(
        Award.objects.select_for_update()
        .filter(batch=batch, state=AwardState.NEW)
        .order_by("row_number")[:size]
    )
    if awards:
        intents, failed = _intents(batch, awards, at)
        changes = [
            (award.pk, (AwardState.INTENT, award.status_list_id, award.status_index))
            for award in (intent.award for intent in intents)
        ]
        update_rows(Award, ("state", "status_list", "status_index"), changes)
        _refuse(batch, failed)
        insert_rows(IssuedDocument, [intent.document for intent in intents])
        return intents, len(awards)
    return _intents_of_list(batch, at)


def _intents_of_list(batch: Batch, at: datetime) -> tuple[list[Intent], int]:
    """The same for rows of a list: awards come into being with what will be signed."""
    part, recipients = next_part(batch)
    if part is None:
        return [], 0
    intents, failed = _intents(batch, new_awards(batch, recipients, at), at)
    store_awards([intent.award for intent in intents])
    insert_rows(IssuedDocument, [intent.document for intent in intents])
    leave_rows(batch, failed)
    put_down(part, recipients, batch, already=len(recipients) - len(intents) - len(failed), at=at)
    return intents, len(recipients)


def _intents(
    batch: Batch, awards: Sequence[Award], at: datetime
) -> tuple[list[Intent], list[Refused]]:
    """Give each award its place, and put together what will be signed."""
    intents: list[Intent] = []
    failed: list[Refused] = []
    maker = RowMaker(IssuedDocument, format=FORMAT, prepared_at=at, created_at=at)
    credentials = Credentials.of(composition.Badge.of(batch.version))
    places = take_places(batch.version.achievement.issuer, len(awards), at=at)
    for award, (status_list, place) in zip(awards, places, strict=True):
        award.status_list_id, award.status_index = status_list.pk, place
        award.state = AwardState.INTENT
        try:
            prepared = credentials.prepare(award, status_list)
        except (InsigneError, ValueError) as error:
            failed.append((award, str(error)))
            continue
        document = maker.row(award_id=award.pk, signed_input=prepared.unsigned)
        intents.append(Intent(award, document, prepared))
    return intents, failed


def _forgotten(batch: Batch, size: int) -> list[Intent]:
    """What another worker wrote down, and perhaps never signed."""
    documents = (
        IssuedDocument.objects.filter(
            award__batch=batch, award__state=AwardState.INTENT, format=FORMAT
        )
        .select_related("award")
        .order_by("award__row_number")[:size]
    )
    return [Intent(document.award, document) for document in documents]


def _sign(intents: Sequence[Intent], issuer: Issuer) -> tuple[list[Signed], list[Refused]]:
    """Sign what was written down, as of when it was: signing twice gives the same bytes."""
    signed: list[Signed] = []
    refused: list[Refused] = []
    if not intents:
        return signed, refused
    signer, fragment = signing.signer(issuer.institution, KEY_TYPE)
    method = verification_method(issuer, fragment)
    for intent in intents:
        document, at = intent.document, intent.document.prepared_at
        try:
            body = (intent.prepared and intent.prepared.sign(at)) or issuance.issue(
                json.loads(bytes(document.signed_input)),
                signer=signer,
                verification_method=method,
                proof=PROOF,
                at=at,
            )
        except (InsigneError, ValueError) as error:
            refused.append((intent.award, str(error)))
        else:
            signed.append((intent.award, document, body))
    return signed, refused


@transaction.atomic
def _store(
    batch: Batch, signed: Sequence[Signed], refused: Sequence[Refused], at: datetime
) -> None:
    """Store what was signed, publish what is public, and tell when the batch is whole."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state == BatchState.CANCELLED:
        return
    keep_bodies([(document, body) for _award, document, body in signed])
    known = {award.pk: award for award, _document, _body in signed}
    waiting = Award.objects.filter(batch=batch, state=AwardState.INTENT)
    keys = [key for key in waiting.values_list("pk", flat=True) if key in known]
    if batch.version.achievement.is_public:
        publication.publish_new(_hosted(batch, [known[key] for key in keys]), at=at)
    for start in range(0, len(keys), AT_ONCE):
        made = Award.objects.filter(pk__in=keys[start : start + AT_ONCE])
        made.update(state=AwardState.ISSUED, issued_at=at)
    _refuse(batch, refused)
    Batch.objects.filter(pk=batch.pk).update(worked_at=at)
    if held.state in GOES_ON and not _has_more(batch):
        _finish(batch, at)


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
        Award.objects.filter(batch=batch, state__in=UNFINISHED).exists()
        or next_part(batch, is_look=True)[0] is not None
    )


def _finish(batch: Batch, at: datetime) -> None:
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.DONE, finished_at=at)
    audit.record(None, "batch.issued", batch, total=batch.total)
    outbox.publish(AwardsIssued(str(batch.pk)))


def keep_bodies(signed: Sequence[tuple[IssuedDocument, bytes]]) -> None:
    """Add the signed bytes to the documents that have none yet; those that have some keep them."""
    update_rows(
        IssuedDocument,
        ("body", "sha256"),
        [(document.pk, (body, hashlib.sha256(body).hexdigest())) for document, body in signed],
        while_empty="body",
    )
