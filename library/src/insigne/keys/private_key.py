"""Private keys in memory: for the command line, for tests, and for who keeps them well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from insigne.errors import MalformedError
from insigne.keys.ed25519 import private_key_of_seed
from insigne.keys.key_type import KeyType
from insigne.keys.public_key import MOST_PEM_BYTES, PublicKey
from insigne.keys.scheme import Sign
from insigne.keys.schemes import SCHEMES, key_type_of_jwk, key_type_of_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

__all__ = ["KeyType", "PrivateKey"]


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs; a `Signer`. Neither `repr` nor an error message shows its secret."""

    public_key: PublicKey
    _key: PrivateKeyTypes = field(repr=False, compare=False)
    _sign: Sign = field(repr=False, compare=False)

    @property
    def key_type(self) -> KeyType:
        """The type of the key."""
        return self.public_key.key_type

    def sign(self, message: bytes) -> bytes:
        """Sign *message*; the same message always gets the same signature, except in PS256."""
        return self._sign(message)

    @classmethod
    def generate(cls, key_type: KeyType) -> PrivateKey:
        """Make a new key from the system's randomness."""
        return cls._of(SCHEMES[key_type].generate(), key_type)

    @classmethod
    def from_seed(cls, seed: bytes) -> PrivateKey:
        """Make the Ed25519 key of 32 secret bytes."""
        return cls._of(private_key_of_seed(seed), KeyType.ED25519)

    @classmethod
    def from_pem(cls, pem: bytes, *, password: bytes | None = None) -> PrivateKey:
        """Read a private key in PEM; *password* if it is encrypted, and only then."""
        if len(pem) > MOST_PEM_BYTES:
            raise MalformedError(f"more than {MOST_PEM_BYTES} bytes of PEM")
        from insigne.keys import pem as in_pem  # noqa: PLC0415  # loads SSH, and few keys are in PEM

        key = in_pem.read_private(pem, password)
        return cls._of(key, key_type_of_key(key))

    def to_pem(self, password: bytes | None = None) -> bytes:
        """Write the key in PEM (PKCS #8), encrypted if there is a password.

        PEM cannot say that an RSA key is for PSS: see `pinned_to`.
        """
        from insigne.keys import pem as in_pem  # noqa: PLC0415  # loads SSH, and few keys are in PEM

        return in_pem.write_private(self._key, password)

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, object]) -> PrivateKey:
        """Read a private JSON Web Key, whose public members have to belong to its secret."""
        key_type = key_type_of_jwk(jwk)
        scheme = SCHEMES[key_type]
        private_key = cls._of(scheme.private_key_of_jwk(jwk), key_type)
        if scheme.material_of_jwk(jwk) != private_key.public_key.material:
            raise MalformedError("the public members of this key belong to another key")
        return private_key

    def to_jwk(self) -> dict[str, str]:
        """Write the key, secret included, as a JSON Web Key."""
        return self.public_key.to_jwk() | SCHEMES[self.key_type].private_members(self._key)

    def pinned_to(self, jose_algorithm: str) -> PrivateKey:
        """Give the key of the same numbers for *jose_algorithm*; see `PublicKey.pinned_to`."""
        return self._of(self._key, self.public_key.pinned_to(jose_algorithm).key_type)

    @classmethod
    def _of(cls, key: PrivateKeyTypes, key_type: KeyType) -> PrivateKey:
        scheme = SCHEMES[key_type]
        public_key = PublicKey(key_type, scheme.material_of_key(key.public_key()))
        return cls(public_key, key, scheme.signer(key))
