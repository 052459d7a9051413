"""The mail that people get, and the links in it."""

from __future__ import annotations

import re

from django.core import mail

from journeys.stranger import BASE


def addressees() -> list[str]:
    """To whom mail went, in order."""
    return [message.to[0] for message in mail.outbox]


def link_in_mail_to(address: str, place: str) -> str:
    """The path of the link to *place* in the newest mail to an address."""
    mails = [message for message in mail.outbox if message.to == [address]]
    return re.findall(rf"{re.escape(BASE)}({re.escape(place)}\S+)", mails[-1].body)[0]
