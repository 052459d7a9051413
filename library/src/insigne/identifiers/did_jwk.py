"""Identifiers that are their own key, as a JSON Web Key (did:jwk Method)."""

from __future__ import annotations

from typing import Final

from insigne.encoding import base64url, strict_json
from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey

PREFIX: Final = "did:jwk:"
FRAGMENT: Final = "0"
MOST_CHARACTERS: Final = 8192
"""The largest RSA key that we take needs a third of it."""


def key_of_did_jwk(did: str) -> PublicKey:
    """Read the key that *did* spells out ("Read").

    Raises `MalformedError` if it is no did:jwk, has a path, a query or a fragment, gives away a
    private key, or writes its bytes in another than the one spelling of base64url; and
    `UnsupportedError` for types of key that we do not know.
    """
    if not did.startswith(PREFIX):
        raise MalformedError(f"not a did:jwk: {did[:80]!r}")
    if len(did) > MOST_CHARACTERS:
        raise MalformedError(f"a did:jwk of more than {MOST_CHARACTERS} characters")
    jwk = strict_json.parse(base64url.decode(did.removeprefix(PREFIX)))
    if not isinstance(jwk, dict):
        raise MalformedError("a did:jwk that is not a JSON object")
    return PublicKey.from_jwk(jwk)


def did_jwk_of(key: PublicKey) -> str:
    """Write *key* as an identifier ("Create")."""
    return PREFIX + base64url.encode(strict_json.to_bytes(key.to_jwk()))


def verification_method_of_did_jwk(did: str) -> str:
    """Give the address of the one signing key of *did*."""
    return f"{did}#{FRAGMENT}"
