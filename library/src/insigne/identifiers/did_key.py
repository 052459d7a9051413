"""Identifiers that are their own key (The did:key Method)."""

from __future__ import annotations

from typing import Final

from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey

PREFIX: Final = "did:key:"


def key_of_did_key(did: str) -> PublicKey:
    """Read the key that *did* spells out.

    Raises `MalformedError` if it is no did:key, or has a path, a query or a fragment, and
    `UnsupportedError` for types of key that we do not know.
    """
    if not did.startswith(PREFIX):
        raise MalformedError(f"not a did:key: {did[:80]!r}")
    return PublicKey.from_multikey(did.removeprefix(PREFIX))


def did_key_of(key: PublicKey) -> str:
    """Write *key* as an identifier."""
    return PREFIX + key.to_multikey()


def verification_method_of_did_key(did: str) -> str:
    """Give the address of the one signing key of *did*."""
    return f"{did}#{did.removeprefix(PREFIX)}"
