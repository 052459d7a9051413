"""An award as it is sent and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

from insigne_platform.api.shapes import Address, Day, Given, Text
from insigne_platform.awards.composition import assertion_path
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.awards.recipients import Recipient
from insigne_platform.core.addresses import absolute

BadgeId = Annotated[
    Text, Field(max_length=12, description="The `id` of a badge; its newest published version.")
]


class RecipientIn(Given):
    """Who is to be given a badge, and what is said with it."""

    email: Address
    name: Annotated[Text, Field(max_length=200)] = ""
    language: Literal["", "nl", "en"] = ""
    grade: Annotated[Text, Field(max_length=40)] = ""
    narrative: Annotated[Text, Field(max_length=4000)] = ""
    evidence_url: Annotated[Text, Field(max_length=500)] = ""
    awarded_on: Day | None = None
    expires_on: Day | None = None

    def recipient(self) -> Recipient:
        """The recipient as the service takes it."""
        return Recipient(**{name: getattr(self, name) for name in RECIPIENT_FIELDS})


RECIPIENT_FIELDS = tuple(RecipientIn.model_fields)


class AwardIn(RecipientIn):
    """One award."""

    badge: BadgeId


class ReasonsIn(Given):
    """Why an award is taken back, or does not count for now."""

    reason: Annotated[
        Text, Field(min_length=1, max_length=500, description="For the institution alone.")
    ]
    public_reason: Annotated[
        Text, Field(max_length=500, description="The holder, and anybody who checks, reads it.")
    ] = ""


class CorrectionIn(ReasonsIn):
    """What an award should have said; what is left out was right."""

    name: Annotated[Text, Field(max_length=200)] | None = None
    grade: Annotated[Text, Field(max_length=40)] | None = None
    narrative: Annotated[Text, Field(max_length=4000)] | None = None
    evidence_url: Annotated[Text, Field(max_length=500)] | None = None

    def said_of(self, award: Award) -> dict[str, str]:
        """Everything that the award is to say, by its field."""
        before = {
            "name": award.recipient_name,
            "grade": award.grade,
            "narrative": award.narrative,
            "evidence_url": award.evidence_url,
        }
        given = {name: getattr(self, name) for name in before}
        return {name: before[name] if said is None else said for name, said in given.items()}


class BadgeOfAward(Schema):
    """The badge that was awarded, in the version that was."""

    id: str
    version: int
    name_nl: str
    name_en: str


class RecipientOut(Schema):
    """To whom it was awarded."""

    email: str
    name: str


class AwardOut(Schema):
    """That somebody earned something."""

    id: UUID
    badge: BadgeOfAward
    batch: UUID
    recipient: RecipientOut
    language: str
    grade: str
    narrative: str
    evidence_url: str
    state: str = Field(
        description="being_made, waiting (to be claimed), claimed, declined or revoked."
    )
    is_suspended: bool
    awarded_at: datetime
    expires_at: datetime | None
    claimed_at: datetime | None
    revoked_at: datetime | None
    revocation_reason: str
    replaces: UUID | None = Field(description="The award whose place it took.")
    replacement: str = Field(description="correction or renewal, if it took another one's place.")
    is_renewed: bool = Field(description="Whether a later award took its place by renewal.")
    public_url: str | None = Field(description="Where its state is read; null while being made.")


def award_out(award: Award) -> AwardOut:
    """Write an award as it is answered."""
    version = award.version
    is_made = award.state not in (AwardState.NEW, AwardState.INTENT)
    return AwardOut(
        id=award.pk,
        badge=BadgeOfAward(
            id=version.achievement.public_id,
            version=version.number,
            name_nl=version.name_nl,
            name_en=version.name_en,
        ),
        batch=award.batch_id,
        recipient=RecipientOut(email=award.recipient_email, name=award.recipient_name),
        language=award.language,
        grade=award.grade,
        narrative=award.narrative,
        evidence_url=award.evidence_url,
        state=_state(award),
        is_suspended=award.is_suspended,
        awarded_at=award.awarded_at,
        expires_at=award.expires_at,
        claimed_at=award.claimed_at,
        revoked_at=award.revoked_at,
        revocation_reason=award.revocation_reason,
        replaces=award.replaces_id,
        replacement=award.replacement,
        is_renewed=award.is_renewed,
        public_url=absolute(assertion_path(award)) if is_made else None,
    )


def _state(award: Award) -> str:
    if award.state in (AwardState.NEW, AwardState.INTENT):
        return "being_made"
    if award.state != AwardState.ISSUED:
        return str(award.state)
    if award.claimed_at is not None:
        return "claimed"
    return "waiting" if award.declined_at is None else "declined"
