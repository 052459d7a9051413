"""This room is for reading the credential that carries a status list (Bitstring Status List 1.0).

Whether the list is authentic, the right issuer's and current is for `insigne.verification` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from insigne.errors import MalformedError
from insigne.status import bitstring
from insigne.status.bitstring import Bitstring
from insigne.status.reading import strings_in, text_in
from insigne.status.status_list_entry import StatusListEntry

LIST_TYPE: Final = "BitstringStatusList"
CREDENTIAL_TYPE: Final = "BitstringStatusListCredential"
MOST_MILLISECONDS: Final = 10 * 365 * 24 * 60 * 60 * 1000
"""A list that asks to be kept for longer is kept for ten years."""

DEFAULT_TTL: Final = timedelta(minutes=5)
"""After which time a copy is fetched anew if the list does not say ("ttl")."""


@dataclass(frozen=True, slots=True)
class StatusList:
    """A status list, expanded (class BitstringStatusListCredential)."""

    id: str
    purposes: frozenset[str]
    bits: Bitstring
    ttl: timedelta | None = None

    @classmethod
    def parse(cls, credential: Mapping[str, object]) -> StatusList:
        """Read the list out of its credential. Raises `MalformedError` if there is none."""
        if CREDENTIAL_TYPE not in strings_in(credential.get("type")):
            raise MalformedError(f"is not a {CREDENTIAL_TYPE}", path="type")
        subject = credential.get("credentialSubject")
        if not isinstance(subject, Mapping) or LIST_TYPE not in strings_in(subject.get("type")):
            raise MalformedError(f"is not a {LIST_TYPE}", path="credentialSubject")
        purposes = strings_in(subject.get("statusPurpose"))
        bits = bitstring.decode(text_in(subject, "encodedList"))
        if bits.length < bitstring.SHORTEST:
            raise MalformedError("the list is too short to hide anybody", path="encodedList")
        return cls(
            id=text_in(credential, "id"),
            purposes=frozenset(purpose for purpose in purposes if isinstance(purpose, str)),
            bits=bits,
            ttl=ttl_in(subject),
        )

    def value_for(self, entry: StatusListEntry) -> int:
        """Read the value of an entry, nought being none ("Validate Algorithm").

        Raises `MalformedError` if this is not the list that the entry means, or has too few
        entries of its size.
        """
        if self.id != entry.status_list_credential:
            raise MalformedError("is not the address that the credential names", path="id")
        if entry.status_purpose not in self.purposes:
            raise MalformedError("is not the credential's", path="credentialSubject.statusPurpose")
        if self.bits.length // entry.status_size < bitstring.SHORTEST:
            raise MalformedError("the list is too short to hide anybody", path="encodedList")
        return self.bits.value_at(entry.status_list_index, entry.status_size)


def ttl_in(subject: Mapping[str, object]) -> timedelta | None:
    """Read for how long a copy of the list may be kept, if the list says so ("ttl").

    Raises `MalformedError` if that is no number of milliseconds.
    """
    ttl = subject.get("ttl")
    if ttl is None:
        return None
    if isinstance(ttl, bool) or not isinstance(ttl, int) or ttl < 0:
        raise MalformedError("is not a number of milliseconds", path="credentialSubject.ttl")
    return timedelta(milliseconds=min(ttl, MOST_MILLISECONDS))
