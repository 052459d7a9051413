"""This room is for reading what others wrote, where a value may be one, many, or of the wrong kind.

Nothing here raises: what is not as it should be is left out, and said by the schema.
"""

from __future__ import annotations

from collections.abc import Mapping

Json = Mapping[str, object]

NOTHING: Json = {}

_OBJECT = (dict, Mapping)  # most are plain: those need no search among the kinds of mappings
_MANY = (list, tuple)


def as_list(value: object) -> list[object]:
    """Read a property of which there may be none, one or many as a list of them."""
    if value is None:
        return []
    return list(value) if isinstance(value, _MANY) else [value]


def as_object(value: object) -> Json:
    """Read an object; anything else is read as an empty one."""
    return value if isinstance(value, _OBJECT) else NOTHING


def objects_of(value: object) -> list[Json]:
    """Read the objects among a property's values."""
    return [item for item in as_list(value) if isinstance(item, _OBJECT)]


def strings_of(value: object) -> list[str]:
    """Read the strings among a property's values."""
    return [item for item in as_list(value) if isinstance(item, str)]


def text_of(value: object, language: str = "en") -> str:
    """Read a text that may come in several languages; empty when there is none."""
    if isinstance(value, str):
        return value
    by_language = as_object(value)
    if isinstance(by_language.get("@value"), str):
        return str(by_language["@value"])
    texts = [by_language.get(language), *by_language.values()]
    return next((text for text in texts if isinstance(text, str)), "")


def id_of(value: object) -> str:
    """Read the identifier of what is named by its id or written out; empty when there is none."""
    found = value if isinstance(value, str) else as_object(value).get("id")
    return found if isinstance(found, str) else ""


def number_of(value: object) -> int | float | None:
    """Read a number, and nothing else that Python would take for one."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
