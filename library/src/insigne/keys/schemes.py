"""The table of the types of key, and the ways to find a row in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.encoding.late_table import LateTable
from insigne.errors import UnsupportedError
from insigne.keys.ed25519 import ED25519
from insigne.keys.jwk_members import text_member
from insigne.keys.key_type import KeyType
from insigne.keys.scheme import Jwk, Scheme


def _p256() -> Scheme:
    from insigne.keys.elliptic_curve import P256  # noqa: PLC0415  # loads OpenSSL, as all do here

    return P256


def _p384() -> Scheme:
    from insigne.keys.elliptic_curve import P384  # noqa: PLC0415  # as above

    return P384


def _rsa() -> Scheme:
    from insigne.keys.rsa import RSA  # noqa: PLC0415  # as above

    return RSA


def _rsa_pss() -> Scheme:
    from insigne.keys.rsa import RSA_PSS  # noqa: PLC0415  # as above

    return RSA_PSS


SCHEMES: Final[Mapping[KeyType, Scheme]] = LateTable(
    {
        KeyType.ED25519: lambda: ED25519,
        KeyType.P256: _p256,
        KeyType.P384: _p384,
        KeyType.RSA: _rsa,
        KeyType.RSA_PSS: _rsa_pss,
    }
)

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
    if key_type is KeyType.RSA and jwk.get("alg") == SCHEMES[KeyType.RSA_PSS].jose_algorithm:
        return KeyType.RSA_PSS
    return key_type


def key_type_of_key(key: object) -> KeyType:
    """Say of which type a key object of `cryptography` is, public or private."""
    for key_type, scheme in SCHEMES.items():
        if scheme.owns(key):
            return key_type
    raise UnsupportedError("keys of this type")
