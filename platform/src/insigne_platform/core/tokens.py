"""Tokens for links: an identifier under our own seal, so that nothing secret is stored."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

SEAL_SIZE = 16


def token_for(purpose: str, id: UUID) -> str:
    """The token of this row for this purpose; always the same, so a link can be shown again."""
    return base64.urlsafe_b64encode(id.bytes + _seal(purpose, id)).decode("ascii").rstrip("=")


def id_of_token(purpose: str, token: str) -> UUID | None:
    """The identifier in a token that we made for this purpose; None for any other text."""
    try:
        # 32 bytes are 43 letters, of which the last holds two bits that must be zero.
        raw = base64.b64decode(f"{token}=", altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(raw) != 16 + SEAL_SIZE:
        return None
    id = UUID(bytes=raw[:16])
    return id if hmac.compare_digest(token_for(purpose, id), token) else None


def _seal(purpose: str, id: UUID) -> bytes:
    secret = settings.SECRET_KEY.encode("utf-8")
    message = b"insigne token|" + purpose.encode("utf-8") + b"|" + id.bytes
    return hmac.new(secret, message, hashlib.sha256).digest()[:SEAL_SIZE]
