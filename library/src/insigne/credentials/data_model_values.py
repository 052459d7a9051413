"""This room is for the values of the VC Data Model 2.0: one small rule for each kind of value.

A rule is given a value and its place, and says what is wrong with it. No value is repeated in what
it says: it may be personal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final

from insigne.encoding import timestamps
from insigne.errors import MalformedError

type Rule = Callable[[object, str], Iterator[str]]

LONGEST_REMEMBERED: Final = 200
DIRECTIONS: Final = frozenset({"ltr", "rtl"})
VALUE_OBJECT_MEMBERS: Final = frozenset({"@value", "@language", "@direction"})

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]+\Z")
_WEB_URL: Final = re.compile(r"(?i:https?)://[^/?#]+")
_DATE_TIME_STAMP: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)\Z"
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_MEDIA_TYPE: Final = re.compile(r"[A-Za-z0-9!#$&^_.+\-]+/[A-Za-z0-9!#$&^_.+\-]+(?:\s*;.*)?\Z")


def is_url(value: object) -> bool:
    """Say whether *value* is an absolute URL as a string; it need not lead anywhere."""
    if not isinstance(value, str):
        return False
    return _is_short_url(value) if len(value) <= LONGEST_REMEMBERED else _is_url(value)


def _is_url(text: str) -> bool:
    if not _URL.match(text):
        return False
    is_web = text.partition(":")[0].lower() in ("http", "https")
    return not is_web or _WEB_URL.match(text) is not None


_is_short_url = lru_cache(maxsize=1024)(_is_url)  # issuers and contexts come again and again


def is_media_type(value: object) -> bool:
    """Say whether *value* is written as a media type."""
    return isinstance(value, str) and _MEDIA_TYPE.match(value) is not None


def date_time_stamp(value: object) -> datetime | None:
    """Read a `dateTimeStamp` of XML Schema 1.1; nothing if it is none (VCDM, "Validity Period")."""
    if not isinstance(value, str) or not _DATE_TIME_STAMP.match(value):
        return None
    try:
        return timestamps.parse(value)
    except MalformedError:
        return None


def url(value: object, path: str) -> Iterator[str]:
    """Ask for a single URL (VCDM, "Identifiers")."""
    if not is_url(value):
        yield f"{path}: is not a URL"


def instant(value: object, path: str) -> Iterator[str]:
    """Ask for a date and time with seconds and a zone (VCDM, "Validity Period")."""
    if date_time_stamp(value) is None:
        yield f"{path}: is not a date and time with seconds and a zone"


def text(value: object, path: str) -> Iterator[str]:
    """Ask for a string, or language value objects (VCDM, "Names and Descriptions")."""
    if isinstance(value, list) and value:
        for position, item in enumerate(value):
            yield from _language_value(item, f"{path}[{position}]")
    elif not isinstance(value, str):
        yield from _language_value(value, path)


def types(value: object, path: str) -> Iterator[str]:
    """Ask for one or more terms or URLs (VCDM, "Types")."""
    values = value if isinstance(value, list) else [value]
    if not values:
        yield f"{path}: names no type"
    for item in values:
        if not isinstance(item, str) or not item.strip():
            yield f"{path}: is not a term or a URL"
        elif (":" in item or " " in item) and not is_url(item):
            yield f"{path}: holds what is neither a term nor a URL"


def identified(value: object, path: str) -> Iterator[str]:
    """Ask for a URL, or an object with one as its id (VCDM, "Issuer")."""
    if not isinstance(value, Mapping):
        yield from url(value, path)
        return
    yield from url(value.get("id"), f"{path}.id")
    for name in ("name", "description"):
        if name in value:
            yield from text(value[name], f"{path}.{name}")


def typed_objects(value: object, path: str, *, needs_id: bool = False) -> Iterator[str]:
    """Ask for one or more objects that say their type, and whose id, if any, is a URL."""
    for item, place in objects(value, path):
        if not isinstance(item, Mapping):
            yield f"{place}: is not an object"
            continue
        if "type" not in item:
            yield f"{place}.type: is missing"
        else:
            yield from types(item["type"], f"{place}.type")
        if needs_id or "id" in item:
            yield from url(item.get("id"), f"{place}.id")


def identified_objects(value: object, path: str) -> Iterator[str]:
    """Ask for one or more typed objects, each with a URL as its id (VCDM, "Data Schemas")."""
    return typed_objects(value, path, needs_id=True)


def objects(value: object, path: str) -> Iterator[tuple[object, str]]:
    """Give the values of a property that has one or more, each with its place."""
    if isinstance(value, list) and value:
        yield from ((item, f"{path}[{position}]") for position, item in enumerate(value))
    else:
        yield value, path


def value_object_problems(value: Mapping[str, object], path: str) -> Iterator[str]:
    """Look at a value object (VCDM, "Language and Base Direction")."""
    if not isinstance(value.get("@value"), str):
        yield f"{path}.@value: is not a string"
    if not value.keys() <= VALUE_OBJECT_MEMBERS:
        yield f"{path}: holds more than @value, @language and @direction"
    if "@language" in value and not _is_language(value["@language"]):
        yield f"{path}.@language: is not a language tag"
    if "@direction" in value and value["@direction"] not in DIRECTIONS:
        yield f"{path}.@direction: is neither ltr nor rtl"


def _language_value(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{path}: is neither a string nor a language value object"
    else:
        yield from value_object_problems(value, path)


def _is_language(value: object) -> bool:
    return isinstance(value, str) and _LANGUAGE.match(value) is not None
