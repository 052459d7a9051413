"""One JSON value, one sequence of bytes (RFC 8785, JSON Canonicalization Scheme).

Fast where a fast writer is known to write the same. `orjson` differs from RFC 8785 in three things
only: how it writes numbers that are not whole, NaN as null, and the order of names when some have
characters beyond the basic plane. What it wrote is looked at, and where one of these may be in it,
the reference implementation writes it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import orjson
import rfc8785

from insigne.errors import MalformedError

LARGEST_INTEGER: Final = 2**53 - 1
"""Beyond it, whole numbers are not the same in every reader (RFC 8785, "Serialization of Numbers").

A reader in JavaScript would round them; we refuse, since the signer may have meant another.
"""

_OPTIONS: Final = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_STRICT_INTEGER
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
)

# In compact JSON a number, or a null, follows `":` in an object, and `[` or `,` in an array. In a
# string these may stand before digits too, which costs time and nothing else. With one letter for
# every beginning of a number, and one for both marks of an array, two quick searches find them, all
# the quicker without the letters that no number, and no null, is known by.
_ALIKE: Final = bytes.maketrans(b"123456789-n[", b"0" * 11 + b",")
_OF_NO_NUMBER: Final = bytes(
    code for code in range(0x21, 0x100) if code not in b'0123456789-.eEnu":,[]{}'
)
_NUMBER_IN_OBJECT: Final = b'":0'
_is_whole_number = re.compile(rb"0+[,}]").match
_has_number_in_array = re.compile(rb",0").search
_has_four_byte_character = re.compile(rb"[\xf0-\xf4]").search
_has_surrogate = re.compile(r"[\ud800-\udfff]").search


def canonicalize(value: object) -> bytes:
    """Write *value*, made of what JSON has, in its canonical form.

    Raises `MalformedError`, which says where, for what RFC 8785 does not cover: whole numbers
    beyond `LARGEST_INTEGER`, halves of surrogate pairs, NaN and infinities.
    """
    if value.__class__ is not dict:
        return _canonicalize_slowly({**value} if isinstance(value, Mapping) else value)
    try:
        text = orjson.dumps(value, option=_OPTIONS)
    except orjson.JSONEncodeError:
        return _canonicalize_slowly(value)
    if not _is_plain(text) or (not text.isascii() and _has_four_byte_character(text)):
        return _canonicalize_slowly(value)
    return text


def _is_plain(text: bytes) -> bool:
    """Say whether *text* has no numbers but whole ones that are members of objects, and no null."""
    alike = text.translate(_ALIKE, _OF_NO_NUMBER)
    at = alike.find(_NUMBER_IN_OBJECT)
    while at >= 0:
        if not _is_whole_number(alike, at + 2):
            return False
        at = alike.find(_NUMBER_IN_OBJECT, at + 3)
    if _has_number_in_array(alike) is None:
        return True
    return _has_number_in_array(text.translate(_ALIKE)) is None


def _canonicalize_slowly(value: object) -> bytes:
    _refuse_what_is_not_covered(value)
    return rfc8785.dumps(value)  # type: ignore[arg-type]  # any JSON


def _refuse_what_is_not_covered(value: object) -> None:
    waiting = [("", value)]
    while waiting:
        path, here = waiting.pop()
        if problem := _problem_of(here):
            raise MalformedError(problem, path=path)
        waiting.extend(_children(path, here))


def _problem_of(value: object) -> str:
    if isinstance(value, str):
        return "half of a surrogate pair" if _has_surrogate(value) else ""
    if isinstance(value, dict):
        names = [name for name in value if not isinstance(name, str) or _has_surrogate(name)]
        return "a name that is no text" if names else ""
    if isinstance(value, float):
        return "" if value - value == 0 else "not a number that JSON has"
    if isinstance(value, int):
        is_exact = -LARGEST_INTEGER <= value <= LARGEST_INTEGER
        return "" if is_exact else "a whole number that not every reader reads alike"
    if value is None or isinstance(value, list):
        return ""
    raise TypeError(f"JSON has no {type(value).__name__}")


def _children(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield (f"{path}.{name}" if path else name), child
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield f"{path}[{position}]", child
