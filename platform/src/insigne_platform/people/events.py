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


@fact("people.address_given_up")
@dataclass(frozen=True, slots=True)
class AddressGivenUp:
    """An address is not a person's any more."""

    period_id: str


@fact("people.merge_asked")
@dataclass(frozen=True, slots=True)
class MergeAsked:
    """Somebody wants to merge another account into theirs, and is to prove it by a letter."""

    merge_id: str


@fact("people.accounts_merged")
@dataclass(frozen=True, slots=True)
class AccountsMerged:
    """Two accounts are one."""

    merge_id: str


@fact("people.merge_undone")
@dataclass(frozen=True, slots=True)
class MergeUndone:
    """Two accounts that were merged are two again."""

    merge_id: str
