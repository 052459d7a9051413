"""What this room does about facts."""

from __future__ import annotations

from uuid import UUID

from insigne_platform.achievements import services
from insigne_platform.achievements.events import ApprovalAsked, ApprovalDecided


def mail_approvers(event: ApprovalAsked) -> None:
    """Tell who may approve."""
    services.mail_approvers(UUID(event.approval_id))


def mail_maker(event: ApprovalDecided) -> None:
    """Tell who asked."""
    services.mail_maker(UUID(event.approval_id))
