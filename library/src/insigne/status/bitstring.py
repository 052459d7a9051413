"""This room is for the bits of a status list (Bitstring Status List 1.0)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from insigne.encoding import base64url
from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError

SHORTEST: Final = 131_072
"""The fewest bits a list may have, so that nobody is told apart by the list (16 kB)."""

LONGEST: Final = 2**26
_GZIP: Final = 31  # zlib's word for: a gzip member, with its header and trailer
_GZIP_HEADER: Final = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # no time, no name, no system


@dataclass(frozen=True, slots=True)
class Bitstring:
    """Bits counted from the left: the first is the highest of the first byte."""

    data: bytes

    @property
    def length(self) -> int:
        """How many bits there are."""
        return len(self.data) * 8

    def is_set(self, index: int) -> bool:
        """Say whether the bit at *index* is set. Raises `MalformedError` beyond the end."""
        if not 0 <= index < self.length:
            raise MalformedError(f"the list has {self.length} entries, and none at {index}")
        return bool(self.data[index >> 3] & (0x80 >> (index & 7)))


def bits_with(indexes: Iterable[int], *, length: int = SHORTEST) -> bytes:
    """Make *length* bits of which those at *indexes* are set."""
    if length % 8 or length < SHORTEST:
        raise ValueError(f"a status list has at least {SHORTEST} bits, in whole bytes")
    bits = bytearray(length // 8)
    for index in indexes:
        if not 0 <= index < length:
            raise ValueError(f"there is no bit {index} among {length}")
        bits[index >> 3] |= 0x80 >> (index & 7)
    return bytes(bits)


def encode(bits: bytes) -> str:
    """Compress and encode ("Bitstring Generation Algorithm"); the same bits give the same text."""
    deflater = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
    body = deflater.compress(bits) + deflater.flush()
    trailer = struct.pack("<II", zlib.crc32(bits), len(bits) & 0xFFFFFFFF)
    return "u" + base64url.encode(_GZIP_HEADER + body + trailer)


def decode(encoded: str, *, max_bits: int = LONGEST) -> Bitstring:
    """Decode and expand ("Bitstring Expansion Algorithm"), never beyond *max_bits*.

    Raises `MalformedError` for anything but one whole gzip member in multibase base64url.
    """
    if not encoded.startswith("u"):
        raise MalformedError("the list is not multibase base64url", path="encodedList")
    if max_bits < LONGEST:
        return Bitstring(_expanded(base64url.decode(encoded[1:]), max_bits // 8))
    return _decoded(encoded)


def _is_small(bits: Bitstring) -> bool:
    return bits.length <= 2**20


@remembered(entries=32, longest=256 * 1024, is_small=_is_small)
def _decoded(encoded: str) -> Bitstring:
    """Decode what many credentials share, once for as long as it is asked for."""
    return Bitstring(_expanded(base64url.decode(encoded[1:]), LONGEST // 8))


def _expanded(compressed: bytes, most: int) -> bytes:
    inflater = zlib.decompressobj(wbits=_GZIP)
    try:
        bits = inflater.decompress(compressed, most + 1)
    except zlib.error as error:
        raise MalformedError("the list is not compressed with gzip", path="encodedList") from error
    if len(bits) > most:
        raise MalformedError(f"the list has more than {most * 8} entries", path="encodedList")
    if not inflater.eof or inflater.unused_data:
        raise MalformedError("the list is not one whole gzip member", path="encodedList")
    return bits
