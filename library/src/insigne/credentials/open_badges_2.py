"""This room is for the nouns of Open Badges 2.0, as values that write themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.credentials.recipient import identity_hash
from insigne.credentials.writing import instant, present

CONTEXT: Final = "https://w3id.org/openbadges/v2"


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a badge corresponds to in a framework (class AlignmentObject)."""

    target_name: str
    target_url: str
    target_framework: str | None = None
    target_code: str | None = None
    target_description: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the alignment in the specification's own terms."""
        return present(
            targetName=self.target_name,
            targetUrl=self.target_url,
            targetDescription=self.target_description,
            targetFramework=self.target_framework,
            targetCode=self.target_code,
        )


@dataclass(frozen=True, slots=True)
class IssuerProfile:
    """Who issues (class Profile); `public_key` and `revocation_list` serve signed badges."""

    id: str
    name: str
    url: str
    email: str
    description: str | None = None
    image: str | None = None
    public_key: tuple[str, ...] = ()
    revocation_list: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the profile in the specification's own terms."""
        return {"@context": CONTEXT} | present(
            id=self.id,
            type="Issuer",
            name=self.name,
            url=self.url,
            email=self.email,
            description=self.description,
            image=self.image,
            publicKey=self.public_key[0] if len(self.public_key) == 1 else [*self.public_key],
            revocationList=self.revocation_list,
        )


@dataclass(frozen=True, slots=True)
class BadgeClass:
    """What there is to be earned; `issuer` is the address of the issuer's profile."""

    id: str
    name: str
    description: str
    image: str
    criteria_narrative: str
    issuer: str
    criteria_id: str | None = None
    alignment: tuple[Alignment, ...] = ()
    tags: tuple[str, ...] = ()
    version: str | None = None
    language: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the badge class in the specification's own terms."""
        head = {"@context": CONTEXT} | ({"@language": self.language} if self.language else {})
        return head | present(
            id=self.id,
            type="BadgeClass",
            name=self.name,
            description=self.description,
            image=self.image,
            criteria=present(id=self.criteria_id, narrative=self.criteria_narrative),
            issuer=self.issuer,
            alignment=[alignment.to_json() for alignment in self.alignment],
            tags=[*self.tags],
            version=self.version,
        )


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who earned it (class IdentityObject): a salted hash, or an identifier in the clear."""

    identity: str
    type: str = "email"
    hashed: bool = True
    salt: str | None = None

    @classmethod
    def of_email(cls, email: str, *, salt: str) -> Recipient:
        """Hash an e-mail address with *salt*."""
        return cls(identity_hash(email, salt), salt=salt)

    @classmethod
    def of_id(cls, identifier: str) -> Recipient:
        """Name the recipient by an identifier that says nothing, such as a random URN."""
        return cls(identifier, type="id", hashed=False)

    def to_json(self) -> dict[str, object]:
        """Write the recipient in the specification's own terms."""
        return present(type=self.type, hashed=self.hashed, identity=self.identity, salt=self.salt)


@dataclass(frozen=True, slots=True)
class Verification:
    """How the assertion is to be checked: at its source, or by its signature."""

    creator: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the instructions; with a key's address as creator, the badge is a signed one."""
        kind = "SignedBadge" if self.creator else "HostedBadge"
        return present(type=kind, creator=self.creator)


@dataclass(frozen=True, slots=True)
class Assertion:
    """That somebody earned a badge; `badge` is the address of its BadgeClass."""

    id: str
    recipient: Recipient
    badge: str
    issued_on: datetime
    verification: Verification = Verification()
    image: str | None = None
    evidence: tuple[str, ...] = ()
    narrative: str | None = None
    expires: datetime | None = None

    def to_json(self) -> dict[str, object]:
        """Write the assertion in the specification's own terms."""
        return {"@context": CONTEXT} | present(
            id=self.id,
            type="Assertion",
            recipient=self.recipient.to_json(),
            badge=self.badge,
            verification=self.verification.to_json(),
            issuedOn=instant(self.issued_on),
            image=self.image,
            evidence=[*self.evidence],
            narrative=self.narrative,
            expires=instant(self.expires),
        )


def revoked_assertion(assertion_id: str, *, reason: str | None = None) -> dict[str, object]:
    """Write what is left of an assertion that was revoked, served with status 410."""
    return {"@context": CONTEXT} | present(
        id=assertion_id, type="Assertion", revoked=True, revocationReason=reason
    )
