"""This room is for members that say nothing: `null`, and arrays without anything in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from insigne.credentials.reading import Json
from insigne.credentials.signs import may_hold

_SIGNS: Final = (b"[]", b"null")


def empty_members(document: Json, written: bytes | None = None) -> list[str]:
    """Say where in *document* a `null` or an empty array stands.

    *written* is its compact text, if that is at hand.

    Open Badges 3.0 leaves out what is not there ("Data Model"). It matters inside a Data Integrity
    proof: JSON-LD drops both, so that anybody could add them to a signed badge unseen.
    """
    if written is None:
        is_suspect = may_hold(document, *_SIGNS)
    else:
        is_suspect = any(sign in written for sign in _SIGNS)
    return list(_empty(document, "")) if is_suspect else []


def _empty(value: object, path: str) -> Iterator[str]:
    if value is None:
        yield f"{path}: null, where nothing should stand"
    elif value == []:
        yield f"{path}: an empty array, where nothing should stand"
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _empty(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _empty(item, f"{path}[{position}]")
