"""What this room does about facts: it keeps what was asked for, and what replaces what is kept."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards.events import AwardsIssued
from insigne_platform.backpack import services
from insigne_platform.backpack.events import ImportOpened
from insigne_platform.core import outbox
from insigne_platform.earning.selectors import redemptions_in


def keep_replacements(event: AwardsIssued) -> None:
    """Hang what was corrected or renewed where the earlier award hung."""
    services.keep_replacements(UUID(event.batch_id), at=timezone.now())


def keep_redeemed(event: AwardsIssued) -> None:
    """Put awards that came of a code into the backpack of who entered it."""
    for redemption in redemptions_in(UUID(event.batch_id)):
        services.claim(redemption.award, by=redemption.person, at=timezone.now())


def read_import(event: ImportOpened) -> None:
    """Look at the next files of a zip; a second telling finds them looked at."""
    if services.read_import(UUID(event.import_id), at=timezone.now()):
        outbox.publish(event)


def empty_bins() -> int:
    """Forget what was thrown away thirty days ago; for the sweeper."""
    return services.empty_bins(at=timezone.now())
