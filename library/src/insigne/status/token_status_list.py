"""Statuses of tokens, some bits for each (Token Status List)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from insigne.encoding import base64url, strict_json
from insigne.errors import MalformedError, UnsupportedError

TYPE: Final = "statuslist+jwt"
VALID: Final = 0
INVALID: Final = 1
SUSPENDED: Final = 2

SIZES: Final = (1, 2, 4, 8)
MOST_BYTES: Final = 2**23


@dataclass(frozen=True, slots=True)
class StatusReference:
    """Where a token's status stands ("Referenced Token")."""

    uri: str
    index: int

    @classmethod
    def parse(cls, status: object) -> StatusReference:
        """Read the claim `status`.

        Raises `MalformedError` for what is none, and `UnsupportedError` for other mechanisms.
        """
        if not isinstance(status, Mapping):
            raise MalformedError("a status is an object", path="status")
        if "status_list" not in status:
            raise UnsupportedError(f"a status by {', '.join(sorted(status))[:60] or 'nothing'}")
        listed = status["status_list"]
        if not isinstance(listed, Mapping):
            raise MalformedError("a place in a list is an object", path="status.status_list")
        uri, index = listed.get("uri"), listed.get("idx")
        if not isinstance(uri, str) or not uri:
            raise MalformedError("the address of a list", path="status.status_list.uri")
        if isinstance(index, bool) or not isinstance(index, int) or index < 0:
            raise MalformedError("a place in the list", path="status.status_list.idx")
        return cls(uri, index)


@dataclass(frozen=True, slots=True)
class TokenStatusList:
    """A list as its token says it ("Status List Token"); nothing of it is believed yet."""

    uri: str
    issuer: str | None
    issued_at: datetime
    ends_at: datetime | None
    ttl: timedelta | None
    bits: int
    data: bytes

    @classmethod
    def parse(cls, payload: bytes) -> TokenStatusList:
        """Read the payload of a Status List Token, or raise `MalformedError`."""
        claims = strict_json.parse(payload)
        if not isinstance(claims, Mapping):
            raise MalformedError("the payload of the list is not a JSON object")
        uri, issuer, listed = claims.get("sub"), claims.get("iss"), claims.get("status_list")
        if not isinstance(uri, str):
            raise MalformedError("the list does not say which it is", path="sub")
        if issuer is not None and not isinstance(issuer, str):
            raise MalformedError("an issuer is named by a text", path="iss")
        if not isinstance(listed, Mapping):
            raise MalformedError("there is no list", path="status_list")
        bits = listed.get("bits")
        if isinstance(bits, bool) or bits not in SIZES:
            raise MalformedError("one, two, four or eight bits", path="status_list.bits")
        ttl = _number(claims, "ttl") if "ttl" in claims else None
        return cls(
            uri=uri,
            issuer=issuer,
            issued_at=_instant(claims, "iat"),
            ends_at=_instant(claims, "exp") if "exp" in claims else None,
            ttl=None if ttl is None else timedelta(seconds=min(ttl, 10**9)),
            bits=bits,
            data=_expanded(listed.get("lst")),
        )

    def status_at(self, index: int) -> int:
        """Give the status at *index*, the lowest bits of a byte first ("Status List")."""
        per_byte = 8 // self.bits
        if not 0 <= index < len(self.data) * per_byte:
            raise MalformedError(f"the list has {len(self.data) * per_byte} places, not {index}")
        byte = self.data[index // per_byte]
        return byte >> (index % per_byte * self.bits) & ((1 << self.bits) - 1)


def _expanded(text: object) -> bytes:
    if not isinstance(text, str):
        raise MalformedError("the list is a text", path="status_list.lst")
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(base64url.decode(text), MOST_BYTES)
    except zlib.error as error:
        raise MalformedError("not compressed by zlib", path="status_list.lst") from error
    if inflater.unconsumed_tail:
        raise MalformedError(f"a list of more than {MOST_BYTES} bytes", path="status_list.lst")
    if not inflater.eof or inflater.unused_data:
        raise MalformedError("not one whole list", path="status_list.lst")
    return data


def _number(claims: Mapping[str, object], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise MalformedError("a number of seconds", path=name)
    return value


def _instant(claims: Mapping[str, object], name: str) -> datetime:
    try:
        return datetime.fromtimestamp(_number(claims, name), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError("not an instant", path=name) from error
