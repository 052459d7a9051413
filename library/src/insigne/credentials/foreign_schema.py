"""This room is for JSON Schemas that somebody else wrote, and that we do not trust with our time.

Only schemas that are whole in themselves are used, or that refer to those that we ship; nothing is
ever fetched. Before one is applied, the work that it asks for is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

import jsonschema_rs

from insigne.credentials.reading import Json, strings_of
from insigne.credentials.schema import bundled_schema, is_bundled_schema
from insigne.credentials.schema_problem import problems_in
from insigne.errors import MalformedError, UnsupportedError

MOST_STEPS: Final = 1_000_000
MOST_PAIRS: Final = 50_000
MOST_PROBLEMS: Final = 20
PATTERN_BYTES: Final = 1_000_000

_DYNAMIC: Final = frozenset({"$dynamicRef", "$recursiveRef"})
_BASES: Final = frozenset({"$id", "id"})
_SAME_PLACE: Final = ("not", "if", "then", "else")
_SAME_PLACE_LISTS: Final = ("allOf", "anyOf", "oneOf")
_SAME_PLACE_BY_NAME: Final = ("dependentSchemas", "dependencies")
_EVERY_MEMBER: Final = ("additionalProperties", "unevaluatedProperties", "propertyNames")
_EVERY_ITEM: Final = ("items", "additionalItems", "unevaluatedItems", "contains")
_ITEM_LISTS: Final = ("prefixItems", "items")


def foreign_schema_problems(document: Json, schema: Json) -> list[str]:
    """Say what *schema* finds wrong with *document*, as `where: what`, values left out.

    Raises `UnsupportedError` for a schema that needs others, or more work than we give it, and
    `MalformedError` for what is no schema.
    """
    shipped = _Work(schema).shipped_references(document)
    try:
        validator = jsonschema_rs.validator_for(
            dict(schema),
            validate_formats=True,
            mask="the value",
            offline=True,
            registry=jsonschema_rs.Registry([(url, bundled_schema(url)) for url in shipped])
            if shipped
            else None,
            pattern_options=jsonschema_rs.RegexOptions(size_limit=PATTERN_BYTES),
        )
        return problems_in(validator.iter_errors(document))[:MOST_PROBLEMS]
    except (ValueError, RecursionError, jsonschema_rs.ReferencingError) as error:
        raise MalformedError("this is not a JSON Schema that can be used") from error


class _Work:
    """The work of one schema: how often it would look at something, at most."""

    def __init__(self, root: Json) -> None:
        self._root = root
        self._steps: dict[tuple[int, int], int] = {}
        self._busy: set[tuple[int, int]] = set()
        self._shipped: set[str] = set()

    def shipped_references(self, document: Json) -> list[str]:
        """Give the shipped schemas that it refers to, or raise `UnsupportedError`."""
        try:
            self._count(self._root, document)
        except RecursionError as error:
            raise UnsupportedError("the schema is nested too deeply") from error
        return sorted(self._shipped)

    def _count(self, schema: object, value: object) -> int:
        if not isinstance(schema, Mapping):
            return 1
        pair = (id(schema), id(value))
        if pair in self._busy:
            raise UnsupportedError("the schema refers to itself without end")
        if pair not in self._steps:
            if len(self._steps) >= MOST_PAIRS:
                raise UnsupportedError("the schema asks for too much work")
            self._busy.add(pair)
            steps = (
                1
                + _listed(schema)
                + sum(self._count(*step) for step in self._steps_of(schema, value))
            )
            self._busy.remove(pair)
            if steps > MOST_STEPS:
                raise UnsupportedError("the schema asks for too much work")
            self._steps[pair] = steps
        return self._steps[pair]

    def _steps_of(self, schema: Json, value: object) -> Iterator[tuple[object, object]]:
        if _DYNAMIC & schema.keys():
            raise UnsupportedError("the schema refers to itself dynamically")
        if _BASES & schema.keys() and schema is not self._root:
            raise UnsupportedError("the schema holds another schema with an id of its own")
        if "$ref" in schema:
            yield self._referred(schema["$ref"]), value
        yield from ((inner, value) for inner in _same_place(schema))
        if isinstance(value, Mapping):
            yield from _members(schema, value)
        elif isinstance(value, list):
            yield from _items(schema, value)

    def _referred(self, reference: object) -> object:
        """Find what a reference within the schema, or to a shipped one, leads to."""
        address, _, pointer = str(reference).partition("#")
        if address and address == str(self._root.get("$id", "")).rstrip("#"):
            address = ""
        if is_bundled_schema(address):
            self._shipped.add(address)
            return True
        if address or not (pointer == "" or pointer.startswith("/")):
            raise UnsupportedError("the schema refers to what is not in it")
        found: object = self._root
        for part in pointer.split("/")[1:]:
            found = _child(found, unquote(part).replace("~1", "/").replace("~0", "~"))
        return found


def _same_place(schema: Json) -> Iterator[object]:
    yield from (schema[name] for name in _SAME_PLACE if name in schema)
    for name in _SAME_PLACE_LISTS:
        yield from _list(schema.get(name))
    for name in _SAME_PLACE_BY_NAME:
        yield from _object(schema.get(name)).values()


def _members(schema: Json, value: Json) -> Iterator[tuple[object, object]]:
    properties = _object(schema.get("properties"))
    yield from ((properties[name], item) for name, item in value.items() if name in properties)
    every = [schema[name] for name in _EVERY_MEMBER if name in schema]
    every += _object(schema.get("patternProperties")).values()
    yield from ((inner, item) for inner in every for item in value.values())


def _items(schema: Json, value: list[object]) -> Iterator[tuple[object, object]]:
    every = [schema[name] for name in _EVERY_ITEM if name in schema]
    yield from ((inner, item) for inner in every for item in value)
    for name in _ITEM_LISTS:
        yield from zip(_list(schema.get(name)), value, strict=False)


def _listed(schema: Json) -> int:
    """Count the values that one value is compared with."""
    return len(_list(schema.get("enum"))) + len(strings_of(schema.get("required")))


def _child(value: object, name: str) -> object:
    if isinstance(value, Mapping) and name in value:
        return value[name]
    if isinstance(value, list) and name.isascii() and name.isdigit() and int(name) < len(value):
        return value[int(name)]
    raise UnsupportedError("the schema refers to what is not in it")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
