"""This room is for the structure of Open Badges 0.5, 1.0 and 1.1 documents.

1.1 is 1.0 as linked data: each document has a context, a type and, as it is linked to, an id. 0.5
wrote one document, and knew no type at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.credentials.assertion import HOSTED_TYPES, SIGNED_TYPES, instant_of_1
from insigne.credentials.reading import Json
from insigne.credentials.shapes import (
    BOOLEAN,
    EMAIL,
    IMAGE_ADDRESS,
    TEXT,
    URL,
    URL_OR_PATH,
    Property,
    Shape,
    instant,
    node,
    optional,
    plainly,
    required,
)

_INSTANT: Final = instant("a date or a number of seconds", instant_of_1)

ASSERTION_1_0: Final = Shape(
    {
        "uid": required(TEXT),
        "recipient": required(
            node(
                Shape(
                    {
                        "type": required(TEXT),
                        "identity": required(TEXT),
                        "hashed": optional(BOOLEAN),
                        "salt": optional(TEXT),
                    }
                )
            )
        ),
        "badge": required(URL),
        "verify": required(
            node(
                Shape(
                    {
                        "type": required(
                            plainly(
                                "hosted or signed",
                                lambda value: (
                                    isinstance(value, str) and value in HOSTED_TYPES | SIGNED_TYPES
                                ),
                            )
                        ),
                        "url": required(URL),
                    }
                )
            )
        ),
        "issuedOn": required(_INSTANT),
        "expires": optional(_INSTANT),
        "image": optional(IMAGE_ADDRESS),
        "evidence": optional(URL),
        "revoked": optional(BOOLEAN),
    }
)
BADGE_CLASS_1_0: Final = Shape(
    {
        "name": required(TEXT),
        "description": required(TEXT),
        "image": required(IMAGE_ADDRESS),
        "criteria": required(URL),
        "issuer": required(URL),
        "alignment": optional(
            node(
                Shape(
                    {
                        "name": required(TEXT),
                        "url": required(URL),
                        "description": optional(TEXT),
                    }
                )
            ),
            many=True,
        ),
        "tags": optional(TEXT, many=True),
    }
)
ISSUER_1_0: Final = Shape(
    {
        "name": required(TEXT),
        "url": required(URL),
        "description": optional(TEXT),
        "image": optional(IMAGE_ADDRESS),
        "email": optional(EMAIL),
        "revocationList": optional(URL),
    }
)
ASSERTION_0_5: Final = Shape(
    {
        "recipient": required(TEXT),
        "salt": optional(TEXT),
        "evidence": optional(URL_OR_PATH),
        "issued_on": optional(_INSTANT),
        "expires": optional(_INSTANT),
        "badge": required(
            node(
                Shape(
                    {
                        "version": optional(TEXT),
                        "name": required(TEXT),
                        "description": required(TEXT),
                        "image": required(URL_OR_PATH),
                        "criteria": required(URL_OR_PATH),
                        "issuer": required(
                            node(
                                Shape(
                                    {
                                        "origin": required(URL),
                                        "name": required(TEXT),
                                        "org": optional(TEXT),
                                        "contact": optional(EMAIL),
                                    }
                                )
                            )
                        ),
                    }
                )
            )
        ),
        "revoked": optional(BOOLEAN),
    }
)


def assertion_problems(assertion: Json) -> list[str]:
    """Say what is wrong with an assertion of 1.0 or 1.1 ("Structural Validity")."""
    return _shape(ASSERTION_1_0, "Assertion", assertion, optional(URL)).problems(assertion)


def badge_class_problems(badge_class: Json) -> list[str]:
    """Say what is wrong with a BadgeClass of 1.0 or 1.1."""
    return _shape(BADGE_CLASS_1_0, "BadgeClass", badge_class, required(URL)).problems(badge_class)


def issuer_problems(issuer: Json) -> list[str]:
    """Say what is wrong with an issuer of 1.0 (IssuerOrganization) or 1.1 (Issuer Profile)."""
    return _shape(ISSUER_1_0, "Issuer", issuer, required(URL)).problems(issuer)


def assertion_0_5_problems(assertion: Json) -> list[str]:
    """Say what is wrong with an assertion of 0.5, with the badge and the issuer in it."""
    return ASSERTION_0_5.problems(assertion)


def _shape(shape: Shape, type_1_1: str, document: Json, id_1_1: Property) -> Shape:
    """Ask of 1.1, which a document says that it is by its context, its type and its id too."""
    if "@context" not in document:
        return shape
    properties: Mapping[str, Property] = {**shape.properties, "id": id_1_1}
    return Shape(properties, types=(type_1_1,))
