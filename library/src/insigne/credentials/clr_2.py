"""This room is for the nouns of CLR 2.0: a record of what one person learned, from many issuers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.credentials.dialect import VC_2
from insigne.credentials.open_badges_3 import OPEN_BADGES_3_CONTEXT
from insigne.credentials.open_badges_3_achievement import Achievement
from insigne.credentials.open_badges_3_profile import IdentityObject, Image, Profile
from insigne.credentials.open_badges_3_terms import (
    ASSOCIATION_TYPES,
    require_fixed_term,
    require_url,
)
from insigne.credentials.reading import Json
from insigne.credentials.verifiable_credential import CredentialMembers
from insigne.credentials.writing import instant, present

CONTEXTS: Final = (
    VC_2,
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    OPEN_BADGES_3_CONTEXT,
)


@dataclass(frozen=True, slots=True)
class Association:
    """How one achievement in the record stands to another."""

    association_type: str
    source_id: str
    target_id: str

    def __post_init__(self) -> None:
        """Hold the rules for the type, and that both ends have a URL."""
        require_fixed_term(self.association_type, ASSOCIATION_TYPES, "an associationType")
        require_url(self.source_id, "the sourceId of an association")
        require_url(self.target_id, "the targetId of an association")

    def to_json(self) -> dict[str, object]:
        """Write the association in the specification's own terms."""
        return {
            "type": "Association",
            "associationType": self.association_type,
            "sourceId": self.source_id,
            "targetId": self.target_id,
        }


@dataclass(frozen=True, slots=True)
class ClrSubject:
    """Whose record it is, and the credentials in it, each secured by its own issuer.

    They are kept as they came. `achievement` describes what no credential in it does.
    """

    verifiable_credential: tuple[Json, ...]
    id: str | None = None
    identifier: tuple[IdentityObject, ...] = ()
    achievement: tuple[Achievement, ...] = ()
    association: tuple[Association, ...] = ()

    def __post_init__(self) -> None:
        """Hold the specification's rules: the subject is identified, and there is a credential."""
        require_url(self.id, "the id of a subject")
        if not self.id and not self.identifier:
            raise ValueError("a subject has an id or an identifier")
        if not self.verifiable_credential:
            raise ValueError("a record holds at least one credential")

    def to_json(self) -> dict[str, object]:
        """Write the subject in the specification's own terms."""
        return present(
            id=self.id,
            type=["ClrSubject"],
            identifier=[identity.to_json() for identity in self.identifier],
            achievement=[achievement.to_json() for achievement in self.achievement],
            verifiableCredential=[*self.verifiable_credential],
            association=[association.to_json() for association in self.association],
        )


@dataclass(frozen=True, slots=True)
class ClrCredential(CredentialMembers):
    """A Comprehensive Learner Record, still to be secured (class ClrCredential)."""

    id: str
    name: str
    issuer: Profile
    valid_from: datetime
    credential_subject: ClrSubject
    image: Image | None = None
    partial: bool | None = None
    endorsement: tuple[Json, ...] = ()
    endorsement_jwt: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rules that an id is a URL, and that it has a name."""
        require_url(self.id, "the id of a record")
        if not self.name:
            raise ValueError("a record has a name")

    def to_json(self) -> dict[str, object]:
        """Write the record in the specification's own terms, contexts first."""
        return {"@context": self.contexts(*CONTEXTS)} | present(
            id=self.id,
            type=["VerifiableCredential", "ClrCredential"],
            name=self.name,
            description=self.description,
            image=self.image and self.image.to_json(),
            partial=self.partial,
            issuer=self.issuer.to_json(),
            validFrom=instant(self.valid_from),
            credentialSubject=self.credential_subject.to_json(),
            endorsement=[*self.endorsement],
            endorsementJwt=[*self.endorsement_jwt],
            **self.members(),
        )
