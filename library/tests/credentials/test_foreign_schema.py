"""Schemas of others: what they find, and which of them we do not touch."""

from __future__ import annotations

import pytest

from insigne.credentials.foreign_schema import foreign_schema_problems
from insigne.credentials.schema import ACHIEVEMENT
from insigne.errors import MalformedError, UnsupportedError

DOCUMENT = {"name": "Ice", "tags": ["a", "b"], "issuer": {"id": "urn:1", "parts": [{"n": 1}]}}
TREE = {
    "$id": "https://example.org/tree",
    "type": "object",
    "properties": {"n": {"type": "number"}, "children": {"items": {"$ref": "#"}}},
}


def doubling(times: int) -> dict[str, object]:
    steps = {f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(times)}
    return {"$defs": {**steps, f"d{times}": {}}, "$ref": "#/$defs/d0"}


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["name"]},
        {"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"name": True}},
        {"properties": {"tags": {"prefixItems": [{"const": "a"}], "items": {"enum": ["b"]}}}},
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "properties": {"tags": {"items": [{"const": "a"}], "additionalItems": False}},
        } | {"properties": {"tags": {"items": [{"const": "a"}, {"const": "b"}]}}},
        {"patternProperties": {"^n": {"type": "string"}}, "propertyNames": {"maxLength": 6}},
        {"if": {"required": ["name"]}, "then": {"minProperties": 3}, "else": False},
        {"not": {"required": ["nothing"]}, "anyOf": [False, True]},
        {"dependentSchemas": {"name": {"required": ["tags"]}}},
        {"$defs": {"a/b~c": {"type": "object"}}, "$ref": "#/$defs/a~1b~0c"},
        {"allOf": [{"type": "object"}], "properties": {"issuer": {"$ref": "#/allOf/0"}}},
        {"$id": "https://x.example/s", "$ref": "https://x.example/s#/$defs/a", "$defs": {"a": {}}},
        doubling(10),
        {"properties": {"name": {"maximum": 10**39}}},
    ],
)  # fmt: skip
def test_what_keeps_to_a_schema_has_no_problems(schema):
    assert foreign_schema_problems(DOCUMENT, schema) == []


def test_a_schema_may_follow_a_tree():
    tree = {"n": 1, "children": [{"n": 2, "children": [{"n": "three"}]}]}

    assert foreign_schema_problems(tree, TREE) == [
        'children[0].children[0].n: the value is not of type "number"'
    ]


def test_a_schema_may_refer_to_ours():
    problems = foreign_schema_problems(DOCUMENT, {"$ref": ACHIEVEMENT})

    assert '"validFrom" is a required property' in " ".join(problems)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "https://attacker.example/schema.json"},
        {"$ref": "other.json"},
        {"$ref": "#anchor", "$defs": {"a": {"$anchor": "anchor"}}},
        {"$ref": "#/$defs/nothing"},
        {"$ref": "#/$defs/list/7", "$defs": {"list": [{}]}},
        {"$ref": "#/$defs/list/x", "$defs": {"list": [{}]}},
        {"$ref": 5},
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}]},
        {"$dynamicRef": "#"},
        {"properties": {"name": {"$id": "https://example.org/inner", "$ref": "#"}}},
        {"properties": {"issuer": doubling(40)["$defs"]["d0"]}},
        doubling(40),
        doubling(3000),
    ],
)
def test_a_schema_that_needs_too_much_is_not_used(schema):
    with pytest.raises(UnsupportedError):
        foreign_schema_problems(DOCUMENT, schema)


def test_a_schema_that_looks_at_very_much_is_not_used():
    many = {"items": [{"n": number} for number in range(60_000)]}

    with pytest.raises(UnsupportedError, match="too much work"):
        foreign_schema_problems(many, {"properties": {"items": {"items": {"type": "object"}}}})


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "badge"},
        {"properties": 5},
        {"pattern": "("},
        {"properties": {"name": {"pattern": "(?=a)"}}},
        {"$schema": "https://attacker.example/draft"},
    ],
)
def test_what_is_no_schema_is_malformed(schema):
    with pytest.raises(MalformedError):
        foreign_schema_problems(DOCUMENT, schema)
