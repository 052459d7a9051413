"""The description of the API, prepared to be read by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from insigne_platform.api.version_1 import api


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field, in words."""

    name: str
    kind: str
    says: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    summary: str
    says: str
    scope: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    body_kind: str
    answers: str


def reference() -> dict[str, list[Operation]]:
    """Every operation, by the part to which it belongs."""
    described = api.get_openapi_schema()
    schemas = described["components"]["schemas"]
    parts: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method, found in methods.items():
            made = _operation(path, method, found, schemas)
            parts.setdefault(found["tags"][0], []).append(made)
    return parts


def _operation(path: str, method: str, found: Mapping[str, Any], schemas: Any) -> Operation:
    content = found.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {})
    good = next(answer for answer in found["responses"].items() if answer[0].startswith("2"))
    return Operation(
        id=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found["summary"],
        says=found.get("description", ""),
        scope=found.get("x-scope", ""),
        parameters=tuple(
            Field(each["name"], _kind(each["schema"]), each.get("description", ""),
                  bool(each.get("required")))
            for each in found["parameters"]
        ),
        body=_fields(body.get("schema", {}), schemas),
        body_kind="" if body else ", ".join(content),
        answers=_answer(*good),
    )  # fmt: skip


def _fields(schema: Mapping[str, Any], schemas: Any) -> tuple[Field, ...]:
    schema = next((each for each in schema.get("anyOf", ()) if "$ref" in each), schema)
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]]
    needed = schema.get("required", ())
    return tuple(
        Field(name, _kind(each), each.get("description", ""), name in needed)
        for name, each in schema.get("properties", {}).items()
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """Say in a word or two what goes into a field."""
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"] if each != "")
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}, …]"
    return str(schema.get("format") or schema.get("type") or "any")


def _answer(status: str, answer: Mapping[str, Any]) -> str:
    content = answer.get("content", {})
    shape = content.get("application/json", {}).get("schema", {})
    named = str(shape.get("$ref", "")).rsplit("/", 1)[-1].replace("PageOf_", "").strip("_")
    if "PageOf_" in str(shape.get("$ref", "")):
        named = f"{named}, …"
    return f"{status} {named or ', '.join(content)}".strip()
