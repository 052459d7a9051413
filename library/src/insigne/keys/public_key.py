"""Public keys: reading them from what others publish, and checking signatures with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from insigne.encoding import base58, multibase
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.key_type import KeyType
from insigne.keys.scheme import Verify
from insigne.keys.schemes import SCHEMES, key_type_of_jwk, key_type_of_key

__all__ = ["KeyType", "PublicKey"]

KEPT_KEYS: Final = 1024
MOST_PEM_BYTES: Final = 16 * 1024
PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

_RSA_TYPES: Final = frozenset({KeyType.RSA, KeyType.RSA_PSS})


@dataclass(frozen=True, slots=True, repr=False)
class PublicKey:
    """A key with which anybody checks signatures; two are equal if they are the same key.

    `material` is what a Multikey holds after its header. The classmethods check it: a key is
    made by them.
    """

    key_type: KeyType
    material: bytes

    def __hash__(self) -> int:
        return hash(self.material)

    def __repr__(self) -> str:
        multicodec = SCHEMES[self.key_type].multicodec
        return f"PublicKey({multibase.encode_base58btc(multicodec + self.material)})"

    @property
    def jose_algorithm(self) -> str:
        """The only JOSE algorithm that this key is used with."""
        return SCHEMES[self.key_type].jose_algorithm

    @property
    def jose_algorithms(self) -> frozenset[str]:
        """Every name of that algorithm that others may use (RFC 9864)."""
        return SCHEMES[self.key_type].jose_aliases

    def verify(self, signature: bytes, message: bytes) -> bool:
        """Say whether *signature* was made over *message* by this key's private half.

        ECDSA signatures are the two numbers side by side, as JOSE and Data Integrity have them.
        """
        return _verifier(self)(signature, message)

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, object]) -> PublicKey:
        """Read a public JSON Web Key (RFC 7517).

        Raises `MalformedError` for a private key, and for one that was not published for checking
        signatures in its own algorithm (`use`, `key_ops`, `alg`).
        """
        if PRIVATE_MEMBERS & jwk.keys():
            raise MalformedError("a private key where a public one belongs")
        key_type = key_type_of_jwk(jwk)
        _require_fit_use(jwk, key_type)
        return cls(key_type, SCHEMES[key_type].material_of_jwk(jwk))

    def to_jwk(self) -> dict[str, str]:
        """Write the key as a JSON Web Key: the required members, and the `alg` of a PS256 key."""
        return SCHEMES[self.key_type].jwk_of_material(self.material)

    @classmethod
    def from_material(cls, key_type: KeyType, material: bytes) -> PublicKey:
        """Read the bytes that a Multikey of *key_type* holds after its header."""
        return cls(key_type, SCHEMES[key_type].checked_material(material))

    @classmethod
    def from_multikey(cls, text: str) -> PublicKey:
        """Read a `publicKeyMultibase` (Controlled Identifiers, "Multikey")."""
        return _key_of_multikey(text)

    def to_multikey(self) -> str:
        """Write the key as a `publicKeyMultibase`.

        Raises `UnsupportedError` for RSA keys for PSS, which nobody would recognise in it.
        """
        multicodec = SCHEMES[self.key_type].multicodec
        if not multicodec:
            raise UnsupportedError(f"Multikeys for {self.jose_algorithm}")
        return multibase.encode_base58btc(multicodec + self.material)

    def pinned_to(self, jose_algorithm: str) -> PublicKey:
        """Give the key of the same numbers that signs in *jose_algorithm* only.

        Only for RSA keys is there a choice, RS256 or PS256. It is for whoever knows it from a
        source as good as the key's own, and never for following what a signature says of itself.
        """
        for key_type, scheme in SCHEMES.items():
            if jose_algorithm in scheme.jose_aliases and (
                key_type is self.key_type or {key_type, self.key_type} <= _RSA_TYPES
            ):
                return PublicKey(key_type, self.material)
        raise ValueError(f"{self.key_type} keys do not sign in {jose_algorithm[:20]}")

    @classmethod
    def from_pem(cls, pem: bytes) -> PublicKey:
        """Read a public key in PEM (RFC 7468, "Textual Encoding of Subject Public Key Info")."""
        if len(pem) > MOST_PEM_BYTES:
            raise MalformedError(f"more than {MOST_PEM_BYTES} bytes of PEM")
        from insigne.keys import pem as in_pem  # noqa: PLC0415  # loads SSH, and few keys are in PEM

        key = in_pem.read_public(pem)
        key_type = key_type_of_key(key)
        return cls(key_type, SCHEMES[key_type].material_of_key(key))

    def to_pem(self) -> bytes:
        """Write the key in PEM, which cannot say that an RSA key is for PSS."""
        from insigne.keys import pem as in_pem  # noqa: PLC0415  # loads SSH, and few keys are in PEM

        return in_pem.write_public(SCHEMES[self.key_type].key_of_material(self.material))


def _require_fit_use(jwk: Mapping[str, object], key_type: KeyType) -> None:
    if jwk.get("use", "sig") != "sig":
        raise MalformedError("the key was not published for signatures", path="use")
    operations = jwk.get("key_ops", ["verify"])
    if not isinstance(operations, list) or "verify" not in operations:
        raise MalformedError("the key was not published for checking signatures", path="key_ops")
    scheme = SCHEMES[key_type]
    algorithm = jwk.get("alg", scheme.jose_algorithm)
    if not isinstance(algorithm, str):
        raise MalformedError("this member of the key has to be a string", path="alg")
    if algorithm not in scheme.jose_aliases:
        raise UnsupportedError(f"{key_type} keys for the algorithm {algorithm[:20]}")


@lru_cache(maxsize=KEPT_KEYS)
def _verifier(key: PublicKey) -> Verify:
    return SCHEMES[key.key_type].verifier(key.material)


@lru_cache(maxsize=KEPT_KEYS)
def _key_of_multikey(text: str) -> PublicKey:
    if not text.startswith("z"):
        raise MalformedError("a Multikey is written in base58btc and starts with z")
    data = base58.decode(text[1:])
    for key_type, scheme in SCHEMES.items():
        if scheme.multicodec and data.startswith(scheme.multicodec):
            return PublicKey(key_type, scheme.checked_material(data[len(scheme.multicodec) :]))
    raise UnsupportedError(f"Multikeys whose header is {data[:2].hex()}")
