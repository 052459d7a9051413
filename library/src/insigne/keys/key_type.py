"""The types of key that we know."""

from enum import StrEnum


class KeyType(StrEnum):
    """A key says by its type with which algorithm it signs, and with no other."""

    ED25519 = "ed25519"
    P256 = "p256"
    P384 = "p384"
    RSA = "rsa"
    """RSA by PKCS #1 v1.5 (RS256)."""
    RSA_PSS = "rsa-pss"
    """RSA by PSS (PS256), which only a JSON Web Key can say, in its `alg`."""
