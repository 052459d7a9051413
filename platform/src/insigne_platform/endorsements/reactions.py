"""What this room does about facts: it mails what is asked, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.endorsements import services
from insigne_platform.endorsements.events import EndorsementAsked, RequestAnswered


def mail_request(event: EndorsementAsked) -> None:
    """Mail the request; a second telling finds it mailed."""
    services.mail_request(UUID(event.request_id), at=timezone.now())


def mail_answer(event: RequestAnswered) -> None:
    """Mail the answer to who asked."""
    services.mail_answer(UUID(event.request_id))
