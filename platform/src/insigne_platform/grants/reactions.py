"""What this room does about its own facts: letters, and forgetting what is old."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.grants import services
from insigne_platform.grants.events import AccessAnswered, AccessAsked, GrantRevoked, MemberAdded


def mail_member(event: MemberAdded) -> None:
    """Tell an address that it acts for an organisation."""
    services.mail_member(UUID(event.member_id))


def mail_request(event: AccessAsked) -> None:
    """Tell who is asked."""
    services.mail_request(UUID(event.request_id), at=timezone.now())


def mail_answer(event: AccessAnswered) -> None:
    """Tell who asked what the holder decided."""
    services.mail_answer(UUID(event.request_id))


def mail_revoked(event: GrantRevoked) -> None:
    """Tell who asked that a grant was taken back."""
    services.mail_revoked(UUID(event.grant_id))


def forget_old() -> int:
    """Delete what is a year old; for the sweeper."""
    return services.forget_old(at=timezone.now())
