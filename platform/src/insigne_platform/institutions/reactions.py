"""What this room does about facts of its own."""

from __future__ import annotations

from uuid import UUID

from insigne_platform.institutions import services
from insigne_platform.institutions.events import StaffInvited


def mail_invitation(event: StaffInvited) -> None:
    """Send the invitation to who is asked."""
    services.mail_invitation(UUID(event.invitation_id))
