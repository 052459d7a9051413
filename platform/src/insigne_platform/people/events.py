"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("people.person_registered")
@dataclass(frozen=True, slots=True)
class PersonRegistered:
    """Somebody has an account now."""

    person_id: str


@fact("people.address_verified")
@dataclass(frozen=True, slots=True)
class AddressVerified:
    """A person proved that an address is hers."""

    person_id: str


@fact("people.sign_in_link_made")
@dataclass(frozen=True, slots=True)
class SignInLinkMade:
    """Somebody asked for a link, and is to get it by mail."""

    link_id: str
