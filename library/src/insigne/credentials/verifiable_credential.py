"""This room is for what any credential carries beside its claim (VC Data Model 2.0)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.credentials.open_badges_3_terms import require_url
from insigne.credentials.schema import ACHIEVEMENT, CLR, ENDORSEMENT
from insigne.credentials.writing import instant, present

EXTENSIONS_CONTEXT: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
_OF_THE_EXTENSIONS: Final = "1EdTech"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that it was earned: at an address, in words, or both."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    narrative: str | None = None
    genre: str | None = None
    audience: str | None = None

    def __post_init__(self) -> None:
        """Hold the rule that an id is a URL."""
        require_url(self.id, "the id of evidence")

    def to_json(self) -> dict[str, object]:
        """Write the evidence in the specification's own terms."""
        return present(
            id=self.id,
            type=["Evidence"],
            name=self.name,
            description=self.description,
            narrative=self.narrative,
            genre=self.genre,
            audience=self.audience,
        )


@dataclass(frozen=True, slots=True)
class BitstringStatusListEntry:
    """Which entry of which list says whether the credential was withdrawn (Bitstring Status List).

    `status_messages` says what each value means where an entry has several bits; each message has
    an identifier of its own, so that signing has no blank nodes to name.
    """

    status_list_credential: str
    status_list_index: int
    status_purpose: str = "revocation"
    status_size: int = 1
    status_messages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rule that entries of several bits say what every value means."""
        if self.status_size > 1 and len(self.status_messages) != 1 << self.status_size:
            raise ValueError("every value has a message")

    def to_json(self) -> dict[str, object]:
        """Write the entry in the specification's own terms; the index is a decimal string."""
        written: dict[str, object] = {
            "id": f"{self.status_list_credential}#{self.status_list_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.status_purpose,
            "statusListIndex": str(self.status_list_index),
            "statusListCredential": self.status_list_credential,
        }
        if self.status_size > 1:
            written["statusSize"] = self.status_size
            written["statusMessage"] = [
                {
                    "id": f"{self.status_list_credential}#{value:#x}",
                    "status": f"{value:#x}",
                    "message": message,
                }
                for value, message in enumerate(self.status_messages)
            ]
        return written


@dataclass(frozen=True, slots=True)
class RevocationListStatus:
    """At which address the ids of withdrawn credentials stand (VC Revocation List 1.0)."""

    id: str
    type: str = "1EdTechRevocationList"

    def __post_init__(self) -> None:
        """Hold the rule that the list has an address."""
        require_url(self.id, "the id of a revocation list")

    def to_json(self) -> dict[str, object]:
        """Write the status in the specification's own terms."""
        return {"id": self.id, "type": self.type}


@dataclass(frozen=True, slots=True)
class RefreshService:
    """Where a newer credential can be had (VC Credential Refresh 1.0)."""

    id: str
    type: str = "1EdTechCredentialRefresh"

    def __post_init__(self) -> None:
        """Hold the rule that the service has an address."""
        require_url(self.id, "the id of a refresh service")

    def to_json(self) -> dict[str, object]:
        """Write the service in the specification's own terms."""
        return {"id": self.id, "type": self.type}


@dataclass(frozen=True, slots=True)
class CredentialSchema:
    """A schema that the credential keeps to (VC Credential Schema 1.0)."""

    id: str
    type: str = "1EdTechJsonSchemaValidator2019"

    def __post_init__(self) -> None:
        """Hold the rule that the schema has an address."""
        require_url(self.id, "the id of a schema")

    def to_json(self) -> dict[str, object]:
        """Write the schema in the specification's own terms."""
        return {"id": self.id, "type": self.type}


ACHIEVEMENT_SCHEMA: Final = CredentialSchema(ACHIEVEMENT)
ENDORSEMENT_SCHEMA: Final = CredentialSchema(ENDORSEMENT)
CLR_SCHEMA: Final = CredentialSchema(CLR)


@dataclass(frozen=True, slots=True)
class TermsOfUse:
    """Under which terms the credential was given; the type is one that a context defines."""

    type: str
    id: str | None = None

    def __post_init__(self) -> None:
        """Hold the rules that a type is said, and that an id is a URL."""
        if not self.type:
            raise ValueError("terms of use say their type")
        require_url(self.id, "the id of terms of use")

    def to_json(self) -> dict[str, object]:
        """Write the terms in the specification's own terms."""
        return present(id=self.id, type=self.type)


@dataclass(frozen=True, slots=True)
class RelatedResource:
    """Something elsewhere, with a digest of its content ("Integrity of Related Resources")."""

    id: str
    digest_sri: str
    media_type: str | None = None

    @classmethod
    def of(cls, id: str, content: bytes, *, media_type: str | None = None) -> RelatedResource:
        """Take the digest of *content*, which is what stands at *id* now."""
        digest = base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")
        return cls(id, f"sha384-{digest}", media_type)

    def __post_init__(self) -> None:
        """Hold the rule that it has an address."""
        require_url(self.id, "the id of a related resource")

    def to_json(self) -> dict[str, object]:
        """Write the resource in the specification's own terms."""
        return present(id=self.id, mediaType=self.media_type, digestSRI=self.digest_sri)


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialMembers:
    """What credentials of every kind may carry beside their claim.

    `extra_contexts` define the terms of others that it uses; they stand after the standard's own.
    """

    description: str | None = None
    awarded_date: datetime | None = None
    valid_until: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    credential_status: BitstringStatusListEntry | RevocationListStatus | None = None
    credential_schema: tuple[CredentialSchema, ...] = ()
    refresh_service: RefreshService | None = None
    terms_of_use: tuple[TermsOfUse, ...] = ()
    related_resource: tuple[RelatedResource, ...] = ()
    extra_contexts: tuple[str, ...] = ()

    def members(self) -> dict[str, object]:
        """Write those that there are, by their names."""
        return {
            "validUntil": instant(self.valid_until),
            "awardedDate": instant(self.awarded_date),
            "evidence": [evidence.to_json() for evidence in self.evidence],
            "credentialStatus": self.credential_status and self.credential_status.to_json(),
            "credentialSchema": [schema.to_json() for schema in self.credential_schema],
            "refreshService": self.refresh_service and self.refresh_service.to_json(),
            "termsOfUse": [terms.to_json() for terms in self.terms_of_use],
            "relatedResource": [resource.to_json() for resource in self.related_resource],
        }

    def contexts(self, *standard: str) -> list[str]:
        """Give the contexts: the standard's own, that of 1EdTech's extensions, and the others.

        The extensions' context is named only if one of its types is used.
        """
        uses_extensions = any(kind.startswith(_OF_THE_EXTENSIONS) for kind in self._types())
        extensions = [EXTENSIONS_CONTEXT] if uses_extensions else []
        return list(dict.fromkeys((*standard, *extensions, *self.extra_contexts)))

    def _types(self) -> Iterator[str]:
        typed = (self.refresh_service, *self.credential_schema, *self.terms_of_use)
        yield from (one.type for one in typed if one is not None)
        if isinstance(self.credential_status, RevocationListStatus):
            yield self.credential_status.type
