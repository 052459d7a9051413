"""The part of CBOR that proof values are written in (RFC 8949), strictly.

Whole numbers from zero, byte and text strings, arrays, and maps from numbers: no tags, no floats,
no lengths that are left open, and each head in its shortest form. Nothing is believed about a
length before as many bytes are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from insigne.errors import MalformedError

type Value = int | bytes | str | Sequence[Value] | Mapping[int, Value]

MOST_LEVELS: Final = 4

_NUMBER, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _OTHER = range(8)
_FOREIGN: Final = {_NEGATIVE: "a negative number", _TAG: "a tag", _OTHER: "a float or simple value"}
_LENGTHS: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_SMALLEST: Final = {1: 24, 2: 1 << 8, 4: 1 << 16, 8: 1 << 32}


def encode(value: Value) -> bytes:
    """Write *value*; the same value always gives the same bytes ("Deterministic Encoding")."""
    match value:
        case int():
            return _head(_NUMBER, value)
        case bytes():
            return _head(_BYTES, len(value)) + value
        case str():
            text = value.encode()
            return _head(_TEXT, len(text)) + text
        case Mapping():
            pairs = [encode(key) + encode(value[key]) for key in sorted(value)]
            return _head(_MAP, len(pairs)) + b"".join(pairs)
        case _:
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))


def decode(data: bytes) -> Value:
    """Read one value, and nothing after it, or raise `MalformedError`."""
    reading = _Reading(data)
    value = reading.value(MOST_LEVELS)
    if reading.left:
        raise MalformedError("bytes after the end of the CBOR")
    return value


def _head(kind: int, number: int) -> bytes:
    if number < 0:
        raise ValueError("a negative number")
    if number < 24:
        return bytes([kind << 5 | number])
    for info, length in _LENGTHS.items():
        if number < 1 << 8 * length:
            return bytes([kind << 5 | info]) + number.to_bytes(length)
    raise ValueError("a number of more than 64 bits")


class _Reading:
    """One walk through the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def value(self, levels: int) -> Value:
        if not levels:
            raise MalformedError(f"CBOR nested more than {MOST_LEVELS} levels deep")
        kind, number = self._read_head()
        match kind:
            case 0:
                return number
            case 2:
                return self._take(number)
            case 3:
                return self._text(number)
            case 4:
                self._require(number)
                return [self.value(levels - 1) for _ in range(number)]
            case _:
                self._require(2 * number)
                return self._map(number, levels - 1)

    def _map(self, size: int, levels: int) -> Mapping[int, Value]:
        result: dict[int, Value] = {}
        for _ in range(size):
            kind, key = self._read_head()
            if kind != _NUMBER or key in result:
                raise MalformedError("a key of CBOR that is no number, or stands there twice")
            result[key] = self.value(levels)
        return result

    def _text(self, length: int) -> str:
        try:
            return self._take(length).decode()
        except UnicodeDecodeError as error:
            raise MalformedError("CBOR text that is not UTF-8") from error

    def _read_head(self) -> tuple[int, int]:
        kind, info = divmod(self._take(1)[0], 32)
        if kind in _FOREIGN:
            raise MalformedError(f"{_FOREIGN[kind]} in CBOR where none belongs")
        if info < 24:
            return kind, info
        length = _LENGTHS.get(info)
        if length is None:
            raise MalformedError("CBOR of a length that is left open")
        number = int.from_bytes(self._take(length))
        if number < _SMALLEST[length]:
            raise MalformedError("a CBOR head that is not in its shortest form")
        return kind, number

    def _take(self, length: int) -> bytes:
        self._require(length)
        start, self._at = self._at, self._at + length
        return self._data[start : self._at]

    def _require(self, length: int) -> None:
        if length > self.left:
            raise MalformedError("the CBOR ends too early")
