"""What people do about a batch: approve, plan, pause, take up again, stop, and try again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards.events import AwardsIssued, BatchOpened
from insigne_platform.awards.models import (
    GOES_ON,
    Award,
    AwardState,
    Batch,
    BatchState,
    ListPart,
    RowLeft,
)
from insigne_platform.awards.permissions import may_approve_batch, may_award
from insigne_platform.awards.services.leaving import leave_rows, take_out
from insigne_platform.awards.services.parts import give_up
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.people.models import Person

ROWS_OF_A_PART = 1000
UNMADE = (AwardState.NEW, AwardState.INTENT)
STOPPABLE = (*GOES_ON, BatchState.PAUSED, BatchState.SCHEDULED, BatchState.APPROVAL)


@transaction.atomic
def approve_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Let a large batch go on that another person decided on; it starts now, or when planned."""
    batch = _held(batch, (BatchState.APPROVAL,))
    if not may_approve_batch(by, batch):
        raise NotPermitted(
            _("Somebody else who approves for this issuer decides: not who made the list.")
        )
    batch.approved_by, batch.approved_at = by, at
    batch.save(update_fields=["approved_by", "approved_at"])
    audit.record(by, "batch.approved", batch, total=batch.total)
    _start_or_wait(batch, at)


@transaction.atomic
def plan_batch(batch: Batch, starts_at: datetime | None, *, by: Person, at: datetime) -> None:
    """Change when a planned batch starts; without a time, it starts now."""
    batch = _held(batch, (BatchState.SCHEDULED,), by=by)
    batch.starts_at = starts_at if starts_at and starts_at > at else None
    batch.save(update_fields=["starts_at"])
    audit.record(by, "batch.planned", batch, starts_at=batch.starts_at)
    _start_or_wait(batch, at)


@transaction.atomic
def pause_batch(batch: Batch, *, by: Person) -> None:
    """Let a batch rest; what is being signed at this moment is still stored."""
    batch = _held(batch, GOES_ON, by=by)
    _put(batch, BatchState.PAUSED)
    audit.record(by, "batch.paused", batch)


@transaction.atomic
def resume_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Go on with a batch that rests."""
    batch = _held(batch, (BatchState.PAUSED,), by=by)
    audit.record(by, "batch.resumed", batch)
    _open(batch, at)


@transaction.atomic
def cancel_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Stop for good: who has the badge keeps it, nobody else on the list gets it."""
    batch = _held(batch, STOPPABLE, by=by)
    unmade = list(Award.objects.filter(batch=batch, issued_at=None, state__in=UNMADE))
    leave_rows(batch, [(award, "") for award in unmade])
    take_out(unmade)
    give_up(batch)
    batch.finished_at = at
    batch.save(update_fields=["finished_at"])
    _put(batch, BatchState.CANCELLED)
    audit.record(by, "batch.cancelled", batch)
    if Award.objects.filter(batch=batch).exists():
        outbox.publish(AwardsIssued(str(batch.pk)))


@transaction.atomic
def retry_batch(batch: Batch, *, by: Person, at: datetime) -> int:
    """Try again to award the rows that could not be made; answer how many those are."""
    batch = _held(batch, (BatchState.DONE,), by=by)
    left = list(RowLeft.objects.filter(batch=batch))
    if not left:
        raise Conflict(_("There is nothing to try again: every row was awarded."))
    recipients = getattr(batch, "recipient_list", None)
    if recipients is None:
        raise Conflict(_("Award this badge again to this person: it could not be made."))
    number = recipients.parts.count()
    for start in range(0, len(left), ROWS_OF_A_PART):
        number += 1
        rows = [row.recipient for row in left[start : start + ROWS_OF_A_PART]]
        ListPart.objects.create(recipients=recipients, number=number, rows=rows, good=len(rows))
    RowLeft.objects.filter(batch=batch).delete()
    audit.record(by, "batch.retried", batch, rows=len(left))
    _open(batch, at)
    return len(left)


@transaction.atomic
def start_due(*, at: datetime) -> int:
    """Start the planned batches whose time has come; answer how many."""
    due = Batch.objects.select_for_update().filter(state=BatchState.SCHEDULED, starts_at__lte=at)
    batches = list(due)
    for batch in batches:
        _open(batch, at)
    return len(batches)


def _held(batch: Batch, states: tuple[str, ...], *, by: Person | None = None) -> Batch:
    """The batch as it is now, locked; a sentence for whoever comes too late."""
    batch = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("version__achievement__issuer__institution")
        .get(pk=batch.pk)
    )
    if by is not None and not may_award(by, batch.version):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if batch.state not in states:
        raise Conflict(_("That is no longer possible: somebody, or the work itself, was first."))
    return batch


def _start_or_wait(batch: Batch, at: datetime) -> None:
    if batch.starts_at and batch.starts_at > at:
        _put(batch, BatchState.SCHEDULED)
    else:
        _open(batch, at)


def _open(batch: Batch, at: datetime) -> None:
    batch.worked_at, batch.finished_at = at, None
    batch.save(update_fields=["worked_at", "finished_at"])
    _put(batch, BatchState.OPEN)
    outbox.publish(BatchOpened(str(batch.pk)))


def _put(batch: Batch, state: str) -> None:
    batch.state = state
    batch.save(update_fields=["state"])
