"""What this room does about facts, its own and those that allauth tells."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.signals import email_confirmed
from django.utils import timezone

from insigne_platform.people import services
from insigne_platform.people.events import (
    AccountsMerged,
    AddressGivenUp,
    MergeAsked,
    MergeUndone,
    SignInLinkMade,
)


def listen() -> None:
    """Connect to allauth's signals."""
    email_confirmed.connect(_announce, dispatch_uid="people.announce_proved_address")


def _announce(*, email_address: Any, **_more: object) -> None:
    services.announce_proved_address(email_address.user, email_address.email)


def mail_sign_in_link(event: SignInLinkMade) -> None:
    """Send the link to who asked for it."""
    services.mail_sign_in_link(UUID(event.link_id))


def mail_given_up(event: AddressGivenUp) -> None:
    """Tell a person that an address of hers was given up."""
    services.mail_given_up(UUID(event.period_id))


def mail_merge_request(event: MergeAsked) -> None:
    """Send the letter that proves the other account."""
    services.mail_merge_request(UUID(event.merge_id), at=timezone.now())


def mail_merged(event: AccountsMerged) -> None:
    """Tell both addresses that two accounts are one."""
    services.mail_merged(UUID(event.merge_id))


def mail_merge_undone(event: MergeUndone) -> None:
    """Tell both addresses that they are two accounts again."""
    services.mail_merge_undone(UUID(event.merge_id))


def remind_of_ends() -> int:
    """Remind who has no address that lasts, and end the addresses whose day has come."""
    now = timezone.now()
    return services.end_due(at=now) + services.remind_of_ends(at=now)
