"""The members of a JSON Web Key, read strictly (RFC 7517, RFC 7518, "Parameters")."""

from __future__ import annotations

from collections.abc import Mapping

from insigne.encoding import base64url
from insigne.errors import MalformedError


def text_member(jwk: Mapping[str, object], name: str) -> str:
    """Give the member *name*, which has to be a string."""
    value = jwk.get(name)
    if not isinstance(value, str):
        raise MalformedError("this member of the key has to be a string", path=name)
    return value


def bytes_member(jwk: Mapping[str, object], name: str) -> bytes:
    """Give the bytes of the member *name*."""
    try:
        return base64url.decode(text_member(jwk, name))
    except MalformedError as error:
        raise MalformedError(error.message, path=name) from error


def sized_member(jwk: Mapping[str, object], name: str, size: int) -> bytes:
    """Give the bytes of the member *name*, which has to be *size* bytes long."""
    data = bytes_member(jwk, name)
    if len(data) != size:
        raise MalformedError(f"{len(data)} bytes where {size} belong", path=name)
    return data


def integer_member(jwk: Mapping[str, object], name: str) -> int:
    """Give a positive integer in its shortest form ("Base64urlUInt")."""
    data = bytes_member(jwk, name)
    if not data or data[0] == 0:
        raise MalformedError("not a positive integer in its shortest form", path=name)
    return int.from_bytes(data)


def integer_text(number: int) -> str:
    """Write a positive integer as "Base64urlUInt"."""
    return base64url.encode(number.to_bytes((number.bit_length() + 7) // 8))
