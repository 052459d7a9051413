"""One's own addresses and accounts, in words for their owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from allauth.account.models import EmailAddress
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from insigne_platform.people.models import AccountMerge, AddressPeriod
from insigne_platform.people.services.merging import is_reversible

KINDS: Final[Mapping[str, object]] = {
    "account.emailaddress": _("E-mail addresses"),
    "backpack.holding": _("Badges in the backpack"),
    "backpack.importedbadge": _("Badges from elsewhere"),
    "earning.application": _("Requests for badges"),
    "earning.registration": _("Registrations for tests"),
    "earning.addedevidence": _("Evidence that was added"),
    "earning.redemption": _("Codes that were used"),
    "pathways.completion": _("Pathways that were completed"),
    "courses.coursemember": _("Courses"),
    "institutions.membership": _("Tasks at institutions"),
}


def address_cards(
    addresses: Iterable[EmailAddress], periods: Mapping[str, AddressPeriod]
) -> list[dict[str, object]]:
    """Each address with its state, since when it is one's own, and when it ends."""
    cards = []
    for address in addresses:
        period = periods.get(address.email)
        ends_on = period.ends_on if period else None
        cards.append(
            {
                "address": address,
                "since": period.since if period else None,
                "ends_on": ends_on,
                "is_over": ends_on is not None and ends_on <= localdate(),
            }
        )
    return cards


def merge_facts(counts: Mapping[str, int]) -> list[dict[str, object]]:
    """How much of what would move from one account to the other; awards move with their badge."""
    return [
        {"label": words, "text": str(counts[table])}
        for table, words in KINDS.items()
        if counts.get(table)
    ]


def merge_words(merges: Iterable[AccountMerge], *, at: datetime) -> list[dict[str, object]]:
    """The accounts that were merged into one's own, and whether they can be parted still."""
    return [{"merge": merge, "is_reversible": is_reversible(merge, at)} for merge in merges]
