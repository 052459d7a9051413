"""A mail backend that sends nothing: it keeps each mail for `/demo/mail`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from email.message import MIMEPart

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
    return _with_pictures(pages[0], message) if pages else ""


def _with_pictures(page: str, message: EmailMessage) -> str:
    """Put the pictures that travel in a mail where a mail program would show them."""
    for part in message.attachments:
        if isinstance(part, MIMEPart) and part["Content-ID"]:
            content = b64encode(bytes(part.get_content())).decode()
            page = page.replace(
                f"cid:{part['Content-ID'].strip('<>')}",
                f"data:{part.get_content_type()};base64,{content}",
            )
    return page
