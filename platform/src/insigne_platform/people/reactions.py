"""What this room does about facts, its own and those that allauth tells."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.signals import email_confirmed

from insigne_platform.people import services
from insigne_platform.people.events import SignInLinkMade


def listen() -> None:
    """Connect to allauth's signals."""
    email_confirmed.connect(_announce, dispatch_uid="people.announce_proved_address")


def _announce(*, email_address: Any, **_more: object) -> None:
    services.announce_proved_address(email_address.user)


def mail_sign_in_link(event: SignInLinkMade) -> None:
    """Send the link to who asked for it."""
    services.mail_sign_in_link(UUID(event.link_id))
