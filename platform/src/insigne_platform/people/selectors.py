"""Questions about persons and their addresses."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from insigne_platform.people.models import Person


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
