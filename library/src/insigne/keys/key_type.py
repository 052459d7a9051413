"""The types of key that we know."""

from enum import StrEnum


class KeyType(StrEnum):
    """A key says by its type with which algorithm it signs, and with no other."""

    ED25519 = "ed25519"
    P256 = "p256"
    RSA = "rsa"
