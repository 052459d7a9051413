"""JSON that means one thing only (RFC 8259, and I-JSON where that is stricter)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import Final

from insigne.errors import MalformedError

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_LEVELS: Final = 64
MOST_DIGITS: Final = 40

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def parse(
    source: bytes | str, *, max_bytes: int = MOST_BYTES, max_depth: int = MOST_LEVELS
) -> object:
    """Read one JSON value that every careful reader would read alike.

    Raises `MalformedError`, with the path where one is known, for what readers disagree about: a
    name twice in one object, NaN and infinities, numbers out of range, halves of a surrogate
    pair, a byte order mark, bad UTF-8; and for a value that is too large or too deep.
    """
    text = _text_of(source, max_bytes)
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


def to_bytes(value: object) -> bytes:
    """Write *value* compactly in UTF-8, names in the order in which they were given.

    Raises `MalformedError` for what JSON cannot say: NaN, infinities, half a surrogate pair.
    """
    try:
        return _ENCODER.encode(value).encode()
    except ValueError as error:
        raise MalformedError(f"JSON cannot say this: {error}") from error


def _text_of(source: bytes | str, max_bytes: int) -> str:
    if len(source) > max_bytes:
        raise MalformedError(f"more than {max_bytes} bytes of JSON")
    try:
        data = source.encode() if isinstance(source, str) else source
        text = data.decode()
    except UnicodeError as error:
        raise MalformedError("the JSON is not UTF-8 text") from error
    if len(data) > max_bytes:
        raise MalformedError(f"more than {max_bytes} bytes of JSON")
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
