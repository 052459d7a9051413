"""This room is for the nouns of Open Badges 3.0, as values that write themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from insigne.credentials.dialect import VC_2
from insigne.credentials.open_badges_3_achievement import Achievement, Alignment
from insigne.credentials.open_badges_3_profile import IdentityObject, Image, Profile
from insigne.credentials.open_badges_3_terms import (
    RESULT_STATUSES,
    require_fixed_term,
    require_url,
)
from insigne.credentials.reading import Json
from insigne.credentials.verifiable_credential import (
    ACHIEVEMENT_SCHEMA,
    EXTENSIONS_CONTEXT,
    BitstringStatusListEntry,
    CredentialMembers,
    Evidence,
)
from insigne.credentials.writing import instant, number, present

__all__ = [
    "CONTEXTS",
    "EXTENSIONS_CONTEXT",
    "AchievementSubject",
    "BitstringStatusListEntry",
    "Evidence",
    "OpenBadgeCredential",
    "Result",
]

OPEN_BADGES_3_CONTEXT: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS: Final = (VC_2, OPEN_BADGES_3_CONTEXT)


@dataclass(frozen=True, slots=True)
class Result:
    """What one person reached, in the terms of a ResultDescription."""

    result_description: str | None = None
    value: str | None = None
    status: str | None = None
    achieved_level: str | None = None
    alignment: tuple[Alignment, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rules for statuses, and that what is referred to has a URL."""
        require_fixed_term(self.status, RESULT_STATUSES, "the status of a result")
        require_url(self.result_description, "the resultDescription of a result")
        require_url(self.achieved_level, "the achievedLevel of a result")

    def to_json(self) -> dict[str, object]:
        """Write the result in the specification's own terms."""
        return present(
            type=["Result"],
            resultDescription=self.result_description,
            value=self.value,
            status=self.status,
            achievedLevel=self.achieved_level,
            alignment=[alignment.to_json() for alignment in self.alignment],
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
    image: Image | None = None
    source: Profile | None = None

    def __post_init__(self) -> None:
        """Hold the specification's rule that a subject is identified, and by a URL."""
        require_url(self.id or None, "the id of a subject")
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
            image=self.image and self.image.to_json(),
            licenseNumber=self.license_number,
            narrative=self.narrative,
            result=[result.to_json() for result in self.result],
            role=self.role,
            source=self.source and self.source.to_json(),
            term=self.term,
            achievement=self.achievement.to_json(),
        )


@dataclass(frozen=True, slots=True)
class OpenBadgeCredential(CredentialMembers):
    """A claim that somebody earned something, still to be secured (class AchievementCredential).

    Endorsements in it were secured by whoever made them, and are kept as they came.
    """

    id: str
    issuer: Profile
    valid_from: datetime
    credential_subject: AchievementSubject
    name: str | None = None
    image: Image | None = None
    endorsement: tuple[Json, ...] = ()
    endorsement_jwt: tuple[str, ...] = ()
    has_credential_schema: bool = False

    def __post_init__(self) -> None:
        """Hold the rule that an id is a URL."""
        require_url(self.id, "the id of a credential")

    def to_json(self) -> dict[str, object]:
        """Write the credential in the specification's own terms, contexts first."""
        carried = self._with_own_schema()
        return {"@context": carried.contexts(*CONTEXTS)} | present(
            id=self.id,
            type=["VerifiableCredential", "OpenBadgeCredential"],
            name=self.name,
            description=self.description,
            image=self.image and self.image.to_json(),
            issuer=self.issuer.to_json(),
            validFrom=instant(self.valid_from),
            credentialSubject=self.credential_subject.to_json(),
            endorsement=[*self.endorsement],
            endorsementJwt=[*self.endorsement_jwt],
            **carried.members(),
        )

    def _with_own_schema(self) -> OpenBadgeCredential:
        if not self.has_credential_schema:
            return self
        schemas = (ACHIEVEMENT_SCHEMA, *self.credential_schema)
        return replace(self, credential_schema=schemas, has_credential_schema=False)
