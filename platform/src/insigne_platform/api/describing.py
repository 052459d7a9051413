"""What is true of every operation, added to the description that the framework makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from insigne_platform.api.problems import MEDIA_TYPE

PROBLEM: Final = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {
                    "field": {"type": "string"},
                    "message": {"type": "string"},
                    "row": {
                        "type": "integer",
                        "description": "Which of the rows: 1, 2, …",
                    },
                },
            },
        },
    },
}
ALWAYS: Final = {
    400: "It could not be read",
    401: "No token, or one that lets nobody in",
    403: "The token or its maker may not",
    404: "There is nothing there, or nothing for this token",
    405: "Not in this way",
    409: "Not in the state that it is in now",
    422: "What was sent has problems",
    429: "Too many requests",
    500: "A fault of ours",
    503: "Not now",
}
OF_CHANGES: Final = {
    413: "Too large",
    415: "Of a kind that is not read",
}
CHANGING: Final = ("post", "put", "patch", "delete")
KEY: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Chosen by you, at most 255 characters; kept for 24 hours.",
    "schema": {"type": "string", "maxLength": 255, "pattern": "^[!-~]+$"},
}


def complete(described: dict[str, Any], scopes: Mapping[str, str]) -> dict[str, Any]:
    """Add problems, idempotency keys, addresses and scopes to the description."""
    described["components"]["schemas"]["Problem"] = PROBLEM
    described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for methods in described["paths"].values():
        for method, operation in methods.items():
            _complete(operation, is_change=method in CHANGING)
            if scope := scopes[operation["operationId"]]:
                operation["x-scope"] = scope
    return described


def _complete(operation: dict[str, Any], *, is_change: bool) -> None:
    operation["security"] = [{"token": []}]
    answers = operation["responses"]
    if is_change:
        operation["parameters"].append(KEY)
    else:
        answers[304] = {"description": "You have it already"}
    for status, meaning in {**ALWAYS, **(OF_CHANGES if is_change else {})}.items():
        answers[status] = {
            "description": meaning,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    operation["responses"] = {str(status): answers[status] for status in sorted(answers, key=int)}
