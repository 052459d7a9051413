"""This room is for saying what a JSON object should hold, as tables: a name, a kind, how many.

Open Badges before 3.0 has no JSON Schema that says what its text says, so its tables are here as
tables. Problems name the place and repeat no value: it may be personal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from insigne.credentials.reading import as_list, strings_of
from insigne.errors import MalformedError

type Kind = Callable[[object, str], Iterable[str]]
"""Looks at a value and its path, and gives what is wrong with it."""

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]+\Z")
_IMAGE_IN_TEXT: Final = re.compile(r"data:image/(?:png|svg\+xml)[;,]")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\Z")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")


class Property(NamedTuple):
    """What one property should hold."""

    kind: Kind
    is_required: bool = False
    may_be_many: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A class of the specification: its properties, and the types that say that it is one.

    Without *types*, the type may be left out.
    """

    properties: Mapping[str, Property]
    types: tuple[str, ...] = ()

    def problems(self, node: object, path: str = "") -> list[str]:
        """Say what is wrong with *node*, whose members have *path* before them."""
        if not isinstance(node, Mapping):
            return [f"{path.rstrip('.')}: is not an object"]
        problems = []
        if self.types and not set(strings_of(node.get("type"))) & set(self.types):
            problems.append(f"{path}type: is not {' or '.join(self.types)}")
        for name, rule in self.properties.items():
            problems += _problems_of_property(node.get(name), f"{path}{name}", rule)
        for name in node:
            if name.startswith("extensions:"):
                problems += EXTENSION.problems(node[name], f"{path}{name}.")
        return problems


def required(kind: Kind, *, many: bool = False) -> Property:
    """A property that has to be there."""
    return Property(kind, is_required=True, may_be_many=many)


def optional(kind: Kind, *, many: bool = False) -> Property:
    """A property that may be there."""
    return Property(kind, may_be_many=many)


def is_iri(value: object) -> bool:
    """Say whether *value* looks like an absolute IRI (RFC 3987)."""
    return isinstance(value, str) and _IRI.match(value) is not None


def is_url(value: object) -> bool:
    """Say whether *value* looks like an address on the web, with a host."""
    if not is_iri(value):
        return False
    try:
        parts = urlsplit(str(value))
        return parts.scheme in ("https", "http") and bool(parts.hostname)
    except ValueError:
        return False


def is_url_or_path(value: object) -> bool:
    """Say the same of an address that may leave out its origin (Open Badges 0.5)."""
    if isinstance(value, str) and value.startswith("/") and not value.startswith("//"):
        return is_url(f"https://x.example{value}")
    return is_url(value)


def plainly(words: str, is_fit: Callable[[object], bool]) -> Kind:
    """A kind of value about which there is one thing to say."""

    def look(value: object, path: str) -> Iterable[str]:
        if not is_fit(value):
            yield f"{path}: is not {words}"

    return look


def instant(words: str, read: Callable[[object], object]) -> Kind:
    """An instant that *read* can read."""

    def is_fit(value: object) -> bool:
        try:
            read(value)
        except MalformedError:
            return False
        return True

    return plainly(words, is_fit)


def node(shape: Shape) -> Kind:
    """An object of a class."""
    return lambda value, path: shape.problems(value, f"{path}.")


def link(kind: Kind, shape: Shape) -> Kind:
    """What a text names, or an object writes out."""
    inside = node(shape)
    return lambda value, path: (inside if isinstance(value, Mapping) else kind)(value, path)


def _problems_of_property(value: object, path: str, rule: Property) -> Iterable[str]:
    if value in (None, "", [], {}):
        return [f"{path}: is missing"] if rule.is_required else []
    if isinstance(value, list) and not rule.may_be_many:
        return [f"{path}: is more than one"] if len(value) > 1 else rule.kind(value[0], path)
    return [problem for one in as_list(value) for problem in rule.kind(one, path)]


TEXT: Final = plainly("a text", lambda value: isinstance(value, str))
TEXT_OR_NUMBER: Final = plainly(
    "a text or a number",
    lambda value: isinstance(value, str | int | float) and not isinstance(value, bool),
)
BOOLEAN: Final = plainly("true or false", lambda value: isinstance(value, bool))
IRI: Final = plainly("an IRI", is_iri)
URL: Final = plainly("a web address", is_url)
URL_OR_PATH: Final = plainly("a web address or the path of one", is_url_or_path)
EMAIL: Final = plainly(
    "an e-mail address", lambda value: isinstance(value, str) and _EMAIL.match(value) is not None
)
LANGUAGE: Final = plainly(
    "a language tag", lambda value: isinstance(value, str) and _LANGUAGE.match(value) is not None
)
CONTEXT: Final = plainly("a context", lambda value: isinstance(value, str | dict))
IMAGE_ADDRESS: Final = plainly(
    "the address of a picture, or a PNG or SVG in a data address",
    lambda value: (
        bool(_IMAGE_IN_TEXT.match(value))
        if isinstance(value, str) and value.startswith("data:")
        else is_iri(value)
    ),
)
EXTENSION: Final = Shape(
    {"@context": required(CONTEXT, many=True), "type": required(TEXT, many=True)},
    types=("Extension", "extension"),
)
