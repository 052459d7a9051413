"""This room is for the structure of Open Badges 2.0 and 2.1 documents, which have no JSON Schema.

The tables are those of "Open Badges Vocabulary", class by class, which 2.1 left as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.credentials.assertion import HOSTED_TYPES, SIGNED_TYPES, instant_of_2
from insigne.credentials.reading import Json
from insigne.credentials.shapes import (
    BOOLEAN,
    CONTEXT,
    EMAIL,
    IMAGE_ADDRESS,
    IRI,
    LANGUAGE,
    TEXT,
    TEXT_OR_NUMBER,
    URL,
    Property,
    Shape,
    instant,
    link,
    node,
    optional,
    plainly,
    required,
)

VERIFICATION_TYPES: Final = HOSTED_TYPES | SIGNED_TYPES

_INSTANT: Final = instant("an instant with a time zone", instant_of_2)
_IN_CONTEXT: Final = Shape({"@context": required(CONTEXT, many=True)})
_NAMED: Final = Shape({"id": required(IRI)})
_LINK: Final = link(IRI, _NAMED)
_IMAGE: Final = link(
    IMAGE_ADDRESS,
    Shape({"id": required(IMAGE_ADDRESS), "caption": optional(TEXT), "author": optional(_LINK)}),
)
_VERIFICATION: Final = Shape(
    {
        "type": required(
            plainly(
                "HostedBadge or SignedBadge",
                lambda value: isinstance(value, str) and value in VERIFICATION_TYPES,
            ),
            many=True,
        ),
        "creator": optional(_LINK),
    }
)

IDENTITY_OBJECT: Final = Shape(
    {
        "type": required(TEXT),
        "identity": required(TEXT),
        "hashed": required(BOOLEAN),
        "salt": optional(TEXT),
    }
)
CRYPTOGRAPHIC_KEY: Final = Shape(
    {"id": optional(IRI), "owner": optional(_LINK), "publicKeyPem": optional(TEXT)}
)
ENDORSEMENT: Final = Shape(
    {
        "id": required(IRI),
        "claim": required(node(Shape({"id": required(IRI), "endorsementComment": optional(TEXT)}))),
        "issuer": required(_LINK),
        "issuedOn": required(_INSTANT),
        "verification": required(node(_VERIFICATION)),
    },
    types=("Endorsement",),
)
_EVERYWHERE: Final[Mapping[str, Property]] = {
    "@language": optional(LANGUAGE),
    "version": optional(TEXT_OR_NUMBER),
    "related": optional(_LINK, many=True),
    "endorsement": optional(link(IRI, ENDORSEMENT), many=True),
}
PROFILE: Final = Shape(
    {
        "id": required(IRI),
        "name": required(TEXT),
        "url": required(URL),
        "email": required(EMAIL),
        "telephone": optional(TEXT),
        "description": optional(TEXT),
        "image": optional(_IMAGE),
        "publicKey": optional(link(IRI, CRYPTOGRAPHIC_KEY), many=True),
        "verification": optional(
            node(
                Shape(
                    {
                        "type": optional(TEXT, many=True),
                        "verificationProperty": optional(
                            plainly("id", lambda value: value in ("id", "@id"))
                        ),
                        "startsWith": optional(TEXT, many=True),
                        "allowedOrigins": optional(TEXT, many=True),
                    }
                )
            )
        ),
        "revocationList": optional(URL),
        **_EVERYWHERE,
    },
    types=("Issuer", "Profile"),
)
BADGE_CLASS: Final = Shape(
    {
        "id": required(IRI),
        "name": required(TEXT),
        "description": required(TEXT),
        "image": required(_IMAGE),
        "criteria": required(link(IRI, Shape({"id": optional(IRI), "narrative": optional(TEXT)}))),
        "issuer": required(link(IRI, PROFILE)),
        "alignment": optional(
            node(
                Shape(
                    {
                        "targetName": required(TEXT),
                        "targetUrl": required(URL),
                        "targetDescription": optional(TEXT),
                        "targetFramework": optional(TEXT),
                        "targetCode": optional(TEXT),
                    }
                )
            ),
            many=True,
        ),
        "tags": optional(TEXT, many=True),
        **_EVERYWHERE,
    },
    types=("BadgeClass",),
)
_EVIDENCE: Final = Shape(
    {"id": optional(IRI)}
    | {name: optional(TEXT) for name in ("narrative", "name", "description", "genre", "audience")}
)
ASSERTION: Final = Shape(
    {
        "id": required(IRI),
        "recipient": required(node(IDENTITY_OBJECT)),
        "badge": required(link(IRI, BADGE_CLASS)),
        "verification": required(node(_VERIFICATION)),
        "issuedOn": required(_INSTANT),
        "expires": optional(_INSTANT),
        "image": optional(_IMAGE),
        "evidence": optional(link(IRI, _EVIDENCE), many=True),
        "narrative": optional(TEXT),
        "revoked": optional(BOOLEAN),
        "revocationReason": optional(TEXT),
        **_EVERYWHERE,
    },
    types=("Assertion",),
)


def assertion_problems(assertion: Json) -> list[str]:
    """Say what is wrong with an Assertion (Open Badges 2.0, "Data Validation")."""
    if "verification" not in assertion and "verify" in assertion:  # another name for it
        assertion = {**assertion, "verification": assertion["verify"]}
    return _problems_of_document(assertion, ASSERTION)


def badge_class_problems(badge_class: Json) -> list[str]:
    """Say what is wrong with a BadgeClass, and with its issuer if that is written out."""
    return _problems_of_document(badge_class, BADGE_CLASS)


def issuer_problems(issuer: Json) -> list[str]:
    """Say what is wrong with the Profile of an issuer."""
    return _problems_of_document(issuer, PROFILE)


def endorsement_problems(endorsement: Json) -> list[str]:
    """Say what is wrong with an Endorsement."""
    return _problems_of_document(endorsement, ENDORSEMENT)


def _problems_of_document(document: Json, shape: Shape) -> list[str]:
    """A document is linked data, and without a context it says nothing."""
    return shape.problems(document) + _IN_CONTEXT.problems({"@context": document.get("@context")})
