"""JSON that means one thing only (RFC 8259, and I-JSON where that is stricter)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import Final

import orjson

from insigne.errors import MalformedError

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_LEVELS: Final = 64
MOST_DIGITS: Final = 40

_SPACE: Final = b" \t\n\r"
_OPENING: Final = (b"{", b"[")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_NOT_PLAIN: Final = object()
_OURS_TO_WRITE: Final = (
    orjson.OPT_PASSTHROUGH_SUBCLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def parse(
    source: bytes | str, *, max_bytes: int = MOST_BYTES, max_depth: int = MOST_LEVELS
) -> object:
    """Read one JSON value that every careful reader would read alike.

    Raises `MalformedError`, with the path where one is known, for what readers disagree about: a
    name twice in one object, NaN and infinities, numbers out of range, halves of a surrogate
    pair, a byte order mark, bad UTF-8; and for a value that is too large or too deep.
    """
    data = _bytes_of(source, max_bytes)
    value = _read_plain(data, max_depth)
    return _read_strictly(data, max_depth) if value is _NOT_PLAIN else value


def to_bytes(value: object) -> bytes:
    """Write *value* compactly in UTF-8, names in the order in which they were given.

    Raises `MalformedError` for what JSON cannot say: NaN, infinities, half a surrogate pair.
    """
    data = plain_bytes(value)
    if data is None:  # an integer of more than 64 bits, or what nobody can write
        return _write_strictly(value)
    if b"null" in data:
        _write_strictly(value)  # for NaN is written as null, and has to be refused
    return data


def plain_bytes(value: object) -> bytes | None:
    """Do as `to_bytes`, but write NaN as null; None for what takes more care to write."""
    try:
        return orjson.dumps(value, option=_OURS_TO_WRITE)
    except TypeError:
        return None


def _write_strictly(value: object) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except ValueError as error:
        raise MalformedError(f"JSON cannot say this: {error}") from error


def _bytes_of(source: bytes | str, max_bytes: int) -> bytes:
    if len(source) > max_bytes:
        raise MalformedError(f"more than {max_bytes} bytes of JSON")
    try:
        data = source.encode() if isinstance(source, str) else source
    except UnicodeError as error:
        raise MalformedError("the JSON is not UTF-8 text") from error
    if len(data) > max_bytes:
        raise MalformedError(f"more than {max_bytes} bytes of JSON")
    return data


def _read_plain(data: bytes, max_depth: int) -> object:
    """Read *data* quickly if it is written as plainly as can be, or give `_NOT_PLAIN`.

    The quick parser passes over a name that stands twice and rounds large integers. But what it
    read is written again, and that has to be *data* to the letter, spaces aside. Then the two
    have the same tokens, and the second has all that the first has: no member was dropped, and
    every number and every string is spelled in the one way that reads back as itself.
    """
    try:
        value = orjson.loads(data)
        written = orjson.dumps(value)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):  # wrong, or too deep for it
        return _NOT_PLAIN
    if written != data and written.translate(None, _SPACE) != data.translate(None, _SPACE):
        return _NOT_PLAIN
    may_be_deep = sum(map(data.count, _OPENING)) > max_depth
    is_flat_enough = not may_be_deep or not isinstance(value, dict | list)
    return value if is_flat_enough or _is_within(value, max_depth) else _NOT_PLAIN


def _is_within(value: dict[str, object] | list[object], max_depth: int) -> bool:
    """Go down level by level, and say whether the last one is reached in time."""
    level: list[dict[str, object] | list[object]] = [value]
    for _ in range(max_depth):
        level = [
            child
            for here in level
            for child in (here.values() if isinstance(here, dict) else here)
            if isinstance(child, dict | list)
        ]
        if not level:
            return True
    return False


def _read_strictly(data: bytes, max_depth: int) -> object:
    """Read *data* step by step, so that what is wrong can be said with its path."""
    text = _text_of(data)
    reading = _Reading()
    try:
        value: object = reading.decode(text)
    except RecursionError as error:
        raise MalformedError(_too_deep(max_depth)) from error
    except ValueError as error:
        raise MalformedError(f"not JSON: {error}") from error
    may_be_deep = text.count("{") + text.count("[") > max_depth
    if reading.found_fault or may_be_deep or "\\ud" in text or "\\uD" in text:
        _refuse_faults(value, max_depth)
    return value


def _text_of(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeError as error:
        raise MalformedError("the JSON is not UTF-8 text") from error
    if text.startswith("\ufeff"):
        raise MalformedError("the JSON starts with a byte order mark")
    return text


class _Fault:
    """Stands in the value where something is wrong, until its path is known."""

    def __init__(self, message: str) -> None:
        self.message = message


class _Reading:
    """One pass of the standard library's parser, which tells us what it would pass over."""

    def __init__(self) -> None:
        self.found_fault = False
        self.decode = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=self._integer,
            parse_float=self._number,
            parse_constant=self._constant,
        ).decode

    def _fault(self, message: str) -> _Fault:
        self.found_fault = True
        return _Fault(message)

    def _object(self, members: list[tuple[str, object]]) -> object:
        value = dict(members)
        if len(value) == len(members):
            return value
        names = [name for name, _ in members]
        twice = next(name for name in names if names.count(name) > 1)
        return self._fault(f"the name {twice[:40]!r} stands more than once in this object")

    def _integer(self, digits: str) -> object:
        if len(digits) > MOST_DIGITS:
            return self._fault(f"a number of more than {MOST_DIGITS} digits")
        return int(digits)

    def _number(self, digits: str) -> object:
        value = float(digits)
        return value if isfinite(value) else self._fault("a number out of range")

    def _constant(self, name: str) -> object:
        return self._fault(f"{name} is not a JSON value")


def _refuse_faults(value: object, max_depth: int) -> None:
    """Walk through the whole value, and raise at the first place that is wrong."""
    waiting = [("", value, 1)]
    while waiting:
        path, here, depth = waiting.pop()
        if isinstance(here, _Fault):
            raise MalformedError(here.message, path=path)
        if isinstance(here, dict | list) and depth > max_depth:
            raise MalformedError(_too_deep(max_depth), path=path[:200])
        if _is_broken_text(here) or (isinstance(here, dict) and any(map(_is_broken_text, here))):
            raise MalformedError("half of a surrogate pair", path=path)
        waiting.extend((inner, child, depth + 1) for inner, child in _children(path, here))


def _children(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield (f"{path}.{name}" if path else name), child
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield f"{path}[{position}]", child


def _is_broken_text(value: object) -> bool:
    return isinstance(value, str) and not value.isascii() and _SURROGATE.search(value) is not None


def _too_deep(max_depth: int) -> str:
    return f"nested more than {max_depth} levels deep"
