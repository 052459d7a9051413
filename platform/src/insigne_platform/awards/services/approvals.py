"""Letting a large batch go on, and telling by mail that it waits and that it was approved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from insigne_platform.awards import selectors
from insigne_platform.awards.events import BatchApproved
from insigne_platform.awards.models import Batch, BatchState
from insigne_platform.awards.services import running
from insigne_platform.awards.wordings import LETTERS
from insigne_platform.core import outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.institutions.services import send_letter
from insigne_platform.people.models import Person


@transaction.atomic
def approve_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Let a large batch go on, and announce that to who made it."""
    running.approve_batch(batch, by=by, at=at)
    outbox.publish(BatchApproved(str(batch.pk)))


def mail_batch_approvers(batch_id: UUID) -> int:
    """Mail everybody who may approve the batch, while it waits; answer how many those are."""
    batch = _batch(batch_id)
    if batch.state != BatchState.APPROVAL:
        return 0
    approvers = selectors.approvers_of(batch)
    for person in approvers:
        _mail(batch, person, "batch_approval_asked", asker=str(batch.awarded_by))
    return len(approvers)


def mail_batch_approved(batch_id: UUID) -> bool:
    """Tell who made the batch that another person let it begin; False if nobody did."""
    batch = _batch(batch_id)
    if batch.approved_by is None:
        return False
    _mail(batch, batch.awarded_by, "batch_approved", approver=str(batch.approved_by))
    return True


def _batch(batch_id: UUID) -> Batch:
    return Batch.objects.select_related(
        "version__achievement__issuer__institution", "awarded_by", "approved_by"
    ).get(pk=batch_id)


def _mail(batch: Batch, person: Person, kind: str, **values: str) -> None:
    issuer = batch.version.achievement.issuer
    filled = {
        "name": person.display_name,
        "badge": batch.version.text_in("name", person.language),
        "issuer": issuer.name_in(person.language),
        "list": batch.label,
        "total": str(batch.total),
        "link": absolute(f"/issuing/batches/{batch.pk}"),
        **values,
    }
    send_letter(
        person.email,
        kind,
        LETTERS[kind],
        house=issuer.institution,
        language=person.language,
        values=filled,
    )
