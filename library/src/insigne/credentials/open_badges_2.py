"""This room is for the documents of Open Badges 2.0 and 2.1, as values that write themselves.

2.1 left the vocabulary of 2.0 and its context as they were, and added an interface between
platforms: a document that is right in the one is right in the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from insigne.credentials.open_badges_2_parts import (
    Alignment,
    Evidence,
    Extension,
    Image,
    IssuerPolicy,
    Recipient,
    Verification,
    one_or_many,
)
from insigne.credentials.writing import instant, present

__all__ = [
    "Alignment",
    "Assertion",
    "BadgeClass",
    "CryptographicKey",
    "Endorsement",
    "Evidence",
    "Extension",
    "Image",
    "IssuerPolicy",
    "IssuerProfile",
    "Recipient",
    "Verification",
    "revoked_assertion",
]

CONTEXT: Final = "https://w3id.org/openbadges/v2"
HOSTED: Final = Verification()

type Extensions = Mapping[str, Extension]
"""By the name of their property, without the prefix `extensions:`."""


class _WritesItself(Protocol):
    def to_json(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class IssuerProfile:
    """Who issues (class Profile); `public_key` and `revocation_list` serve signed badges."""

    id: str
    name: str
    url: str
    email: str
    description: str | None = None
    image: str | Image | None = None
    public_key: tuple[str, ...] = ()
    revocation_list: str | None = None
    telephone: str | None = None
    verification: IssuerPolicy | None = None
    related: tuple[str, ...] = ()
    version: str | None = None
    language: str | None = None
    endorsement: tuple[str, ...] = ()
    extensions: Extensions = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Write the profile in the specification's own terms."""
        return _head(self.language) | present(
            id=self.id,
            type="Issuer",
            name=self.name,
            url=self.url,
            email=self.email,
            description=self.description,
            image=_written(self.image),
            publicKey=one_or_many(self.public_key),
            revocationList=self.revocation_list,
            telephone=self.telephone,
            verification=_written(self.verification),
            **_everywhere(self.related, self.version, self.endorsement, self.extensions),
        )


@dataclass(frozen=True, slots=True)
class BadgeClass:
    """What there is to be earned.

    `issuer` is the address of the issuer's profile, or, inside a signed badge, the profile.
    """

    id: str
    name: str
    description: str
    image: str | Image
    criteria_narrative: str
    issuer: str | IssuerProfile
    criteria_id: str | None = None
    alignment: tuple[Alignment, ...] = ()
    tags: tuple[str, ...] = ()
    version: str | None = None
    language: str | None = None
    related: tuple[str, ...] = ()
    endorsement: tuple[str, ...] = ()
    extensions: Extensions = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.criteria_narrative and not self.criteria_id:
            raise ValueError("criteria need a narrative or an id")

    def to_json(self) -> dict[str, object]:
        """Write the badge class in the specification's own terms."""
        return _head(self.language) | present(
            id=self.id,
            type="BadgeClass",
            name=self.name,
            description=self.description,
            image=_written(self.image),
            criteria=present(id=self.criteria_id, narrative=self.criteria_narrative),
            issuer=_written(self.issuer),
            alignment=[alignment.to_json() for alignment in self.alignment],
            tags=[*self.tags],
            **_everywhere(self.related, self.version, self.endorsement, self.extensions),
        )


@dataclass(frozen=True, slots=True)
class Assertion:
    """That somebody earned a badge.

    `badge` is the address of its BadgeClass, or, inside a signed badge, the BadgeClass.
    """

    id: str
    recipient: Recipient
    badge: str | BadgeClass
    issued_on: datetime
    verification: Verification = HOSTED
    image: str | Image | None = None
    evidence: tuple[str | Evidence, ...] = ()
    narrative: str | None = None
    expires: datetime | None = None
    related: tuple[str, ...] = ()
    version: str | None = None
    language: str | None = None
    endorsement: tuple[str, ...] = ()
    extensions: Extensions = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Write the assertion in the specification's own terms."""
        return _head(self.language) | present(
            id=self.id,
            type="Assertion",
            recipient=self.recipient.to_json(),
            badge=_written(self.badge),
            verification=self.verification.to_json(),
            issuedOn=instant(self.issued_on),
            image=_written(self.image),
            evidence=[_written(evidence) for evidence in self.evidence],
            narrative=self.narrative,
            expires=instant(self.expires),
            **_everywhere(self.related, self.version, self.endorsement, self.extensions),
        )


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What *issuer* says of the document at *endorsed* (class Endorsement)."""

    id: str
    endorsed: str
    comment: str
    issuer: str
    issued_on: datetime
    verification: Verification = HOSTED

    def to_json(self) -> dict[str, object]:
        """Write the endorsement in the specification's own terms."""
        return _head(None) | present(
            id=self.id,
            type="Endorsement",
            claim=present(id=self.endorsed, endorsementComment=self.comment),
            issuer=self.issuer,
            issuedOn=instant(self.issued_on),
            verification=self.verification.to_json(),
        )


@dataclass(frozen=True, slots=True)
class CryptographicKey:
    """A key with which signed badges are checked; its owner lists it, and it names its owner."""

    id: str
    owner: str
    public_key_pem: str

    def to_json(self) -> dict[str, object]:
        """Write the key in the specification's own terms."""
        members: dict[str, object] = {"id": self.id, "type": "CryptographicKey"}
        return _head(None) | members | {"owner": self.owner, "publicKeyPem": self.public_key_pem}


def revoked_assertion(assertion_id: str, *, reason: str | None = None) -> dict[str, object]:
    """Write what is left of an assertion that was revoked, served with status 410."""
    return _head(None) | present(
        id=assertion_id, type="Assertion", revoked=True, revocationReason=reason
    )


def _head(language: str | None) -> dict[str, object]:
    head: dict[str, object] = {"@context": CONTEXT}
    return head | {"@language": language} if language else head


def _everywhere(
    related: tuple[str, ...],
    version: str | None,
    endorsement: tuple[str, ...],
    extensions: Extensions,
) -> dict[str, object]:
    """Write what every document may have ("Properties", "Extensions")."""
    written: dict[str, object] = {
        f"extensions:{name}": extension.to_json() for name, extension in extensions.items()
    }
    return present(related=[*related], version=version, endorsement=[*endorsement]) | written


def _written(value: str | _WritesItself | None) -> object:
    """Write an address, or what stands in its place; a context is said once, at the top."""
    if value is None or isinstance(value, str):
        return value
    return {name: member for name, member in value.to_json().items() if name != "@context"}
