"""This room is for the entry of a credential that points into a status list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from insigne.errors import MalformedError, UnsupportedError
from insigne.status.bitstring import SIZES
from insigne.status.reading import strings_in, text_in

ENTRY_TYPE: Final = "BitstringStatusListEntry"
_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_HEXADECIMAL: Final = re.compile(r"0x[0-9A-Fa-f]{1,2}")


@dataclass(frozen=True, slots=True)
class StatusListEntry:
    """Which entry of which list, and what it means (class BitstringStatusListEntry).

    `status_messages` holds what each value says, the value being the place in it; a list of one
    bit an entry may do without.
    """

    status_list_credential: str
    status_list_index: int
    status_purpose: str
    status_size: int = 1
    status_messages: tuple[str, ...] = ()
    status_reference: tuple[str, ...] = ()

    @classmethod
    def parse(cls, entry: Mapping[str, object]) -> StatusListEntry:
        """Read one entry of `credentialStatus`.

        Raises `UnsupportedError` for another kind of status, `MalformedError` for one of this
        kind that is wrong.
        """
        if ENTRY_TYPE not in strings_in(entry.get("type")):
            raise UnsupportedError(f"the status is not a {ENTRY_TYPE}")
        index = entry.get("statusListIndex")
        if not isinstance(index, str) or not _DECIMAL.fullmatch(index):
            raise MalformedError("is not a decimal number in a string", path="statusListIndex")
        size = _size_in(entry)
        return cls(
            text_in(entry, "statusListCredential"),
            int(index),
            text_in(entry, "statusPurpose"),
            size,
            _messages_in(entry, size),
            _references_in(entry),
        )

    def message_of(self, value: int) -> str:
        """Say what *value* means, or nothing where the entry does not say."""
        return self.status_messages[value] if value < len(self.status_messages) else ""

    def to_json(self) -> dict[str, object]:
        """Write the entry in the specification's own terms; the index is a decimal string."""
        written: dict[str, object] = {
            "id": f"{self.status_list_credential}#{self.status_list_index}",
            "type": ENTRY_TYPE,
            "statusPurpose": self.status_purpose,
            "statusListIndex": str(self.status_list_index),
            "statusListCredential": self.status_list_credential,
        }
        if self.status_size != 1:
            written["statusSize"] = self.status_size
        if self.status_messages:
            written["statusMessage"] = [
                {"status": f"{value:#x}", "message": message}
                for value, message in enumerate(self.status_messages)
            ]
        if self.status_reference:
            references = list(self.status_reference)
            written["statusReference"] = references[0] if len(references) == 1 else references
        return written


def entries_for(
    index: int, list_of_purpose: Mapping[str, str]
) -> dict[str, object] | list[dict[str, object]]:
    """Write one entry per purpose, as `credentialStatus` takes them: one alone, or a list.

    *list_of_purpose* gives each purpose the address of its list, which may be one for several.
    The schema of Open Badges 3.0 has room for one entry; other credentials may have more.
    """
    if not list_of_purpose:
        raise ValueError("a status has at least one purpose")
    entries = [
        StatusListEntry(address, index, purpose).to_json()
        for purpose, address in list_of_purpose.items()
    ]
    return entries[0] if len(entries) == 1 else entries


def _size_in(entry: Mapping[str, object]) -> int:
    size = entry.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise MalformedError("is not a positive whole number", path="statusSize")
    if size not in SIZES:
        raise UnsupportedError(f"entries of {str(size)[:20]} bits")
    return size


def _messages_in(entry: Mapping[str, object], size: int) -> tuple[str, ...]:
    """Read `statusMessage`: as many as there are values, each said once."""
    if "statusMessage" not in entry:
        if size > 1:
            raise MalformedError("is missing, and nobody knows what it means", path="statusMessage")
        return ()
    listed = entry["statusMessage"]
    if not isinstance(listed, list) or len(listed) != 1 << size:
        raise MalformedError(f"is not a list of {1 << size} messages", path="statusMessage")
    said = dict(_said(listed))
    if len(said) != len(listed) or max(said) >= len(listed):
        raise MalformedError("does not say every value once", path="statusMessage")
    return tuple(said[value] for value in range(len(listed)))


def _said(listed: Iterable[object]) -> Iterable[tuple[int, str]]:
    for item in listed:
        status = item.get("status") if isinstance(item, Mapping) else None
        message = item.get("message") if isinstance(item, Mapping) else None
        if not isinstance(status, str) or not _HEXADECIMAL.fullmatch(status):
            raise MalformedError("has a status that is not hexadecimal", path="statusMessage")
        if not isinstance(message, str):
            raise MalformedError("has a message that is no text", path="statusMessage")
        yield int(status, 16), message


def _references_in(entry: Mapping[str, object]) -> tuple[str, ...]:
    if "statusReference" not in entry:
        return ()
    references = strings_in(entry["statusReference"])
    if not all(isinstance(reference, str) for reference in references):
        raise MalformedError("is neither an address nor a list of them", path="statusReference")
    return tuple(str(reference) for reference in references)
