"""Base64url without padding, as JOSE writes it (RFC 7515, "Terminology")."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from insigne.errors import MalformedError

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*\Z")
_PADDING = {0: "", 2: "==", 3: "="}


def encode(data: bytes) -> str:
    """Write *data* in the URL-safe alphabet, without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Read *text* as the one spelling that `encode` would have given.

    Raises `MalformedError` for padding, foreign characters, an impossible length, and for
    trailing bits that are not zero: two spellings of the same bytes would be two tokens.
    """
    if not _ALPHABET.match(text):
        raise MalformedError("a character that does not belong in unpadded base64url")
    padding = _PADDING.get(len(text) % 4)
    if padding is None:
        raise MalformedError("no base64url text has this length")
    data = urlsafe_b64decode(text + padding)
    if padding and encode(data[-(len(data) % 3) :]) != text[-(len(text) % 4) :]:
        raise MalformedError("the last character of the base64url text carries stray bits")
    return data
