"""What a verifier knows beforehand, and takes no credential's word for."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from insigne.identifiers.key_history import KeyHistory


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where a verifier's belief is made fast: registers, roots, and who may speak for whom.

    `key_histories` holds by issuer what a register says of its keys; it goes before the issuer's
    own document, for the keys that it has. `roots` are certificates, in DER, up to which a chain
    of certificates counts. `status_delegates` holds by issuer who else may publish its status
    lists.
    """

    key_histories: Mapping[str, KeyHistory] = field(default_factory=dict)
    roots: tuple[bytes, ...] = ()
    status_delegates: Mapping[str, Set[str]] = field(default_factory=dict)

    def may_list_status(self, publisher_id: str, issuer_id: str) -> bool:
        """Say whether *publisher_id* may publish the status of what *issuer_id* issued."""
        if not publisher_id or not issuer_id:
            return False
        return publisher_id == issuer_id or publisher_id in self.status_delegates.get(issuer_id, ())


NO_ANCHORS = Anchors()
