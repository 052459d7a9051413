"""This room is for the credential that carries a status list, and the entry that points into it.

Bitstring Status List 1.0. Whether the list is authentic, the right issuer's and current is for
`insigne.verification` to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.encoding import timestamps
from insigne.errors import MalformedError, UnsupportedError
from insigne.status import bitstring

ENTRY_TYPE: Final = "BitstringStatusListEntry"
LIST_TYPE: Final = "BitstringStatusList"
CREDENTIAL_TYPE: Final = "BitstringStatusListCredential"
_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class StatusListEntry:
    """Which bit of which list, and what it means when it is set."""

    status_list_credential: str
    status_list_index: int
    status_purpose: str

    @classmethod
    def parse(cls, entry: Mapping[str, object]) -> StatusListEntry:
        """Read one entry of `credentialStatus`.

        Raises `UnsupportedError` for another kind of status, `MalformedError` for one of this
        kind that is wrong.
        """
        if ENTRY_TYPE not in _strings(entry.get("type")):
            raise UnsupportedError(f"the status is not a {ENTRY_TYPE}")
        if entry.get("statusSize", 1) != 1:
            raise UnsupportedError("the status has more than one bit")
        index = entry.get("statusListIndex")
        if not isinstance(index, str) or not _DECIMAL.fullmatch(index):
            raise MalformedError("is not a decimal number in a string", path="statusListIndex")
        return cls(_text(entry, "statusListCredential"), int(index), _text(entry, "statusPurpose"))


def status_list_credential(
    *,
    id: str,
    issuer: str,
    purpose: str,
    bits: bytes,
    valid_from: datetime,
    valid_until: datetime | None = None,
) -> dict[str, object]:
    """Write a status list as a credential, which is still to be secured."""
    credential: dict[str, object] = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": id,
        "type": ["VerifiableCredential", CREDENTIAL_TYPE],
        "issuer": issuer,
        "validFrom": timestamps.to_text(valid_from),
    }
    if valid_until is not None:
        credential["validUntil"] = timestamps.to_text(valid_until)
    credential["credentialSubject"] = {
        "id": f"{id}#list",
        "type": LIST_TYPE,
        "statusPurpose": purpose,
        "encodedList": bitstring.encode(bits),
    }
    return credential


def read_status(entry: StatusListEntry, list_credential: Mapping[str, object]) -> bool:
    """Say whether the entry's bit is set ("Validate Algorithm").

    Raises `MalformedError` if the credential is not the list that the entry means.
    """
    if CREDENTIAL_TYPE not in _strings(list_credential.get("type")):
        raise MalformedError(f"is not a {CREDENTIAL_TYPE}", path="type")
    if list_credential.get("id", entry.status_list_credential) != entry.status_list_credential:
        raise MalformedError("is not the address that the credential names", path="id")
    subject = list_credential.get("credentialSubject")
    if not isinstance(subject, Mapping) or LIST_TYPE not in _strings(subject.get("type")):
        raise MalformedError(f"is not a {LIST_TYPE}", path="credentialSubject")
    if entry.status_purpose not in _strings(subject.get("statusPurpose")):
        raise MalformedError("is not the credential's", path="credentialSubject.statusPurpose")
    bits = bitstring.decode(_text(subject, "encodedList"))
    if bits.length < bitstring.SHORTEST:
        raise MalformedError("the list is too short to hide anybody", path="encodedList")
    return bits.is_set(entry.status_list_index)


def _strings(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise MalformedError("is missing", path=name)
    return value
