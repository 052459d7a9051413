"""A badge as it is sent and answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema

from insigne_platform.achievements.composition import achievement_path, picture_path
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.api.shapes import Given, PublicId, Text
from insigne_platform.core.addresses import absolute

type Scenario = Literal["microcredential", "informal", "game"]
Kind = Annotated[Text, Field(max_length=20)]
Line = Annotated[Text, Field(max_length=300)]
Name = Annotated[Text, Field(max_length=200)]
TEXTS = (
    "language", "name_nl", "name_en", "description_nl", "description_en", "criteria_nl",
    "criteria_en", "learning_outcomes", "skills", "workload_hours", "eqf_level", "nlqf_level",
    "assessment_type", "participation_form", "quality_assurance", "supervision", "prerequisites",
    "valid_months", "picture_alt_nl", "picture_alt_en", "isced_field", "assessment_kind",
    "participation_kind", "quality_kind", "supervision_kind", "identity_check", "stackability",
    "grade_scale", "grade_pass", "grade_levels", "alignments", "related", "tags", "croho",
)  # fmt: skip


class Outcome(Given):
    """A learning outcome in two languages, of which one may be empty."""

    nl: Annotated[Text, Field(max_length=500)] = ""
    en: Annotated[Text, Field(max_length=500)] = ""


class GradeLevel(Given):
    """A level of a badge's own scale, and what it means."""

    value: Annotated[Text, Field(min_length=1, max_length=40)]
    nl: Annotated[Text, Field(max_length=500)] = ""
    en: Annotated[Text, Field(max_length=500)] = ""


class Alignment(Given):
    """An item of a framework that the badge speaks of."""

    url: Annotated[Text, Field(min_length=1, max_length=1000)]
    kind: Annotated[Text, Field(max_length=20)] = ""
    code: Annotated[Text, Field(max_length=100)] = ""
    framework: Annotated[Text, Field(max_length=300)] = ""
    name_nl: Annotated[Text, Field(max_length=500)] = ""
    name_en: Annotated[Text, Field(max_length=500)] = ""
    description_nl: Annotated[Text, Field(max_length=2000)] = ""
    description_en: Annotated[Text, Field(max_length=2000)] = ""


class BadgeChange(Given):
    """What a draft says; what is left out stays as it is."""

    scenario: Scenario = Field("informal")
    language: Literal["nl", "en"] = "nl"
    name_nl: Name = ""
    name_en: Name = ""
    description_nl: Annotated[Text, Field(max_length=4000)] = ""
    description_en: Annotated[Text, Field(max_length=4000)] = ""
    criteria_nl: Annotated[Text, Field(max_length=10_000)] = ""
    criteria_en: Annotated[Text, Field(max_length=10_000)] = ""
    learning_outcomes: Annotated[list[Outcome], Field(max_length=20)] = []
    skills: Annotated[list[Annotated[Text, Field(max_length=100)]], Field(max_length=30)] = []
    workload_ects: Annotated[Decimal, Field(ge=0, le=240, decimal_places=2)] | None = None
    workload_hours: Annotated[int, Field(ge=0, le=10_000)] | None = None
    eqf_level: Annotated[int, Field(ge=1, le=8)] | None = None
    nlqf_level: Annotated[Text, Field(max_length=20)] = ""
    assessment_type: Line = ""
    participation_form: Line = ""
    quality_assurance: Line = ""
    supervision: Line = ""
    prerequisites: Annotated[Text, Field(max_length=1000)] = ""
    valid_months: Annotated[int, Field(ge=1, le=600)] | None = None
    picture_alt_nl: Line = ""
    picture_alt_en: Line = ""
    isced_field: Annotated[Text, Field(max_length=4)] = ""
    assessment_kind: Kind = ""
    participation_kind: Kind = ""
    quality_kind: Kind = ""
    supervision_kind: Kind = ""
    identity_check: Kind = ""
    stackability: Annotated[Text, Field(max_length=1000)] = ""
    grade_scale: Annotated[Text, Field(max_length=10)] = ""
    grade_pass: Annotated[Text, Field(max_length=40)] = ""
    grade_levels: Annotated[list[GradeLevel], Field(max_length=20)] = []
    alignments: Annotated[list[Alignment], Field(max_length=50)] = []
    related: Annotated[list[PublicId], Field(max_length=20)] = []
    tags: Annotated[list[Annotated[Text, Field(max_length=50)]], Field(max_length=20)] = []
    croho: Annotated[Text, Field(max_length=20)] = ""


class BadgeIn(BadgeChange):
    """A badge to begin."""

    issuer: Annotated[Text, Field(max_length=12, description="The `id` of an issuer.")]
    scenario: Scenario


class OutcomeOut(Schema):
    """A learning outcome in two languages, of which one may be empty."""

    nl: str = ""
    en: str = ""


class BadgeOut(Schema):
    """A badge in its newest version."""

    id: str
    issuer: str
    scenario: str
    version: int
    label: str = Field(description="The number that people see, such as 1 or 1.1.")
    state: str = Field(description="draft or published.")
    in_catalogue: bool
    archived_at: datetime | None
    published_at: datetime | None
    created_at: datetime
    public_url: str | None = Field(description="Where anybody reads it; null before publishing.")
    picture_url: str | None
    language: str
    name_nl: str
    name_en: str
    description_nl: str
    description_en: str
    criteria_nl: str
    criteria_en: str
    learning_outcomes: list[OutcomeOut]
    skills: list[str]
    workload_ects: float | None
    workload_hours: int | None
    eqf_level: int | None
    nlqf_level: str
    assessment_type: str
    participation_form: str
    quality_assurance: str
    supervision: str
    prerequisites: str
    valid_months: int | None
    picture_alt_nl: str
    picture_alt_en: str
    isced_field: str
    assessment_kind: str
    participation_kind: str
    quality_kind: str
    supervision_kind: str
    identity_check: str
    stackability: str
    grade_scale: str
    grade_pass: str
    grade_levels: list[dict[str, str]]
    alignments: list[dict[str, str]]
    related: list[str]
    tags: list[str]
    croho: str


def badge_out(version: AchievementVersion) -> BadgeOut:
    """Write a version as it is answered."""
    achievement = version.achievement
    is_public = version.is_published
    texts = {name: getattr(version, name) for name in TEXTS}
    ects = version.workload_ects
    return BadgeOut(
        id=achievement.public_id,
        issuer=achievement.issuer.public_id,
        scenario=achievement.scenario,
        version=version.number,
        label=version.label,
        state=version.state,
        in_catalogue=achievement.in_catalogue,
        archived_at=achievement.archived_at,
        published_at=version.published_at,
        created_at=achievement.created_at,
        public_url=absolute(achievement_path(version)) if is_public else None,
        picture_url=absolute(picture_path(version)) if is_public else None,
        workload_ects=None if ects is None else float(ects),
        **texts,
    )
