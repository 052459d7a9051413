"""This room is for recognising a credential that is written as plainly as most are.

The rules of the VC Data Model allow many spellings, and to look at each takes a while. A document
that keeps to the narrower schema here keeps to all of those rules but one, which compares two
members (`data_model.py`); of any other document this says nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import jsonschema_rs

from insigne.credentials.dialect import VC_1, VC_2
from insigne.credentials.reading import Json
from insigne.credentials.schema import ACHIEVEMENT, registry_with

type _Schema = dict[str, object]

_DAY: Final = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_TIME: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_INSTANT: Final[_Schema] = {"type": "string", "pattern": f"^[1-9][0-9]{{3}}-{_DAY}T{_TIME}Z$"}
_URL: Final[_Schema] = {
    "type": "string",
    "pattern": "^(?:https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~:/?#@!&=%-]*)?"
    "|(?:urn|did):[A-Za-z0-9._:#%-]+)$",
}
_TERM: Final[_Schema] = {"type": "string", "pattern": "^[A-Za-z0-9]+$"}
_TERMS: Final[_Schema] = {
    "if": {"type": "array"},
    "then": {"minItems": 1, "items": _TERM},
    "else": _TERM,
}
_TEXT: Final[_Schema] = {"type": "string"}


def _object(required: tuple[str, ...] = (), **properties: _Schema) -> _Schema:
    return {"type": "object", "required": list(required), "properties": properties}


def _one_or_more(one: _Schema) -> _Schema:
    return {"if": {"type": "array"}, "then": {"minItems": 1, "items": one}, "else": one}


_TYPED: Final = _one_or_more(_object(("type",), id=_URL, type=_TERMS))
_IDENTIFIED: Final = _object(("id",), id=_URL, name=_TEXT, description=_TEXT)
_CONTEXTS: Final[_Schema] = {
    "type": "array",
    "uniqueItems": True,
    "items": [{"const": VC_2}],
    "additionalItems": {**_URL, "not": {"const": VC_1}},
    "minItems": 1,
}
_CREDENTIAL: Final[_Schema] = {
    "type": "object",
    "required": ["@context", "type", "issuer", "credentialSubject"],
    "properties": {
        "@context": _CONTEXTS,
        "id": _URL,
        "type": {
            "type": "array",
            "contains": {"const": "VerifiableCredential"},
            "items": {**_TERM, "not": {"const": "EnvelopedVerifiableCredential"}},
        },
        "name": _TEXT,
        "description": _TEXT,
        "issuer": {"if": {"type": "object"}, "then": _IDENTIFIED, "else": _URL},
        "credentialSubject": _one_or_more({**_object((), id=_URL), "minProperties": 1}),
        "validFrom": _INSTANT,
        "validUntil": _INSTANT,
        "credentialStatus": _TYPED,
        "credentialSchema": _one_or_more(_object(("id", "type"), id=_URL, type=_TERMS)),
        "refreshService": _TYPED,
        "termsOfUse": _TYPED,
        "evidence": _TYPED,
        "proof": _TYPED,
        "relatedResource": False,
    },
}


_ANY_VALUE: Final[_Schema] = {"$ref": "#/$defs/value"}
_VALUE: Final[_Schema] = {
    "type": ["object", "array", "string", "number", "boolean"],
    "properties": {"endorsement": False, "endorsementJwt": False},
    "additionalProperties": _ANY_VALUE,
    "minItems": 1,
    "items": _ANY_VALUE,
}
"""Nothing empty, at any depth, and nothing by which an endorsement is carried."""

_BADGE: Final[_Schema] = {
    "$defs": {"value": _VALUE},
    "allOf": [{"$ref": ACHIEVEMENT}, _CREDENTIAL, _ANY_VALUE],
}


def is_plain(document: Json) -> bool:
    """Say whether *document* is a credential of version 2.0 with nothing unusual in it."""
    return _validator().is_valid(document)


def is_plain_badge(document: Json) -> bool:
    """Say whether it is plain, keeps to the schema of Open Badges 3.0, and holds nothing empty.

    Nor does it carry an endorsement. All of that is seen in one walk.
    """
    return _badge_validator().is_valid(document)


@cache
def _validator() -> jsonschema_rs.Draft201909Validator:
    return jsonschema_rs.Draft201909Validator(_CREDENTIAL, offline=True)


@cache
def _badge_validator() -> jsonschema_rs.Draft201909Validator:
    return jsonschema_rs.Draft201909Validator(
        _BADGE, validate_formats=True, registry=registry_with(ACHIEVEMENT), offline=True
    )
