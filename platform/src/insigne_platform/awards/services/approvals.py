"""Telling who may approve a large batch that it waits for one of them."""

from __future__ import annotations

from uuid import UUID

from insigne_platform.awards import selectors
from insigne_platform.awards.models import Batch, BatchState
from insigne_platform.core import mail
from insigne_platform.core.addresses import absolute
from insigne_platform.people.models import Person


def mail_batch_approvers(batch_id: UUID) -> int:
    """Mail everybody who may approve the batch, while it waits; answer how many those are."""
    batch = Batch.objects.select_related(
        "version__achievement__issuer__institution", "awarded_by"
    ).get(pk=batch_id)
    if batch.state != BatchState.APPROVAL:
        return 0
    approvers = selectors.approvers_of(batch)
    for person in approvers:
        _mail(batch, person)
    return len(approvers)


def _mail(batch: Batch, person: Person) -> None:
    issuer = batch.version.achievement.issuer
    context = {
        "badge_name": batch.version.text_in("name", person.language),
        "awarded_by": str(batch.awarded_by),
        "issuer_name": issuer.name_in(person.language),
        "house": issuer.institution,
        "list_name": batch.label,
        "total": batch.total,
        "link": absolute(f"/issuing/batches/{batch.pk}"),
    }
    mail.send(person.email, "batch_approval_asked", context, language=person.language)
