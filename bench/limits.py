"""What hashing and signing cost by themselves: nothing that signs the same bytes is faster."""

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.signing import SigningKey

from bench.timing import Peer, timer

SEED = b"insigne benchmark key, 32 bytes."
WHAT = "two SHA-256 and one Ed25519 operation"


def issuing(text: str) -> list[Peer]:
    """Hash *text* and a proof's configuration, and sign."""
    hashes = _hashes_of(text)
    sodium, openssl = SigningKey(SEED), Ed25519PrivateKey.from_private_bytes(SEED)
    return [
        Peer("PyNaCl", timer(lambda: sodium.sign(hashes())), WHAT),
        Peer("cryptography", timer(lambda: openssl.sign(hashes())), WHAT),
    ]


def verifying(text: str) -> list[Peer]:
    """Hash *text* and a proof's configuration, and check a signature over both."""
    hashes = _hashes_of(text)
    signature = SigningKey(SEED).sign(hashes()).signature
    sodium = SigningKey(SEED).verify_key
    openssl = Ed25519PrivateKey.from_private_bytes(SEED).public_key()
    return [
        Peer("PyNaCl", timer(lambda: sodium.verify(hashes(), signature)), WHAT),
        Peer("cryptography", timer(lambda: openssl.verify(signature, hashes())), WHAT),
    ]


def _hashes_of(text: str) -> Callable[[], bytes]:
    data, configuration = text.encode(), text.encode()[:400]
    return lambda: hashlib.sha256(configuration).digest() + hashlib.sha256(data).digest()
