"""This room is for the three baking specifications, side by side, and their common limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from insigne.errors import MalformedError

MOST_IMAGE_BYTES: Final = 10 * 1024 * 1024
MOST_TEXT_BYTES: Final = 1024 * 1024


class Standard(StrEnum):
    """By which specification a credential is baked."""

    OPEN_BADGES_2 = "ob2"
    OPEN_BADGES_3 = "ob3"
    CLR_2 = "clr2"


class Marks(NamedTuple):
    """How a baked credential is recognised: in a PNG by its keyword, in an SVG by its element.

    The *prefix* is only how the specification's examples write the namespace.
    """

    keyword: bytes
    namespace: str
    prefix: str
    element: str


MARKS: Mapping[Standard, Marks] = {
    Standard.OPEN_BADGES_2: Marks(
        b"openbadges", "http://openbadges.org", "openbadges", "assertion"
    ),
    Standard.OPEN_BADGES_3: Marks(
        b"openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "openbadges", "credential"
    ),
    Standard.CLR_2: Marks(
        b"clrcredential", "https://purl.imsglobal.org/clr/v2p0", "clr", "credential"
    ),
}


@dataclass(frozen=True, slots=True)
class Baked:
    """What was found in an image: JSON, a compact JWS, or the address of a hosted badge."""

    text: str
    standard: Standard


def checked_image(image: bytes) -> bytes:
    """Refuse an image that is larger than any badge needs to be."""
    if len(image) > MOST_IMAGE_BYTES:
        raise MalformedError(f"the image is larger than {MOST_IMAGE_BYTES // 1024**2} MB")
    return image


def checked_text(text: str) -> bytes:
    """Refuse a credential that is empty or too large to be put into an image; else encode it."""
    if not text or text.isspace():
        raise MalformedError("there is no credential to bake")
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise MalformedError("the credential holds half of a surrogate pair") from error
    if len(encoded) > MOST_TEXT_BYTES:
        raise MalformedError("the credential is larger than 1 MiB")
    return encoded


def the_only_one(found: list[Baked]) -> Baked | None:
    """Hold the rule that an image carries one credential: with two, which one is shown?"""
    if len(found) > 1:
        raise MalformedError(f"the image carries {len(found)} credentials instead of one")
    if found and not found[0].text.strip():
        raise MalformedError("the credential in the image is empty")
    return found[0] if found else None
