"""The table of the types of key, and the ways to find a row in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.errors import UnsupportedError
from insigne.keys.ed25519 import ED25519
from insigne.keys.elliptic_curve import P256, P384
from insigne.keys.jwk_members import text_member
from insigne.keys.key_type import KeyType
from insigne.keys.rsa import RSA, RSA_PSS
from insigne.keys.scheme import Jwk, Scheme

SCHEMES: Final[Mapping[KeyType, Scheme]] = {
    KeyType.ED25519: ED25519,
    KeyType.P256: P256,
    KeyType.P384: P384,
    KeyType.RSA: RSA,
    KeyType.RSA_PSS: RSA_PSS,
}

_JWK_TYPES: Final[Mapping[tuple[str, str], KeyType]] = {
    ("OKP", "Ed25519"): KeyType.ED25519,
    ("EC", "P-256"): KeyType.P256,
    ("EC", "P-384"): KeyType.P384,
    ("RSA", ""): KeyType.RSA,
}


def key_type_of_jwk(jwk: Jwk) -> KeyType:
    """Say of which type *jwk* is, by its `kty` and `crv`; an RSA key also by its `alg`."""
    kind = text_member(jwk, "kty")
    curve = "" if kind == "RSA" else text_member(jwk, "crv")
    key_type = _JWK_TYPES.get((kind, curve))
    if key_type is None:
        raise UnsupportedError(f"keys of type {kind[:20]} {curve[:20]}".rstrip())
    if key_type is KeyType.RSA and jwk.get("alg") == RSA_PSS.jose_algorithm:
        return KeyType.RSA_PSS
    return key_type


def key_type_of_key(key: object) -> KeyType:
    """Say of which type a key object of `cryptography` is, public or private."""
    for key_type, scheme in SCHEMES.items():
        if scheme.owns(key):
            return key_type
    raise UnsupportedError("keys of this type")
