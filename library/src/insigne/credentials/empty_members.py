"""This room is for members that say nothing: `null`, and arrays without anything in them."""

from __future__ import annotations

from collections.abc import Iterator

from insigne.credentials.reading import Json
from insigne.credentials.signs import may_hold


def empty_members(document: Json) -> list[str]:
    """Say where in *document* a `null` or an empty array stands.

    Open Badges 3.0 leaves out what is not there ("Data Model"). It matters inside a Data Integrity
    proof: JSON-LD drops both, so that anybody could add them to a signed badge unseen.
    """
    return list(_empty(document, "")) if may_hold(document, b"[]", b"null") else []


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
