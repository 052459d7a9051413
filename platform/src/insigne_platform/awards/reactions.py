"""What this room does about facts: it makes the documents of batches, and mails recipients."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards import services
from insigne_platform.awards.events import AwardsIssued, BatchOpened, ChangeOpened


def issue_batch(event: BatchOpened) -> None:
    """Make every document of the batch; a second telling finds them made."""
    while services.issue_chunk(UUID(event.batch_id), at=timezone.now()):
        pass


def mail_claims(event: AwardsIssued) -> None:
    """Tell everybody in the batch what they earned."""
    services.mail_claims(UUID(event.batch_id), at=timezone.now())
    services.mail_replacements(UUID(event.batch_id), at=timezone.now())


def do_change(event: ChangeOpened) -> None:
    """Do to every award what was decided; a second telling finds it done."""
    while services.work_on_change(UUID(event.change_id), at=timezone.now()):
        pass


def resume_unfinished() -> int:
    """Take up the batches that a dead worker left; for the sweeper."""
    return services.resume_unfinished(at=timezone.now())


def resume_changes() -> int:
    """Take up the changes that a dead worker left; for the sweeper."""
    return services.resume_changes(at=timezone.now())


def remind_expiring() -> int:
    """Tell holders of what runs out; for the sweeper."""
    return services.remind_expiring(at=timezone.now())
