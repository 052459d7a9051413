"""What this room does about facts: it tells applicants and reviewers what happened."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.earning import services
from insigne_platform.earning.events import ApplicationMoved


def mail_about_application(event: ApplicationMoved) -> None:
    """Tell what happened to an application."""
    services.mail_entry(UUID(event.entry_id), at=timezone.now())
