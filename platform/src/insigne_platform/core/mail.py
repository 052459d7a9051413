"""Mail: a subject, a text and a page from templates, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import MIMEPart

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from insigne_platform.core.addresses import base_url


def send(
    to: str,
    template: str,
    context: Mapping[str, object],
    *,
    language: str,
    pictures: Mapping[str, bytes] | None = None,
) -> None:
    """Send `mail/<template>` to one address; *pictures* (PNG) travel in it as `cid:<name>`.

    A line break in the subject or the address can add no header: the subject is one line
    after rendering, and Django refuses an address with a break in it.
    """
    known = {"base_url": base_url(), "language": language, **context}
    with translation.override(language):
        subject = render_to_string(f"mail/{template}.subject.txt", known)
        text = render_to_string(f"mail/{template}.txt", known)
        html = render_to_string(f"mail/{template}.html", known)
    message = EmailMultiAlternatives(subject=" ".join(subject.split()), body=text, to=[to])
    message.attach_alternative(html, "text/html")
    for name, png in (pictures or {}).items():
        message.attach(_inline(name, png))
    message.send()


def _inline(name: str, png: bytes) -> MIMEPart:
    """A picture that is shown where the page names it; nothing is asked of a server for it."""
    part = MIMEPart()
    part.set_content(
        png, "image", "png", disposition="inline", filename=f"{name}.png", cid=f"<{name}>"
    )
    return part
