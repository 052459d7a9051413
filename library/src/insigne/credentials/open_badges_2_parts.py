"""This room is for the smaller nouns of Open Badges 2.0 and 2.1, which stand inside others."""

from __future__ import annotations

from dataclasses import dataclass

from insigne.credentials.recipient import identity_hash
from insigne.credentials.writing import present


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
class Image:
    """A picture with words to it (class Image); a picture without is just its address."""

    id: str
    caption: str | None = None
    author: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the picture in the specification's own terms."""
        return present(id=self.id, caption=self.caption, author=self.author)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the recipient did (class Evidence); evidence without words is just its address."""

    id: str | None = None
    narrative: str | None = None
    name: str | None = None
    description: str | None = None
    genre: str | None = None
    audience: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the evidence in the specification's own terms."""
        return {"type": "Evidence"} | present(
            id=self.id,
            narrative=self.narrative,
            name=self.name,
            description=self.description,
            genre=self.genre,
            audience=self.audience,
        )


@dataclass(frozen=True, slots=True)
class Extension:
    """What Open Badges has no word for ("Extensions"): *context* defines the names in *values*."""

    context: str
    type: str
    values: tuple[tuple[str, object], ...]

    def to_json(self) -> dict[str, object]:
        """Write the extension in the specification's own terms."""
        return {"@context": self.context, "type": ["Extension", self.type], **dict(self.values)}


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
    """How an assertion is to be checked: at its source, or by its signature."""

    creator: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the instructions; with a key's address as creator, the badge is a signed one."""
        kind = "SignedBadge" if self.creator else "HostedBadge"
        return present(type=kind, creator=self.creator)


@dataclass(frozen=True, slots=True)
class IssuerPolicy:
    """Where an issuer's hosted assertions are published (class VerificationObject, of a Profile).

    Readers of other makes compare `starts_with` as text: end it with a slash.
    """

    starts_with: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Write the policy in the specification's own terms."""
        return {"type": "VerificationObject"} | present(
            startsWith=one_or_many(self.starts_with),
            allowedOrigins=one_or_many(self.allowed_origins),
        )


def one_or_many(values: tuple[object, ...]) -> object:
    """Write one value as itself, and several as a list: some readers know only the one."""
    return values[0] if len(values) == 1 else [*values]
