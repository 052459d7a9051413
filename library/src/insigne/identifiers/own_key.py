"""Identifiers that are their own key: nothing has to be fetched to know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from insigne.errors import MalformedError
from insigne.identifiers import did_jwk, did_key
from insigne.keys.public_key import PublicKey


@dataclass(frozen=True, slots=True)
class _Method:
    """One DID method of that kind."""

    key_of: Callable[[str], PublicKey]
    verification_method_of: Callable[[str], str]


METHODS: Final[Mapping[str, _Method]] = {
    did_key.PREFIX: _Method(did_key.key_of_did_key, did_key.verification_method_of_did_key),
    did_jwk.PREFIX: _Method(did_jwk.key_of_did_jwk, did_jwk.verification_method_of_did_jwk),
}


def is_own_key(identifier: str) -> bool:
    """Say whether *identifier* is of a kind that spells out its key."""
    return identifier.startswith(tuple(METHODS))


def key_of(did: str) -> PublicKey:
    """Read the one key of *did*, or raise `MalformedError` or `UnsupportedError`."""
    return _method_of(did).key_of(did)


def verification_method_of(did: str) -> str:
    """Give the address of the one signing key of *did*."""
    return _method_of(did).verification_method_of(did)


def _method_of(did: str) -> _Method:
    for prefix, method in METHODS.items():
        if did.startswith(prefix):
            return method
    raise MalformedError(f"not an identifier that is its own key: {did[:80]!r}")
