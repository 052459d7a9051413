"""This room is for reading members out of JSON that others wrote."""

from __future__ import annotations

from collections.abc import Mapping

from insigne.errors import MalformedError


def strings_in(value: object) -> list[object]:
    """Give what may stand alone or in a list as a list."""
    return value if isinstance(value, list) else [value]


def text_in(values: Mapping[str, object], name: str) -> str:
    """Give a member that has to be there, as text that is not empty."""
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise MalformedError("is missing", path=name)
    return value
