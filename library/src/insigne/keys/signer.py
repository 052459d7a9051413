"""Whoever can sign: a key in memory, in a service, or in hardware."""

from __future__ import annotations

from typing import Protocol

from insigne.keys.public_key import PublicKey


class Signer(Protocol):
    """What issuing asks of a key: its public half, and a signature.

    `sign` raises `SigningError` if it cannot, or will not.
    """

    @property
    def public_key(self) -> PublicKey:
        """The key with which others check the signatures."""

    def sign(self, message: bytes) -> bytes:
        """Sign *message* in the algorithm of the key, in the form that `PublicKey.verify` reads."""
