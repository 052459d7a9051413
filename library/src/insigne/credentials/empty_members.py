"""This room is for members that say nothing: `null`, and arrays without anything in them."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from insigne.credentials.reading import Json


def empty_members(document: Json) -> list[str]:
    """Say where in *document* a `null` or an empty array stands.

    Open Badges 3.0 leaves out what is not there ("Data Model"). It matters inside a Data Integrity
    proof: JSON-LD drops both, so that anybody could add them to a signed badge unseen.
    """
    return list(_empty(document, "")) if _may_have_empty(document) else []


def _may_have_empty(document: Json) -> bool:
    """Look for their signs in the text, which is quickly done, and usually finds none."""
    try:
        written = orjson.dumps(document)
    except TypeError:  # an integer of more than 64 bits
        return True
    return b"[]" in written or b"null" in written


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
