"""What this room does about facts: it keeps the badges that somebody asked to keep."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards.events import AwardsIssued
from insigne_platform.backpack import services
from insigne_platform.earning.selectors import redemptions_in


def keep_redeemed(event: AwardsIssued) -> None:
    """Put awards that came of a code into the backpack of who entered it."""
    for redemption in redemptions_in(UUID(event.batch_id)):
        services.claim(redemption.award, by=redemption.person, at=timezone.now())
