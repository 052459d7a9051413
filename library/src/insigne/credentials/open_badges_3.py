"""This room is for the nouns of Open Badges 3.0, as values that write themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.credentials.dialect import VC_2
from insigne.credentials.open_badges_3_achievement import Achievement
from insigne.credentials.open_badges_3_profile import IdentityObject, Image, Profile
from insigne.credentials.schema import ACHIEVEMENT
from insigne.credentials.writing import instant, number, present

CONTEXTS: Final = (VC_2, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
EXTENSIONS_CONTEXT: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


@dataclass(frozen=True, slots=True)
class Result:
    """What one person reached, in the terms of a ResultDescription."""

    result_description: str
    value: str | None = None
    status: str | None = None
    achieved_level: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the result in the specification's own terms."""
        return present(
            type=["Result"],
            resultDescription=self.result_description,
            value=self.value,
            status=self.status,
            achievedLevel=self.achieved_level,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that it was earned: at an address, in words, or both."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    narrative: str | None = None
    genre: str | None = None
    audience: str | None = None

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
class AchievementSubject:
    """Who earned what: named by an identifier, by hashed identities, or by both."""

    achievement: Achievement
    id: str | None = None
    identifier: tuple[IdentityObject, ...] = ()
    activity_start_date: datetime | None = None
    activity_end_date: datetime | None = None
    credits_earned: float | None = None
    license_number: str | None = None
    narrative: str | None = None
    result: tuple[Result, ...] = ()
    role: str | None = None
    term: str | None = None

    def __post_init__(self) -> None:
        """Hold the specification's rule that a subject is identified."""
        if not self.id and not self.identifier:
            raise ValueError("a subject has an id or an identifier")

    def to_json(self) -> dict[str, object]:
        """Write the subject in the specification's own terms."""
        return present(
            id=self.id,
            type=["AchievementSubject"],
            identifier=[identity.to_json() for identity in self.identifier],
            activityStartDate=instant(self.activity_start_date),
            activityEndDate=instant(self.activity_end_date),
            creditsEarned=number(self.credits_earned),
            licenseNumber=self.license_number,
            narrative=self.narrative,
            result=[result.to_json() for result in self.result],
            role=self.role,
            term=self.term,
            achievement=self.achievement.to_json(),
        )


@dataclass(frozen=True, slots=True)
class BitstringStatusListEntry:
    """Which bit of which list says whether the credential was withdrawn (Bitstring Status List)."""

    status_list_credential: str
    status_list_index: int
    status_purpose: str = "revocation"

    def to_json(self) -> dict[str, object]:
        """Write the entry in the specification's own terms; the index is a decimal string."""
        return {
            "id": f"{self.status_list_credential}#{self.status_list_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.status_purpose,
            "statusListIndex": str(self.status_list_index),
            "statusListCredential": self.status_list_credential,
        }


@dataclass(frozen=True, slots=True)
class OpenBadgeCredential:
    """A claim that somebody earned something, still to be secured (class AchievementCredential)."""

    id: str
    issuer: Profile
    valid_from: datetime
    credential_subject: AchievementSubject
    name: str | None = None
    description: str | None = None
    image: Image | None = None
    awarded_date: datetime | None = None
    valid_until: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    credential_status: BitstringStatusListEntry | None = None
    has_credential_schema: bool = False

    def to_json(self) -> dict[str, object]:
        """Write the credential in the specification's own terms, contexts first."""
        return {"@context": self._contexts()} | present(
            id=self.id,
            type=["VerifiableCredential", "OpenBadgeCredential"],
            name=self.name,
            description=self.description,
            image=self.image and self.image.to_json(),
            issuer=self.issuer.to_json(),
            validFrom=instant(self.valid_from),
            validUntil=instant(self.valid_until),
            awardedDate=instant(self.awarded_date),
            credentialSubject=self.credential_subject.to_json(),
            evidence=[evidence.to_json() for evidence in self.evidence],
            credentialStatus=self.credential_status and self.credential_status.to_json(),
            credentialSchema=self._schemas(),
        )

    def _contexts(self) -> list[str]:
        return [*CONTEXTS, EXTENSIONS_CONTEXT] if self.has_credential_schema else [*CONTEXTS]

    def _schemas(self) -> list[dict[str, str]]:
        if not self.has_credential_schema:
            return []
        return [{"id": ACHIEVEMENT, "type": "1EdTechJsonSchemaValidator2019"}]
