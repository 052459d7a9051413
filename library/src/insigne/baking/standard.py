"""This room is for the two baking specifications, side by side, and their common limits."""

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


class Marks(NamedTuple):
    """How a baked credential is recognised: in a PNG by its keyword, in an SVG by its element."""

    keyword: bytes
    namespace: str
    element: str


MARKS: Mapping[Standard, Marks] = {
    Standard.OPEN_BADGES_2: Marks(b"openbadges", "http://openbadges.org", "assertion"),
    Standard.OPEN_BADGES_3: Marks(
        b"openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "credential"
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


def checked_text(text: str) -> str:
    """Refuse a credential that is empty or too large to be put into an image."""
    if not text.strip():
        raise MalformedError("there is no credential to bake")
    if len(text) > MOST_TEXT_BYTES or len(text.encode()) > MOST_TEXT_BYTES:
        raise MalformedError("the credential is larger than 1 MiB")
    return text


def the_only_one(found: list[Baked]) -> Baked | None:
    """Hold the rule that an image carries one credential: with two, which one is shown?"""
    if len(found) > 1:
        raise MalformedError(f"the image carries {len(found)} credentials instead of one")
    return found[0] if found else None
