"""What this room does about facts: it tells persons what is theirs, and forgets it in time."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards.events import (
    AwardRevoked,
    AwardsIssued,
    AwardSuspended,
    SuspensionLifted,
)
from insigne_platform.earning.events import EvidenceDecided
from insigne_platform.grants.events import AccessAsked, GrantUsed
from insigne_platform.notifications import services
from insigne_platform.notifications.models import Kind


def note_new(event: AwardsIssued) -> None:
    """Tell who has an account that a badge waits."""
    services.note_of_batch(UUID(event.batch_id), at=timezone.now())


def note_revoked(event: AwardRevoked) -> None:
    """Tell the holder that a badge was revoked."""
    services.note_of_award(UUID(event.award_id), Kind.REVOKED, at=timezone.now())


def note_suspended(event: AwardSuspended) -> None:
    """Tell the holder that a badge does not count for now."""
    services.note_of_award(UUID(event.award_id), Kind.SUSPENDED, at=timezone.now())


def note_lifted(event: SuspensionLifted) -> None:
    """Tell the holder that a badge counts again."""
    services.note_of_award(UUID(event.award_id), Kind.COUNTS_AGAIN, at=timezone.now())


def note_evidence(event: EvidenceDecided) -> None:
    """Tell the holder that her evidence was accepted."""
    services.note_of_evidence(UUID(event.evidence_id), at=timezone.now())


def note_asked(event: AccessAsked) -> None:
    """Tell who is asked for badges."""
    services.note_of_request(UUID(event.request_id), at=timezone.now())


def note_used(event: GrantUsed) -> None:
    """Tell the holder that a grant was used."""
    services.note_of_use(UUID(event.grant_id), at=timezone.now())


def note_expiring() -> None:
    """Tell holders of what expires; for the sweeper."""
    services.note_expiring(at=timezone.now())


def forget_old() -> int:
    """Delete what was told a year ago; for the sweeper."""
    return services.forget_old(at=timezone.now())
