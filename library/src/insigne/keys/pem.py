"""Keys in PEM (RFC 7468).

A module of its own: what reads PEM for us brings SSH and certificates along, and few keys come so.
"""

from __future__ import annotations

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from insigne.errors import MalformedError, UnsupportedError


def read_public(pem: bytes) -> PublicKeyTypes:
    """Read a public key ("Textual Encoding of Subject Public Key Info")."""
    if b"PRIVATE KEY" in pem:
        raise MalformedError("a private key where a public one belongs")
    try:
        return load_pem_public_key(pem)
    except ValueError as error:
        raise MalformedError("not a public key in PEM") from error
    except UnsupportedAlgorithm as error:
        raise UnsupportedError("keys of this type") from error


def write_public(key: PublicKeyTypes) -> bytes:
    """Write a public key."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_private(pem: bytes, password: bytes | None) -> PrivateKeyTypes:
    """Read a private key; *password* if it is encrypted, and only then."""
    try:
        return load_pem_private_key(pem, password)
    except (
        ValueError,
        TypeError,
        InternalError,
    ) as error:  # the last: an Ed25519 secret of the wrong length
        raise MalformedError(_why_not(pem, password)) from error
    except UnsupportedAlgorithm as error:
        raise UnsupportedError("keys of this type") from error


def write_private(key: PrivateKeyTypes, password: bytes | None) -> bytes:
    """Write a private key (PKCS #8), encrypted if there is a password."""
    encryption: KeySerializationEncryption = NoEncryption()
    if password is not None:
        encryption = BestAvailableEncryption(password)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def _why_not(pem: bytes, password: bytes | None) -> str:
    if b"ENCRYPTED" in pem:
        return "the password does not open this key" if password else "the key needs a password"
    if password is not None:
        return "a password for a key that has none"
    return "not a private key in PEM"
