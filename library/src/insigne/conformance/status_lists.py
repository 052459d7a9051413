"""An implementation whose credentials can be taken back: Bitstring Status List."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from uuid import uuid4

from insigne.conformance.embedded import Embedded
from insigne.conformance.service import ISSUE, STATUS, VERIFIED, VERIFY, Implementation, Json
from insigne.credentials.reading import objects_of
from insigne.errors import MalformedError
from insigne.status import StatusListEntry, bitstring, read_status, status_list_credential
from insigne.status.status_list_credential import ENTRY_TYPE

LIST_PATH = "/status-lists/1"


@dataclass(slots=True)
class StatusLists:
    """One list for one purpose, kept in memory."""

    suite: Embedded
    purpose: str
    list_id: str
    _indexes: dict[str, int] = field(default_factory=dict)
    _set: set[int] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def issue(self, credential: Json, options: Json) -> Json:
        """Issue as the suite does, with an entry at a random place of the list."""
        for entry in objects_of(credential.get("credentialStatus")):
            StatusListEntry.parse(entry)
        identified = {"id": uuid4().urn, **credential}
        entry = self._entry(self._allocate(str(identified["id"])))
        return self.suite.issue({**identified, "credentialStatus": entry}, options)

    def verify(self, credential: Json, options: Json) -> Json:
        """Verify as the suite does, and look the entry up ("Validate Algorithm")."""
        self.suite.verify(credential, options)
        entries = [
            StatusListEntry.parse(entry) for entry in objects_of(credential.get("credentialStatus"))
        ]
        for entry in entries:
            if entry.status_list_credential != self.list_id:
                raise MalformedError("is a list that is not kept here", path="credentialStatus")
            if read_status(entry, self.list_credential()):
                raise MalformedError(f"{self.purpose} is set", path="credentialStatus")
        return VERIFIED

    def set_status(self, _status: Json, options: Json) -> Json:
        """Set or clear the status of a credential (VC-API, "Update Status")."""
        index = self._indexes.get(str(options.get("credentialId")))
        if index is None:
            raise MalformedError("is not one that was issued here", path="credentialId")
        value = options.get("status", True)
        if not isinstance(value, bool):
            raise MalformedError("is neither true nor false", path="status")
        with self._lock:
            (self._set.add if value else self._set.discard)(index)
        return {"status": value}

    def list_credential(self) -> dict[str, Any]:
        """Give the list as it is now, signed."""
        with self._lock:
            bits = bitstring.bits_with(self._set)
        listed = status_list_credential(
            id=self.list_id,
            issuer=self.suite.own.did,
            purpose=self.purpose,
            bits=bits,
            valid_from=datetime.now(UTC),
        )
        return self.suite.secure(listed, {})

    def implementation(self, name: str, tags: Sequence[str]) -> Implementation:
        """Offer issuing, verifying and taking back, and publish the list."""
        documents: dict[str, Callable[[], Json]] = {LIST_PATH: self.list_credential}
        operations = {ISSUE: self.issue, VERIFY: self.verify, STATUS: self.set_status}
        return Implementation(name, tuple(tags), self.suite.own.did, operations, documents)

    def _allocate(self, credential_id: str) -> int:
        with self._lock:
            taken = set(self._indexes.values())
            index = secrets.randbelow(bitstring.SHORTEST)
            while index in taken:
                index = secrets.randbelow(bitstring.SHORTEST)
            self._indexes[credential_id] = index
        return index

    def _entry(self, index: int) -> dict[str, object]:
        return {
            "id": f"{self.list_id}#{index}",
            "type": ENTRY_TYPE,
            "statusPurpose": self.purpose,
            "statusListIndex": str(index),
            "statusListCredential": self.list_id,
        }
