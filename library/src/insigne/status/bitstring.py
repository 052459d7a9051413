"""This room is for the bits of a status list (Bitstring Status List 1.0)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from insigne.encoding import base64url
from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError

SHORTEST: Final = 131_072
"""The fewest entries a list may have, so that nobody is told apart by the list (16 kB of bits)."""

LONGEST: Final = 2**26
"""The most bits that we expand."""

SIZES: Final = (1, 2, 4, 8)
"""How many bits one entry may have here: those that never cross the end of a byte."""

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
        return self.value_at(index) != 0

    def value_at(self, index: int, size: int = 1) -> int:
        """Read the entry at *index* where each has *size* bits, the highest first.

        Raises `MalformedError` beyond the end.
        """
        start = index * size
        if not 0 <= start < self.length:
            raise MalformedError(f"the list has {self.length // size} entries, and none at {index}")
        return self.data[start >> 3] >> (8 - size - (start & 7)) & ((1 << size) - 1)


def bits_with(indexes: Iterable[int], *, length: int = SHORTEST) -> bytes:
    """Make *length* bits of which those at *indexes* are set."""
    return entries_with(dict.fromkeys(indexes, 1), length=length)


def entries_with(values: Mapping[int, int], *, length: int = SHORTEST, size: int = 1) -> bytes:
    """Make *length* entries of *size* bits each, nought but for the *values* at their indexes."""
    if size not in SIZES:
        raise ValueError(f"an entry has {', '.join(map(str, SIZES))} bits, not {size}")
    if length * size % 8 or not SHORTEST <= length <= LONGEST // size:
        raise ValueError(f"a status list has at least {SHORTEST} entries, in whole bytes")
    bits = bytearray(length * size // 8)
    for index, value in values.items():
        if not 0 <= index < length or not 0 <= value < 1 << size:
            raise ValueError(f"there is no entry {index} among {length} that could be {value}")
        start = index * size
        bits[start >> 3] |= value << (8 - size - (start & 7))
    return bytes(bits)


def encode(bits: bytes) -> str:
    """Compress and encode ("Bitstring Generation Algorithm"); the same bits give the same text."""
    deflater = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
    body = deflater.compress(bits) + deflater.flush()
    trailer = struct.pack("<II", zlib.crc32(bits), len(bits) & 0xFFFFFFFF)
    return "u" + base64url.encode(_GZIP_HEADER + body + trailer)


def decode(encoded: str) -> Bitstring:
    """Decode and expand ("Bitstring Expansion Algorithm"), never beyond `LONGEST` bits.

    Raises `MalformedError` for anything but one whole gzip member in multibase base64url.
    """
    if not encoded.startswith("u"):
        raise MalformedError("the list is not multibase base64url", path="encodedList")
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
