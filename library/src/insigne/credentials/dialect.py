"""This room is for recognising in which dialect a credential was written."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from insigne.credentials.reading import NOTHING, Json, as_object, strings_of

VC_1 = "https://www.w3.org/2018/credentials/v1"
VC_2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3_CONTEXTS = "https://purl.imsglobal.org/spec/ob/v3p0/"
CLR_2_CONTEXTS = "https://purl.imsglobal.org/spec/clr/v2p0/"
OPEN_BADGES_2_CONTEXTS = frozenset(
    {
        "https://w3id.org/openbadges/v2",
        "http://w3id.org/openbadges/v2",
        "https://openbadgespec.org/v2/context.json",
    }
)
OPEN_BADGES_1_CONTEXTS = frozenset(
    {
        "https://w3id.org/openbadges/v1",
        "http://w3id.org/openbadges/v1",
        "https://openbadgespec.org/v1/context.json",
    }
)
OPEN_BADGES_3_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
PRESENTATION_TYPES = frozenset({"VerifiablePresentation", "EnvelopedVerifiablePresentation"})
_LONGEST_SIGNS: Final = 2000
OPEN_BADGES_2_TYPES = frozenset({"Assertion", "BadgeClass", "Issuer", "Endorsement"})


class Dialect(StrEnum):
    """The languages in which credentials come to us."""

    OPEN_BADGES_3 = "open-badges-3"
    OPEN_BADGES_3_VCDM_1 = "open-badges-3-vcdm-1"
    ENDORSEMENT_3 = "endorsement-3"
    CLR_2 = "clr-2"
    SD_JWT_VC = "sd-jwt-vc"
    PRESENTATION = "presentation"
    OPEN_BADGES_2 = "open-badges-2"
    OPEN_BADGES_1 = "open-badges-1"
    OPEN_BADGES_0_5 = "open-badges-0.5"
    UNKNOWN = "unknown"


class Signs(NamedTuple):
    """By what a dialect shows itself."""

    contexts: frozenset[str]
    types: frozenset[str]
    document: Json

    @property
    def is_credential(self) -> bool:
        """Say whether it is on the VC Data Model at all."""
        return bool(self.contexts & {VC_1, VC_2}) or "VerifiableCredential" in self.types

    @property
    def is_version_1(self) -> bool:
        """Say whether it is on version 1.1 of the VC Data Model."""
        return VC_1 in self.contexts and VC_2 not in self.contexts

    @property
    def speaks_open_badges_3(self) -> bool:
        """Say whether a context or a type is that of Open Badges 3.0."""
        speaks_it = any(context.startswith(OPEN_BADGES_3_CONTEXTS) for context in self.contexts)
        return speaks_it or bool(self.types & OPEN_BADGES_3_TYPES)


ASSERTION_DIALECTS = frozenset(
    {Dialect.OPEN_BADGES_2, Dialect.OPEN_BADGES_1, Dialect.OPEN_BADGES_0_5}
)
"""Those before 3.0: an assertion, a badge class and an issuer; 2.1 is written like 2.0."""


def dialect_of(document: Json) -> Dialect:
    """Say in which dialect *document* is written: the first in `RECOGNISED` that it shows.

    A wrong type under a known context is still that context's dialect: its schema then says
    what is wrong.
    """
    contexts = tuple(strings_of(document.get("@context")))
    types = tuple(strings_of(document.get("type")))
    if sum(map(len, contexts + types)) > _LONGEST_SIGNS:
        return _dialect_by(contexts, types, document)
    return _dialect_by_signs(contexts, types) or _dialect_by(contexts, types, document)


@lru_cache(maxsize=128)
def _dialect_by_signs(contexts: tuple[str, ...], types: tuple[str, ...]) -> Dialect | None:
    """Remember the dialect of credentials on the VC Data Model, of which these say all."""
    signs = Signs(frozenset(contexts), frozenset(types), NOTHING)
    return _dialect_by(contexts, types, NOTHING) if signs.is_credential else None


def _dialect_by(contexts: tuple[str, ...], types: tuple[str, ...], document: Json) -> Dialect:
    without_slash = frozenset(context.rstrip("/") for context in contexts)
    signs = Signs(without_slash, frozenset(types), document)
    return next((dialect for dialect, is_shown in RECOGNISED if is_shown(signs)), Dialect.UNKNOWN)


def dialect_of_linked(document: Json, *, default: Dialect) -> Dialect:
    """Say by which version a badge class or issuer is to be read that an assertion links to.

    Issuers went on to a newer version one document at a time. One without a context is as old as
    what links to it.
    """
    contexts = {context.rstrip("/") for context in strings_of(document.get("@context"))}
    if contexts & OPEN_BADGES_2_CONTEXTS:
        return Dialect.OPEN_BADGES_2
    return Dialect.OPEN_BADGES_1 if contexts & OPEN_BADGES_1_CONTEXTS else default


def _is_presentation(signs: Signs) -> bool:
    return bool(signs.types & PRESENTATION_TYPES)


def _is_endorsement(signs: Signs) -> bool:
    return "EndorsementCredential" in signs.types and signs.is_credential


def _is_clr(signs: Signs) -> bool:
    return "ClrCredential" in signs.types and signs.is_credential


def _is_open_badge_on_version_1(signs: Signs) -> bool:
    return signs.is_version_1 and signs.is_credential and signs.speaks_open_badges_3


def _is_open_badge(signs: Signs) -> bool:
    return signs.is_credential and signs.speaks_open_badges_3


def _is_of_open_badges_2(signs: Signs) -> bool:
    return bool(signs.contexts & OPEN_BADGES_2_CONTEXTS)


def _is_of_open_badges_1(signs: Signs) -> bool:
    return bool(signs.contexts & OPEN_BADGES_1_CONTEXTS)


def _looks_like_open_badges_0_5(signs: Signs) -> bool:
    """Open Badges 0.5 wrote all in one: the recipient as a text, the badge with its issuer."""
    document = signs.document
    badge = as_object(document.get("badge"))
    is_text = isinstance(document.get("recipient"), str)
    return "verify" not in document and "issuer" in badge and is_text


def _looks_like_open_badges_1(signs: Signs) -> bool:
    """Open Badges 1.0 had no context: an assertion has a badge and says how to verify it."""
    document = signs.document
    return "badge" in document and ("verify" in document or "uid" in document)


RECOGNISED: Final[tuple[tuple[Dialect, Callable[[Signs], bool]], ...]] = (
    (Dialect.PRESENTATION, _is_presentation),
    (Dialect.ENDORSEMENT_3, _is_endorsement),
    (Dialect.CLR_2, _is_clr),
    (Dialect.OPEN_BADGES_3_VCDM_1, _is_open_badge_on_version_1),
    (Dialect.OPEN_BADGES_3, _is_open_badge),
    (Dialect.UNKNOWN, lambda signs: signs.is_credential),
    (Dialect.OPEN_BADGES_2, _is_of_open_badges_2),
    (Dialect.OPEN_BADGES_1, _is_of_open_badges_1),
    (Dialect.OPEN_BADGES_0_5, _looks_like_open_badges_0_5),
    (Dialect.OPEN_BADGES_1, _looks_like_open_badges_1),
    (Dialect.OPEN_BADGES_3, lambda signs: signs.speaks_open_badges_3),
    (Dialect.OPEN_BADGES_2, lambda signs: bool(signs.types & OPEN_BADGES_2_TYPES)),
)
