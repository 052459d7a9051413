"""Bytes with a first character that names their alphabet (Multibase)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from insigne.encoding import base58, base64url
from insigne.errors import MalformedError

DECODERS: Final[Mapping[str, Callable[[str], bytes]]] = {
    "z": base58.decode,
    "u": base64url.decode,
}


def encode_base58btc(data: bytes) -> str:
    """Write *data* in base58btc, with its `z` in front."""
    return "z" + base58.encode(data)


def decode(text: str) -> bytes:
    """Read base58btc (`z`) and unpadded base64url (`u`), or raise `MalformedError`."""
    decoder = DECODERS.get(text[:1])
    if decoder is None:
        raise MalformedError("a multibase value here starts with z or u")
    return decoder(text[1:])
