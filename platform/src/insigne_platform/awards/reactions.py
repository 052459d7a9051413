"""What this room does about facts: it reads lists, makes documents, and mails recipients.

Each does a piece and announces the rest, so that other facts are told in between.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards import services
from insigne_platform.awards.events import (
    AwardsIssued,
    BatchApprovalAsked,
    BatchApproved,
    BatchOpened,
    ChangeOpened,
    ClaimsToMail,
    ListOffered,
)
from insigne_platform.core import outbox

MAILS_AT_ONCE = 50


def read_list(event: ListOffered) -> None:
    """Read a list that was too long to be read while somebody waits."""
    services.read_list(UUID(event.list_id), at=timezone.now())


def issue_batch(event: BatchOpened) -> None:
    """Make the next documents of the batch; a second telling finds them made."""
    if services.issue_chunk(UUID(event.batch_id), at=timezone.now()):
        outbox.publish(BatchOpened(event.batch_id))


def mail_batch_approvers(event: BatchApprovalAsked) -> None:
    """Tell who may let the batch begin."""
    services.mail_batch_approvers(UUID(event.batch_id))


def mail_batch_approved(event: BatchApproved) -> None:
    """Tell who made the batch that it begins."""
    services.mail_batch_approved(UUID(event.batch_id))


def mail_claims(event: AwardsIssued | ClaimsToMail) -> None:
    """Tell the next of the batch what they earned; who was told is not told again."""
    batch_id = UUID(event.batch_id)
    services.mail_claims(batch_id, at=timezone.now(), most=MAILS_AT_ONCE)
    if isinstance(event, AwardsIssued):
        services.mail_replacements(batch_id, at=timezone.now())
    if services.has_claims_to_mail(batch_id):
        outbox.publish(ClaimsToMail(event.batch_id))


def do_change(event: ChangeOpened) -> None:
    """Do to the next awards what was decided; a second telling finds it done."""
    if services.work_on_change(UUID(event.change_id), at=timezone.now()):
        outbox.publish(ChangeOpened(event.change_id))


def resume_unfinished() -> int:
    """Take up the batches that a dead worker left; for the sweeper."""
    return services.resume_unfinished(at=timezone.now())


def resume_changes() -> int:
    """Take up the changes that a dead worker left; for the sweeper."""
    return services.resume_changes(at=timezone.now())


def remind_expiring() -> int:
    """Tell holders of what runs out; for the sweeper."""
    return services.remind_expiring(at=timezone.now())


def remind_uncollected() -> int:
    """Tell who did not collect a badge yet; for the sweeper."""
    return services.remind_uncollected(at=timezone.now())


def start_due() -> int:
    """Start the batches whose time has come; for the sweeper."""
    return services.start_due(at=timezone.now())


def forget_lists() -> int:
    """Throw away what is left of lists that were done with long ago; for the sweeper."""
    return services.forget_lists(at=timezone.now())
