"""What this room does about facts: new awards take the place of those that they replace."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards.events import AwardsIssued
from insigne_platform.backpack import services


def keep_replacements(event: AwardsIssued) -> None:
    """Hang what was corrected or renewed where the earlier award hung."""
    services.keep_replacements(UUID(event.batch_id), at=timezone.now())
