"""Making the documents of a batch, so that a crash at any point costs nothing but time.

First the intent is committed: identifiers, the place in the status list, and the very bytes that
will be signed. Then they are signed; then what was signed is stored. Whoever comes after a crash
finds intents and signs the same bytes again; what is done is passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from insigne import issuance
from insigne_platform.awards import composition
from insigne_platform.awards.events import AwardsIssued, BatchOpened
from insigne_platform.awards.models import (
    Award,
    AwardState,
    Batch,
    BatchState,
    IssuedDocument,
)
from insigne_platform.awards.services.rows import update_rows
from insigne_platform.awards.services.status_lists import take_places
from insigne_platform.core import audit, outbox, publication
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import services as signing
from insigne_platform.signing.composition import verification_method

CHUNK = 500
AT_ONCE = 100  # rows in one statement
PROOF, KEY_TYPE = "eddsa-rdfc-2022", "ed25519"
FORMAT = "ob3"
PATIENCE = timedelta(minutes=10)
UNFINISHED = (AwardState.NEW, AwardState.INTENT)

type Signed = tuple[IssuedDocument, bytes]


def issue_chunk(batch_id: UUID, *, at: datetime, size: int = CHUNK) -> int:
    """Make up to *size* awards of the batch whole, and answer how many; 0 when all are."""
    batch = Batch.objects.select_related(
        "version__achievement__issuer__institution", "version__achievement__issuer__group"
    ).get(pk=batch_id)
    if batch.state == BatchState.DONE:
        return 0
    _write_intents(batch, size, at)
    signed = _sign(_intents(batch, size), batch.version.achievement.issuer)
    _store(batch, signed, at)
    return len(signed)


@transaction.atomic
def resume_unfinished(*, at: datetime) -> int:
    """Announce again the batches on which nobody has worked for a while; answer how many."""
    forgotten = Batch.objects.exclude(state=BatchState.DONE).filter(worked_at__lt=at - PATIENCE)
    batches = list(forgotten.select_for_update())
    for batch in batches:
        batch.worked_at = at
        batch.save(update_fields=["worked_at"])
        outbox.publish(BatchOpened(str(batch.pk)))
    return len(batches)


@transaction.atomic
def _write_intents(batch: Batch, size: int, at: datetime) -> None:
    """Give each award its place, and write down what will be signed."""
    awards = list(
        Award.objects.select_for_update()
        .filter(batch=batch, state=AwardState.NEW)
        .order_by("row_number")[:size]
    )
    unfinished = Batch.objects.filter(pk=batch.pk).exclude(state=BatchState.DONE)
    unfinished.update(state=BatchState.RUNNING, worked_at=at)
    if not awards:
        return
    badge = composition.Badge.of(batch.version)
    places = take_places(batch.version.achievement.issuer, len(awards), at=at)
    documents, changes = [], []
    for award, (status_list, place) in zip(awards, places, strict=True):
        award.status_list, award.status_index = status_list, place
        unsigned = composition.to_bytes(composition.credential(award, badge, status_list))
        documents.append(
            IssuedDocument(award=award, format=FORMAT, prepared_at=at, signed_input=unsigned)
        )
        changes.append((award.pk, (AwardState.INTENT, status_list.pk, place)))
    update_rows(Award, ("state", "status_list", "status_index"), changes)
    IssuedDocument.objects.bulk_create(documents, AT_ONCE)


def _intents(batch: Batch, size: int) -> list[IssuedDocument]:
    return list(
        IssuedDocument.objects.filter(
            award__batch=batch, award__state=AwardState.INTENT, format=FORMAT
        )
        .select_related("award")
        .order_by("award__row_number")[:size]
    )


def _sign(documents: Sequence[IssuedDocument], issuer: Issuer) -> list[Signed]:
    """Sign what was written down, as of when it was: signing twice gives the same bytes."""
    if not documents:
        return []
    signer, fragment = signing.signer(issuer.institution, KEY_TYPE)
    method = verification_method(issuer, fragment)
    return [
        (
            document,
            issuance.issue(
                json.loads(bytes(document.signed_input)),
                signer=signer,
                verification_method=method,
                proof=PROOF,
                at=document.prepared_at,
            ),
        )
        for document in documents
    ]


@transaction.atomic
def _store(batch: Batch, signed: Sequence[Signed], at: datetime) -> None:
    """Store what was signed, publish what is public, and tell when the batch is whole."""
    keep_bodies(signed)
    held = Award.objects.select_for_update().filter(
        pk__in=[document.award_id for document, _body in signed], state=AwardState.INTENT
    )
    for award in held if batch.version.achievement.is_public else ():
        award.version = batch.version
        hosted = composition.to_bytes(composition.hosted_assertion(award))
        publication.publish(composition.assertion_path(award), hosted)
    held.update(state=AwardState.ISSUED, issued_at=at)
    Batch.objects.filter(pk=batch.pk).update(worked_at=at)
    if Award.objects.filter(batch=batch, state__in=UNFINISHED).exists():
        return
    is_last = (
        Batch.objects.filter(pk=batch.pk)
        .exclude(state=BatchState.DONE)
        .update(state=BatchState.DONE, finished_at=at)
    )
    if is_last:
        audit.record(None, "batch.issued", batch, total=batch.total)
        outbox.publish(AwardsIssued(str(batch.pk)))


def keep_bodies(signed: Sequence[Signed]) -> None:
    """Add the signed bytes to the documents that have none yet; those that have some keep them."""
    update_rows(
        IssuedDocument,
        ("body", "sha256"),
        [(document.pk, (body, hashlib.sha256(body).hexdigest())) for document, body in signed],
        while_empty="body",
    )
