"""The steps in which a badge is made, and which fields stand in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import AchievementVersion


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the editor."""

    key: str
    label: str | Promise
    fields: tuple[str, ...]


STEPS: Final = (
    Step(
        "what",
        _("What"),
        (
            "scenario", "language", "name_nl", "name_en", "description_nl", "description_en",
            "isced_field", "croho", "tags",
        ),
    ),
    Step(
        "earned",
        _("How it is earned"),
        (
            "criteria_nl", "criteria_en", "participation_kind", "participation_form",
            "prerequisites", "valid_months",
        ),
    ),
    Step("outcomes", _("Outcomes and skills"), ("learning_outcomes", "skills", "alignments")),
    Step(
        "level",
        _("Level and workload"),
        (
            "eqf_level", "nlqf_level", "workload_ects", "workload_hours", "stackability",
            "related",
        ),
    ),
    Step(
        "assessment",
        _("Assessment and quality"),
        (
            "assessment_kind", "assessment_type", "supervision_kind", "identity_check",
            "supervision", "quality_kind", "quality_assurance", "grade_scale", "grade_pass",
            "grade_levels",
        ),
    ),
    Step("picture", _("Picture"), ("picture", "picture_alt_nl", "picture_alt_en")),
)  # fmt: skip
KEYS: Final = tuple(step.key for step in STEPS)
STEP_OF: Final[Mapping[str, str]] = {name: step.key for step in STEPS for name in step.fields}
LAST: Final = "publish"


def address_of(version: AchievementVersion, key: str) -> str:
    """Where a step of the editor stands; the last one is checking and publishing."""
    if key == LAST:
        return reverse("badge-publish", args=[version.pk])
    return reverse("badge-step", args=[version.pk, key])


def next_of(key: str) -> str:
    """The step that comes after this one."""
    place = KEYS.index(key) + 1
    return KEYS[place] if place < len(KEYS) else LAST


def before(key: str) -> str:
    """The step that comes before this one; of the first, itself."""
    if key == LAST:
        return KEYS[-1]
    return KEYS[max(KEYS.index(key) - 1, 0)]


def steps_at(version: AchievementVersion, key: str) -> list[Mapping[str, object]]:
    """The steps for `components/steps.html`, seen from one of them."""
    labels = [*((step.key, step.label) for step in STEPS), (LAST, _("Check and publish"))]
    return [
        {
            "label": label,
            "state": "now" if each == key else ("done" if _is_done(version, each) else "todo"),
            "url": address_of(version, each),
        }
        for each, label in labels
    ]


def _is_done(version: AchievementVersion, key: str) -> bool:
    """Say whether something of a step is stated; what is still missing the meter says."""
    said = {
        "what": version.name_nl or version.name_en,
        "earned": version.criteria_nl or version.criteria_en,
        "outcomes": version.learning_outcomes or version.skills or version.alignments,
        "level": version.eqf_level or version.nlqf_level or version.workload_ects,
        "assessment": version.assessment or version.quality,
        "picture": version.picture_svg or version.picture_png,
    }
    return bool(said.get(key))
