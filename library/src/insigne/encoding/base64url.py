"""Base64url without padding, as JOSE writes it (RFC 7515, "Terminology")."""

from __future__ import annotations

import binascii
from binascii import a2b_base64, b2a_base64
from typing import Final

from insigne.errors import MalformedError

_PADDING: Final = {0: b"", 2: b"==", 3: b"="}
_FROM_PLAIN: Final = bytes.maketrans(b"+/", b"-_")
_TO_PLAIN: Final = bytes.maketrans(b"-_+/=", b"+/!!!")
"""From this alphabet to the plain one; what is in that one alone becomes what is in neither."""


def encode(data: bytes) -> str:
    """Write *data* in the URL-safe alphabet, without padding."""
    return b2a_base64(data, newline=False).translate(_FROM_PLAIN, b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Read *text* as the one spelling that `encode` would have given.

    Raises `MalformedError` for padding, foreign characters, an impossible length, and for
    trailing bits that are not zero: two spellings of the same bytes would be two tokens.
    """
    padding = _PADDING.get(len(text) % 4)
    if padding is None:
        raise MalformedError("no base64url text has this length")
    try:
        plain = text.encode("ascii").translate(_TO_PLAIN)
        data = a2b_base64(plain + padding, strict_mode=True)
    except (UnicodeError, binascii.Error) as error:
        raise MalformedError("a character that does not belong in unpadded base64url") from error
    if padding and encode(data[-(len(data) % 3) :]) != text[-(len(text) % 4) :]:
        raise MalformedError("the last character of the base64url text carries stray bits")
    return data
