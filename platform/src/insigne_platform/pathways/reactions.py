"""What this room does about facts: it looks whether a pathway is complete."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards.events import AwardClaimed, AwardsIssued
from insigne_platform.pathways import services
from insigne_platform.pathways.events import PathwayPublished


def look_at_batch(event: AwardsIssued) -> None:
    """See for everybody in the batch whether a pathway is complete now."""
    services.complete_after_batch(UUID(event.batch_id), at=timezone.now())


def look_at_claim(event: AwardClaimed) -> None:
    """See for who claimed it whether a pathway is complete now."""
    services.complete_for_award(UUID(event.award_id), at=timezone.now())


def look_at_everybody(event: PathwayPublished) -> None:
    """See who completed the pathway before it was published."""
    services.complete_everybody(UUID(event.pathway_id), at=timezone.now())
