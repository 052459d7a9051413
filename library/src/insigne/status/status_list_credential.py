"""This room is for writing the credential that carries a status list, and reading a bit of it.

Bitstring Status List 1.0. Whether the list is authentic, the right issuer's and current is for
`insigne.verification` to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from insigne.encoding import timestamps
from insigne.status import bitstring
from insigne.status.status_list import CREDENTIAL_TYPE, LIST_TYPE, StatusList
from insigne.status.status_list_entry import ENTRY_TYPE, StatusListEntry

__all__ = [
    "CREDENTIAL_TYPE",
    "ENTRY_TYPE",
    "LIST_TYPE",
    "StatusListEntry",
    "read_status",
    "status_list_credential",
]


def status_list_credential(
    *,
    id: str,
    issuer: str,
    purpose: str | Sequence[str],
    bits: bytes,
    valid_from: datetime,
    valid_until: datetime | None = None,
    ttl: timedelta | None = None,
) -> dict[str, object]:
    """Write a status list as a credential, which is still to be secured.

    *purpose* may be several, if one index means the same for all of them; *ttl* says how long a
    copy may be kept, and is best also what the address answers as its `Cache-Control`.
    """
    if ttl is not None and ttl < timedelta(0):
        raise ValueError("a copy cannot be kept for less than no time")
    credential: dict[str, object] = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": id,
        "type": ["VerifiableCredential", CREDENTIAL_TYPE],
        "issuer": issuer,
        "validFrom": timestamps.to_text(valid_from),
    }
    if valid_until is not None:
        credential["validUntil"] = timestamps.to_text(valid_until)
    subject: dict[str, object] = {
        "id": f"{id}#list",
        "type": LIST_TYPE,
        "statusPurpose": purpose if isinstance(purpose, str) else list(purpose),
        "encodedList": bitstring.encode(bits),
    }
    if ttl is not None:
        subject["ttl"] = ttl // timedelta(milliseconds=1)
    credential["credentialSubject"] = subject
    return credential


def read_status(entry: StatusListEntry, list_credential: Mapping[str, object]) -> bool:
    """Say whether the entry's value is set ("Validate Algorithm").

    Raises `MalformedError` if the credential is not the list that the entry means.
    """
    return StatusList.parse(list_credential).value_for(entry) != 0
