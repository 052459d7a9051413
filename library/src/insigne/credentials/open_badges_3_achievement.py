"""This room is for what can be earned in Open Badges 3.0, and by which measure."""

from __future__ import annotations

from dataclasses import dataclass

from insigne.credentials.open_badges_3_profile import IdentifierEntry, Image, Profile
from insigne.credentials.open_badges_3_terms import (
    ACHIEVEMENT_TYPES,
    RESULT_TYPES,
    TARGET_TYPES,
    require_term,
    require_url,
)
from insigne.credentials.reading import Json
from insigne.credentials.writing import number, present


@dataclass(frozen=True, slots=True)
class Criteria:
    """What one must do to earn it: in words (Markdown), at an address, or both."""

    narrative: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        """Hold the specification's rules that something is said, and that an id is a URL."""
        require_url(self.id, "the id of criteria")
        if not self.narrative and not self.id:
            raise ValueError("criteria have a narrative or an id")

    def to_json(self) -> dict[str, object]:
        """Write the criteria in the specification's own terms."""
        return present(id=self.id, narrative=self.narrative)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What something corresponds to in a framework: a skill, a level, a learning outcome."""

    target_name: str
    target_url: str
    target_framework: str | None = None
    target_code: str | None = None
    target_description: str | None = None
    target_type: str | None = None

    def __post_init__(self) -> None:
        """Hold the rules for the target's address and type."""
        require_url(self.target_url, "the targetUrl of an alignment")
        require_term(self.target_type, TARGET_TYPES, "the targetType of an alignment")

    def to_json(self) -> dict[str, object]:
        """Write the alignment in the specification's own terms."""
        return present(
            type=["Alignment"],
            targetName=self.target_name,
            targetUrl=self.target_url,
            targetFramework=self.target_framework,
            targetCode=self.target_code,
            targetDescription=self.target_description,
            targetType=self.target_type,
        )


@dataclass(frozen=True, slots=True)
class RubricCriterionLevel:
    """One level of a rubric: what it is called, and what it takes."""

    id: str
    name: str
    level: str | None = None
    points: str | None = None
    description: str | None = None
    alignment: tuple[Alignment, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rule that an id is a URL."""
        require_url(self.id, "the id of a rubric's level")

    def to_json(self) -> dict[str, object]:
        """Write the level in the specification's own terms."""
        return present(
            id=self.id,
            type=["RubricCriterionLevel"],
            name=self.name,
            level=self.level,
            points=self.points,
            description=self.description,
            alignment=[alignment.to_json() for alignment in self.alignment],
        )


@dataclass(frozen=True, slots=True)
class ResultDescription:
    """A result that can be reached: a grade, a score, credits."""

    id: str
    name: str
    result_type: str
    allowed_value: tuple[str, ...] = ()
    required_value: str | None = None
    value_min: str | None = None
    value_max: str | None = None
    alignment: tuple[Alignment, ...] = ()
    required_level: str | None = None
    rubric_criterion_level: tuple[RubricCriterionLevel, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rules for ids, for the type, and that a required level is one of those."""
        require_url(self.id, "the id of a result description")
        require_term(self.result_type, RESULT_TYPES, "the resultType of a result description")
        levels = {level.id for level in self.rubric_criterion_level}
        if self.required_level is not None and self.required_level not in levels:
            raise ValueError("the requiredLevel is the id of one of the rubric's levels")

    def to_json(self) -> dict[str, object]:
        """Write the description in the specification's own terms."""
        return present(
            id=self.id,
            type=["ResultDescription"],
            name=self.name,
            resultType=self.result_type,
            allowedValue=[*self.allowed_value],
            requiredValue=self.required_value,
            valueMin=self.value_min,
            valueMax=self.value_max,
            alignment=[alignment.to_json() for alignment in self.alignment],
            requiredLevel=self.required_level,
            rubricCriterionLevel=[level.to_json() for level in self.rubric_criterion_level],
        )


@dataclass(frozen=True, slots=True)
class Related:
    """Another achievement that belongs with it: an earlier version, or another language."""

    id: str
    in_language: str | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        """Hold the rule that an id is a URL."""
        require_url(self.id, "the id of what is related")

    def to_json(self) -> dict[str, object]:
        """Write the relation in the specification's own terms."""
        return present(
            id=self.id, type=["Related"], inLanguage=self.in_language, version=self.version
        )


@dataclass(frozen=True, slots=True)
class Achievement:
    """What there is to be earned (Open Badges 3.0, class Achievement).

    Endorsements of it were secured by whoever made them, and are kept as they came.
    """

    id: str
    name: str
    description: str
    criteria: Criteria
    achievement_type: str | None = None
    creator: Profile | None = None
    credits_available: float | None = None
    field_of_study: str | None = None
    specialization: str | None = None
    human_code: str | None = None
    image: Image | None = None
    in_language: str | None = None
    version: str | None = None
    alignment: tuple[Alignment, ...] = ()
    result_description: tuple[ResultDescription, ...] = ()
    other_identifier: tuple[IdentifierEntry, ...] = ()
    related: tuple[Related, ...] = ()
    tag: tuple[str, ...] = ()
    endorsement: tuple[Json, ...] = ()
    endorsement_jwt: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rules for the id and the type."""
        require_url(self.id, "the id of an achievement")
        require_term(self.achievement_type, ACHIEVEMENT_TYPES, "an achievementType")

    def to_json(self) -> dict[str, object]:
        """Write the achievement in the specification's own terms."""
        return present(
            id=self.id,
            type=["Achievement"],
            name=self.name,
            description=self.description,
            criteria=self.criteria.to_json(),
            achievementType=self.achievement_type,
            creator=self.creator and self.creator.to_json(),
            creditsAvailable=number(self.credits_available),
            fieldOfStudy=self.field_of_study,
            specialization=self.specialization,
            humanCode=self.human_code,
            image=self.image and self.image.to_json(),
            inLanguage=self.in_language,
            version=self.version,
            alignment=[alignment.to_json() for alignment in self.alignment],
            resultDescription=[result.to_json() for result in self.result_description],
            otherIdentifier=[entry.to_json() for entry in self.other_identifier],
            related=[related.to_json() for related in self.related],
            tag=[*self.tag],
            endorsement=[*self.endorsement],
            endorsementJwt=[*self.endorsement_jwt],
        )
