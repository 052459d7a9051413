"""What this room does about facts: it tells applicants and reviewers what happened."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.earning import services
from insigne_platform.earning.events import (
    ApplicationMoved,
    NominationDecided,
    NominationSent,
    NominatorInvited,
)


def mail_about_application(event: ApplicationMoved) -> None:
    """Tell what happened to an application."""
    services.mail_entry(UUID(event.entry_id), at=timezone.now())


def mail_nominator(event: NominatorInvited) -> None:
    """Tell somebody that she may nominate."""
    services.mail_invitation(UUID(event.nominator_id), at=timezone.now())


def mail_nomination(event: NominationSent) -> None:
    """Tell the office that a nomination waits."""
    services.mail_office(UUID(event.nomination_id), at=timezone.now())


def mail_nomination_outcome(event: NominationDecided) -> None:
    """Tell who nominated what came of it."""
    services.mail_outcome(UUID(event.nomination_id), at=timezone.now())
