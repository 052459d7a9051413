"""What can be entered in a draft: which fields there are, and what is wrong with their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.errors import Problem

type Fields = Mapping[str, object]
type Read = tuple[list[Any], str]

TEXTS: Final = (
    "language",
    "name_nl", "name_en", "description_nl", "description_en", "criteria_nl", "criteria_en",
    "nlqf_level", "assessment_type", "participation_form", "quality_assurance", "supervision",
    "prerequisites", "picture_alt_nl", "picture_alt_en", "isced_field", "assessment_kind",
    "participation_kind", "quality_kind", "supervision_kind", "identity_check", "stackability",
    "grade_scale", "grade_pass", "croho",
)  # fmt: skip
NUMBERS: Final = ("workload_ects", "workload_hours", "eqf_level", "valid_months")
LISTS: Final = ("learning_outcomes", "skills", "alignments", "related", "tags", "grade_levels")
PICTURE: Final = ("picture_svg", "picture_png", "picture_design")
EDITABLE: Final = (*TEXTS, *NUMBERS, *LISTS)
MOST_OUTCOMES, MOST_SKILLS, LONGEST_POINT = 20, 30, 500
MOST_ALIGNMENTS, MOST_RELATED, MOST_TAGS, MOST_LEVELS = 50, 20, 20, 20
ALIGNMENT_KEYS: Final = {
    "url": 1000, "kind": 20, "code": 100, "framework": 300, "name_nl": 500, "name_en": 500,
    "description_nl": 2000, "description_en": 2000,
}  # fmt: skip


def fill(version: AchievementVersion, fields: Fields) -> list[Problem]:
    """Put *fields* into the version, and answer everything that is wrong with them."""
    if unknown := sorted(set(fields) - set(EDITABLE)):
        raise TypeError(f"unknown fields: {', '.join(unknown)}")
    problems = []
    for name, value in fields.items():
        if name in LISTS:
            read, message = READERS[name](value)
            setattr(version, name, read)
            problems += [Problem(name, message)] if message else []
        elif name in TEXTS:
            setattr(version, name, str(value or "").strip())
        else:
            setattr(version, name, None if value in ("", None) else value)
    return problems + field_problems(version)


def snapshot(version: AchievementVersion) -> dict[str, Any]:
    """Everything that a draft says, as values that JSON can hold and that compare well."""
    return {name: _plain(getattr(version, name)) for name in EDITABLE}


def plain_fields(version: AchievementVersion, fields: Fields) -> dict[str, Any]:
    """What *fields* would be in a snapshot; what cannot be read stays as it was given."""
    scratch = AchievementVersion(achievement=version.achievement)
    fill(scratch, fields)
    return {name: _plain(getattr(scratch, name)) for name in fields}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def _outcomes(value: object) -> Read:
    outcomes = [item for item in _pairs(value, "nl", "en") if item["nl"] or item["en"]]
    is_long = any(len(text) > LONGEST_POINT for item in outcomes for text in item.values())
    if len(outcomes) > MOST_OUTCOMES or is_long:
        return outcomes, _("At most 20 learning outcomes, each of at most 500 characters.")
    return outcomes, ""


def _skills(value: object) -> Read:
    skills = _words(value)
    if len(skills) > MOST_SKILLS or any(len(skill) > 100 for skill in skills):
        return skills, _("At most 30 skills, each of at most 100 characters.")
    return skills, ""


def _tags(value: object) -> Read:
    tags = _words(value)
    if len(tags) > MOST_TAGS or any(len(tag) > 50 for tag in tags):
        return tags, _("At most 20 tags, each of at most 50 characters.")
    return tags, ""


def _related(value: object) -> Read:
    related = _words(value)
    if len(related) > MOST_RELATED or any(len(public_id) > 12 for public_id in related):
        return related, _("At most 20 related badges.")
    return related, ""


def _alignments(value: object) -> Read:
    found = [item for item in _pairs(value, *ALIGNMENT_KEYS) if item["url"]]
    found = list({(item["url"], item["kind"]): item for item in found}.values())
    is_long = any(len(item[key]) > most for item in found for key, most in ALIGNMENT_KEYS.items())
    is_address = all(item["url"].startswith(("https://", "http://", "urn:")) for item in found)
    if len(found) > MOST_ALIGNMENTS or is_long or not is_address:
        return found, _("At most 50 items of frameworks, each with an address.")
    return found, ""


def _grade_levels(value: object) -> Read:
    levels = [item for item in _pairs(value, "value", "nl", "en") if item["value"]]
    is_long = any(len(item["value"]) > 40 or len(item["nl"]) > LONGEST_POINT
                  or len(item["en"]) > LONGEST_POINT for item in levels)  # fmt: skip
    is_twice = len({item["value"] for item in levels}) < len(levels)
    if len(levels) > MOST_LEVELS or is_long or is_twice:
        return levels, _("At most 20 levels, each with a short name of its own.")
    return levels, ""


READERS: Final[Mapping[str, Callable[[object], Read]]] = {
    "learning_outcomes": _outcomes,
    "skills": _skills,
    "tags": _tags,
    "related": _related,
    "alignments": _alignments,
    "grade_levels": _grade_levels,
}


def _pairs(value: object, *keys: str) -> list[dict[str, str]]:
    given = value if isinstance(value, list | tuple) else []
    return [
        {key: str(item.get(key) or "").strip() for key in keys}
        for item in given
        if isinstance(item, Mapping)
    ]


def _words(value: object) -> list[str]:
    given = value if isinstance(value, list | tuple) else []
    return list(dict.fromkeys(text for item in given if (text := " ".join(str(item).split()))))


def field_problems(version: AchievementVersion) -> list[Problem]:
    """Everything that is wrong with what a version says."""
    try:
        version.clean_fields(exclude=["achievement", "published_by", "picture_png"])
    except ValidationError as error:
        return [
            Problem(field, message)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return []
