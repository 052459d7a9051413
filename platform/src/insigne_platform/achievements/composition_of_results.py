"""Where grade scales and items of frameworks become the standard's nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.credentials.open_badges_3_achievement import (
    Alignment,
    ResultDescription,
    RubricCriterionLevel,
)
from insigne_platform.achievements.choices import GradeScale
from insigne_platform.achievements.models import AchievementVersion

NAMES: Final[Mapping[str, str]] = {"nl": "Cijfer", "en": "Grade"}
PASS_OR_FAIL: Final[Mapping[str, tuple[str, str]]] = {
    "nl": ("Voldoende", "Onvoldoende"),
    "en": ("Pass", "Fail"),
}
LETTERS: Final = ("A", "B", "C", "D", "E", "F")
TARGET_TYPE: Final[Mapping[str, str]] = {
    "skill": "ext:Skill", "knowledge": "ext:Knowledge", "outcome": "CFItem", "competency": "CFItem",
}  # fmt: skip


def result_descriptions(
    version: AchievementVersion, achievement_id: str
) -> tuple[ResultDescription, ...]:
    """The grade scale as a ResultDescription; none where no grades are given."""
    scale, id = version.grade_scale, f"{achievement_id}#grade"
    name, required = NAMES[version.language], version.grade_pass or None
    if scale == GradeScale.DUTCH:
        return (
            ResultDescription(
                id, name, "RawScore", value_min="1", value_max="10",
                required_value=required or "5.5",
            ),
        )  # fmt: skip
    if scale == GradeScale.PERCENT:
        return (
            ResultDescription(
                id, name, "Percent", value_min="0", value_max="100", required_value=required
            ),
        )
    if scale == GradeScale.LETTERS:
        return (ResultDescription(id, name, "LetterGrade", LETTERS, required),)
    if scale == GradeScale.PASS:
        words = PASS_OR_FAIL[version.language]
        return (ResultDescription(id, name, "Result", words, required or words[0]),)
    if scale == GradeScale.OWN and version.grade_levels:
        return (_own_scale(version, id, name, required),)
    return ()


def _own_scale(
    version: AchievementVersion, id: str, name: str, required: str | None
) -> ResultDescription:
    first, second = (version.language, "en" if version.language == "nl" else "nl")
    levels = tuple(
        RubricCriterionLevel(
            id=f"{id}-{count}",
            name=level["value"],
            description=level[first] or level[second] or None,
        )
        for count, level in enumerate(version.grade_levels, start=1)
    )
    return ResultDescription(
        id,
        name,
        "Result",
        allowed_value=tuple(level.name for level in levels),
        required_value=required,
        rubric_criterion_level=levels,
    )


def framework_alignments(version: AchievementVersion) -> tuple[Alignment, ...]:
    """What was picked from frameworks, in the badge's language where it is there."""
    first, second = (version.language, "en" if version.language == "nl" else "nl")
    return tuple(
        Alignment(
            target_name=item[f"name_{first}"] or item[f"name_{second}"] or item["url"],
            target_url=item["url"],
            target_framework=item["framework"] or None,
            target_code=item["code"] or None,
            target_description=item[f"description_{first}"]
            or item[f"description_{second}"]
            or None,
            target_type=TARGET_TYPE.get(item["kind"]),
        )
        for item in version.alignments
    )
