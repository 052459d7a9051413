"""This room is for recognising in which dialect a credential was written."""

from __future__ import annotations

from enum import StrEnum

from insigne.credentials.reading import Json, as_object, strings_of

VC_1 = "https://www.w3.org/2018/credentials/v1"
VC_2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3_CONTEXTS = "https://purl.imsglobal.org/spec/ob/v3p0/"
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
OPEN_BADGES_2_TYPES = frozenset({"Assertion", "BadgeClass", "Issuer", "Endorsement"})


class Dialect(StrEnum):
    """The languages in which credentials come to us."""

    OPEN_BADGES_3 = "open-badges-3"
    OPEN_BADGES_3_VCDM_1 = "open-badges-3-vcdm-1"
    ENDORSEMENT_3 = "endorsement-3"
    OPEN_BADGES_2 = "open-badges-2"
    OPEN_BADGES_1 = "open-badges-1"
    OPEN_BADGES_0_5 = "open-badges-0.5"
    UNKNOWN = "unknown"


ASSERTION_DIALECTS = frozenset(
    {Dialect.OPEN_BADGES_2, Dialect.OPEN_BADGES_1, Dialect.OPEN_BADGES_0_5}
)
"""Those before 3.0: an assertion, a badge class and an issuer; 2.1 is written like 2.0."""


def dialect_of(document: Json) -> Dialect:
    """Say in which dialect *document* is written, by its contexts first and its types second.

    A wrong type under a known context is still that context's dialect: its schema then says
    what is wrong.
    """
    contexts = {context.rstrip("/") for context in strings_of(document.get("@context"))}
    types = set(strings_of(document.get("type")))
    if contexts & {VC_1, VC_2} or "VerifiableCredential" in types:
        return _dialect_of_credential(contexts, types)
    if contexts & OPEN_BADGES_2_CONTEXTS:
        return Dialect.OPEN_BADGES_2
    if contexts & OPEN_BADGES_1_CONTEXTS:
        return Dialect.OPEN_BADGES_1
    if _looks_like_open_badges_0_5(document):
        return Dialect.OPEN_BADGES_0_5
    if _looks_like_open_badges_1(document):
        return Dialect.OPEN_BADGES_1
    if _is_of_open_badges_3(contexts, types):
        return Dialect.OPEN_BADGES_3
    return Dialect.OPEN_BADGES_2 if types & OPEN_BADGES_2_TYPES else Dialect.UNKNOWN


def _dialect_of_credential(contexts: set[str], types: set[str]) -> Dialect:
    if "EndorsementCredential" in types:
        return Dialect.ENDORSEMENT_3
    if "ClrCredential" in types or not _is_of_open_badges_3(contexts, types):
        return Dialect.UNKNOWN
    is_version_1 = VC_1 in contexts and VC_2 not in contexts
    return Dialect.OPEN_BADGES_3_VCDM_1 if is_version_1 else Dialect.OPEN_BADGES_3


def _is_of_open_badges_3(contexts: set[str], types: set[str]) -> bool:
    speaks_it = any(context.startswith(OPEN_BADGES_3_CONTEXTS) for context in contexts)
    return speaks_it or bool(types & OPEN_BADGES_3_TYPES)


def dialect_of_linked(document: Json, *, default: Dialect) -> Dialect:
    """Say by which version a badge class or issuer is to be read that an assertion links to.

    Issuers went on to a newer version one document at a time. One without a context is as old as
    what links to it.
    """
    contexts = {context.rstrip("/") for context in strings_of(document.get("@context"))}
    if contexts & OPEN_BADGES_2_CONTEXTS:
        return Dialect.OPEN_BADGES_2
    return Dialect.OPEN_BADGES_1 if contexts & OPEN_BADGES_1_CONTEXTS else default


def _looks_like_open_badges_0_5(document: Json) -> bool:
    """Open Badges 0.5 wrote all in one: the recipient as a text, the badge with its issuer."""
    badge = as_object(document.get("badge"))
    is_text = isinstance(document.get("recipient"), str)
    return "verify" not in document and "issuer" in badge and is_text


def _looks_like_open_badges_1(document: Json) -> bool:
    """Open Badges 1.0 had no context: an assertion has a badge and says how to verify it."""
    return "badge" in document and ("verify" in document or "uid" in document)
