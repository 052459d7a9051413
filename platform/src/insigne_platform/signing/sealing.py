"""Private keys at rest: AES-256-GCM under the installation's key-encryption key."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from insigne_platform.core.errors import Unavailable

NONCE_SIZE = 12


def seal(secret: bytes, *, row: str) -> bytes:
    """Encrypt *secret* for the row named *row*; in another row it does not open."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + _cipher().encrypt(nonce, secret, row.encode("ascii"))


def unseal(sealed: bytes, *, row: str) -> bytes:
    """Decrypt what `seal` made; `Unavailable` if the key-encryption key is another one."""
    nonce, body = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:]
    try:
        return _cipher().decrypt(nonce, body, row.encode("ascii"))
    except InvalidTag:
        raise Unavailable("the key-encryption key does not open this signing key") from None


def _cipher() -> AESGCM:
    return AESGCM(settings.INSIGNE_KEY_ENCRYPTION_KEY)
