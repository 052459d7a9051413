"""A mail backend that sends nothing: it keeps each mail for `/demo/mail`."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from insigne_platform.demo.models import DemoMail


class DemoBackend(BaseEmailBackend):
    """Keep what would have been sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each mail once for each of its recipients."""
        kept = [
            DemoMail(
                to=to,
                subject=str(message.subject)[:300],
                text=str(message.body),
                html=_page_of(message),
            )
            for message in email_messages
            for to in message.recipients()
        ]
        DemoMail.objects.bulk_create(kept)
        return len(email_messages)


def _page_of(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    pages = [str(text) for text, kind in message.alternatives if kind == "text/html"]
    return pages[0] if pages else ""
