"""This room is for what the schemas ask of single strings, when all else in a document is settled.

A schema's answer about a document depends on a string in it only through the answers of a few
keywords (a pattern, a format, a list of words). As long as those stay the same for the string, so
does the answer about the whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import jsonschema_rs

from insigne.canonicalization.form import Slot, slots_in
from insigne.credentials.dialect import Dialect
from insigne.credentials.schema import ACHIEVEMENT, CLR, ENDORSEMENT, bundled_schema
from insigne.errors import UnsupportedError

SCHEMAS: Final[Mapping[Dialect, str]] = {
    Dialect.OPEN_BADGES_3: ACHIEVEMENT,
    Dialect.ENDORSEMENT_3: ENDORSEMENT,
    Dialect.CLR_2: CLR,
}

# What a keyword says of a string, of whatever holds one, and of neither.
_OF_STRINGS: Final = frozenset({"pattern", "format", "enum", "const", "minLength", "maxLength"})
_OF_EQUALITY: Final = frozenset({"enum", "const", "uniqueItems"})
_OF_OTHERS: Final = frozenset(
    {
        *("type", "required", "propertyNames", "minItems", "maxItems"),
        *("$schema", "$id", "$defs", "$comment", "title", "description"),
    }
)
_ALTERNATIVES: Final = frozenset({"oneOf", "anyOf", "allOf"})


@dataclass(frozen=True, slots=True)
class StringRules:
    """The keywords that look at one string of a document."""

    keywords: frozenset[str]
    """Each with its value, as a schema of its own, in JSON."""

    def answers(self, text: str) -> tuple[bool, ...]:
        """Say which of the keywords would be content with *text*."""
        return _answers(self.keywords, text) if self.keywords else ()


def rules_of_slots(document: Mapping[str, Any], dialect: Dialect) -> dict[str, StringRules]:
    """Give, for each slot of *document* by its name, what the schema of *dialect* asks of it.

    Rules that might not apply are among them: to ask too much is safe. Raises `UnsupportedError`
    for a schema with keywords whose answer may depend on strings in other ways.
    """
    if dialect not in SCHEMAS:
        raise UnsupportedError(f"slots in the dialect {dialect}")
    schema = bundled_schema(SCHEMAS[dialect])
    found: dict[str, set[str]] = {}
    for name, keyword, value in set(_Search(schema).rules(schema, document)):
        found.setdefault(name, set()).add(json.dumps({keyword: json.loads(value)}))
    return {name: StringRules(frozenset(keywords)) for name, keywords in found.items()}


@dataclass(frozen=True, slots=True)
class _Search:
    """A walk through a schema and a document at once."""

    schema: Mapping[str, Any]

    def rules(self, schema: Any, part: object) -> Iterator[tuple[str, str, str]]:
        """Give the name of a slot, a keyword that looks at it, and that keyword's value in JSON."""
        if isinstance(schema, bool):
            return
        for keyword, value in schema.items():
            if keyword in _OF_STRINGS and isinstance(part, Slot):
                yield part.name, keyword, json.dumps(value)
            else:
                for inner_schema, inner_part in self._inside(keyword, value, part):
                    yield from self.rules(inner_schema, inner_part)

    def _inside(self, keyword: str, value: Any, part: object) -> Iterator[tuple[Any, object]]:
        """Give the schemas in *value*, each with what it looks at."""
        if keyword == "$ref":
            yield self._resolved(value), part
        elif keyword in _ALTERNATIVES:
            yield from ((alternative, part) for alternative in value)
        elif keyword == "properties":
            members = part if isinstance(part, Mapping) else {}
            yield from ((value[name], members[name]) for name in value.keys() & members.keys())
        elif keyword == "additionalProperties":
            members = part if isinstance(part, Mapping) else {}
            yield from ((value, member) for member in members.values())
        elif keyword in ("items", "additionalItems", "contains"):
            items = part if isinstance(part, list) else []
            schemas = value if isinstance(value, list) else [value] * len(items)
            yield from zip(schemas, items, strict=False)
        elif keyword in _OF_EQUALITY:
            if any(slots_in(part)):
                raise UnsupportedError(f"a slot in what {keyword} compares")
        elif keyword not in _OF_OTHERS and keyword not in _OF_STRINGS:
            raise UnsupportedError(f"a slot beside the keyword {keyword}")

    def _resolved(self, reference: str) -> Any:
        name = reference.removeprefix("#/$defs/")
        if name not in self.schema["$defs"]:
            raise UnsupportedError(f"a slot beside the reference {reference}")
        return self.schema["$defs"][name]


@lru_cache(maxsize=1024)
def _answers(keywords: frozenset[str], text: str) -> tuple[bool, ...]:
    """Remember: a thousand badges of one batch have their instants in common."""
    return tuple(_validator(keyword).is_valid(text) for keyword in sorted(keywords))


@cache
def _validator(keyword: str) -> jsonschema_rs.Draft201909Validator:
    return jsonschema_rs.Draft201909Validator(json.loads(keyword), validate_formats=True)
