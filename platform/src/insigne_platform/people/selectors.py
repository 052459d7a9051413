"""Questions about persons and their addresses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from insigne_platform.core.tokens import id_of_token
from insigne_platform.people.models import AccountMerge, AddressPeriod, Person


def verified_addresses(person: Person) -> list[str]:
    """The addresses that the person proved to be hers, the first one first."""
    return list(
        EmailAddress.objects.filter(user=person, verified=True)
        .order_by("-primary", "email")
        .values_list("email", flat=True)
    )


def person_with_verified(email: str) -> Person | None:
    """Who proved that this address is theirs."""
    return Person.objects.filter(
        is_active=True, emailaddress__email=email.strip().lower(), emailaddress__verified=True
    ).first()


def addresses_of(person: Person) -> QuerySet[EmailAddress]:
    """Every address of a person, also those that she still has to prove, the first one first."""
    return EmailAddress.objects.filter(user=person).order_by("-primary", "-verified", "email")


def address_of(person: Person, address_id: int) -> EmailAddress | None:
    """One address of the person's."""
    return EmailAddress.objects.filter(user=person, pk=address_id).first()


def open_periods(person: Person) -> dict[str, AddressPeriod]:
    """Since when which address is the person's, by the address."""
    found = AddressPeriod.objects.filter(person=person, until=None)
    return {period.address: period for period in found}


def past_periods(person: Person) -> QuerySet[AddressPeriod]:
    """The addresses that a person gave up, the last one first."""
    return AddressPeriod.objects.filter(person=person, until__isnull=False).order_by("-until")


def periods_of_others(person: Person) -> QuerySet[AddressPeriod]:
    """The times of addresses that somebody else gave up; what was sent then is not hers."""
    return AddressPeriod.objects.filter(until__isnull=False).exclude(person=person)


def is_closed(email: str, *, since: datetime, to: Person | None = None) -> bool:
    """Say whether what was sent to an address at *since* is not opened any more.

    That is so once somebody gave the address up afterwards; only who gave it up and proved it
    anew gets in again.
    """
    email = email.strip().lower()
    ended = AddressPeriod.objects.filter(address=email, until__gte=since)
    if to is not None and email in verified_addresses(to):
        ended = ended.exclude(person=to)
    return ended.exists()


def lasting_addresses(person: Person, *, besides: AddressPeriod) -> list[str]:
    """The person's other addresses that do not end on the same day or before, the first first."""
    ending = [
        period.address
        for period in open_periods(person).values()
        if period.ends_on and besides.ends_on and period.ends_on <= besides.ends_on
    ]
    return [
        address
        for address in verified_addresses(person)
        if address != besides.address and address not in ending
    ]


def merge_of_token(token: str) -> AccountMerge | None:
    """The merge that a letter is about; None if it is not ours."""
    merge_id = id_of_token("merge", token)
    return None if merge_id is None else _merges().filter(pk=merge_id).first()


def merge_of(person: Person, merge_id: UUID) -> AccountMerge | None:
    """A merge into the person's own account."""
    return _merges().filter(kept=person, pk=merge_id).first()


def merges_of(person: Person) -> QuerySet[AccountMerge]:
    """The accounts that were merged into the person's own and still are, newest first."""
    return _merges().filter(kept=person, done_at__isnull=False, undone_at=None)


def _merges() -> QuerySet[AccountMerge]:
    return AccountMerge.objects.select_related("kept", "merged")


def ending_periods(**bounds: object) -> QuerySet[AddressPeriod]:
    """The addresses of which somebody said when they end, by that day."""
    return (
        AddressPeriod.objects.filter(until=None, person__is_active=True, **bounds)
        .select_related("person")
        .order_by("ends_on", "pk")
    )
