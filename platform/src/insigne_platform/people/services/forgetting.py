"""Forgetting a person: the account stays as an empty row, to which old deeds point."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import Q

from insigne_platform.people.models import AccountMerge, AddressPeriod, Person, SignInLink


def addresses_ever(person: Person) -> list[str]:
    """Every address that is or was the person's."""
    periods = AddressPeriod.objects.filter(person=person).values_list("address", flat=True)
    now = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return sorted({person.email, *now, *(each for each in periods if _is_hers(person, each))})


def forget_account(person: Person, *, at: datetime) -> None:
    """Empty the account: no address, no name, no way in, and nothing that says who it was."""
    AccountMerge.objects.filter(Q(kept=person) | Q(merged=person)).delete()
    SignInLink.objects.filter(person=person).delete()
    AddressPeriod.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    for session in Session.objects.filter(expire_date__gte=at).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    person.email = f"{person.pk.hex}@erased.invalid"
    person.display_name, person.is_active = "", False
    person.set_unusable_password()
    person.save()


def _is_hers(person: Person, address: str) -> bool:
    """Say whether nobody else has the address now."""
    return not EmailAddress.objects.filter(email=address).exclude(user=person).exists()
