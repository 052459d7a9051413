"""Working on a version that is not published yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement, AchievementVersion, Scenario
from insigne_platform.achievements.permissions import may_edit
from insigne_platform.achievements.pictures import accept_picture
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Issuer
from insigne_platform.institutions.permissions import may_edit_badges
from insigne_platform.people.models import Person

Fields = Mapping[str, object]

TEXTS: Final = (
    "language",
    "name_nl", "name_en", "description_nl", "description_en", "criteria_nl", "criteria_en",
    "nlqf_level", "assessment_type", "participation_form", "quality_assurance", "supervision",
    "prerequisites", "picture_alt_nl", "picture_alt_en",
)  # fmt: skip
NUMBERS: Final = ("workload_ects", "workload_hours", "eqf_level", "valid_months")
LISTS: Final = ("learning_outcomes", "skills")
PICTURE: Final = ("picture_svg", "picture_png", "picture_design")
EDITABLE: Final = frozenset((*TEXTS, *NUMBERS, *LISTS))
MOST_OUTCOMES, MOST_SKILLS, LONGEST_POINT = 20, 30, 500


@transaction.atomic
def draft_badge(issuer: Issuer, fields: Fields, *, by: Person) -> AchievementVersion:
    """Begin a badge: its `scenario` and what is known of the rest; everything may still be empty.

    Raises `Invalid` with everything that is wrong with *fields*.
    """
    if not may_edit_badges(by, issuer):
        raise NotPermitted(_("You do not make badges for this issuer."))
    scenario = str(fields.get("scenario") or "")
    achievement = Achievement(issuer=issuer, scenario=scenario)
    version = AchievementVersion(achievement=achievement)
    problems = [] if scenario in Scenario.values else [_scenario_problem()]
    problems += _fill(version, {name: fields[name] for name in fields if name != "scenario"})
    if problems:
        raise Invalid(problems)

    achievement.save()
    version.save()
    audit.record(by, "badge.drafted", achievement, issuer=issuer.pk)
    return version


@transaction.atomic
def edit_draft(version: AchievementVersion, fields: Fields, *, by: Person) -> AchievementVersion:
    """Change what a draft says; fields that are not named stay as they are.

    The `scenario` may change too, until a version is published.
    Raises `Invalid` with everything that is wrong with *fields*.
    """
    _must_edit(by, version)
    fields = dict(fields)
    problems = _change_scenario(version.achievement, fields.pop("scenario", None))
    problems += _fill(version, fields)
    if problems:
        raise Invalid(problems)

    version.achievement.save(update_fields=["scenario"])
    version.save()
    audit.record(by, "badge.edited", version, fields=sorted(fields))
    return version


@transaction.atomic
def set_picture(version: AchievementVersion, upload: bytes, *, by: Person) -> AchievementVersion:
    """Give a draft its picture, rebuilt from what was uploaded; `Invalid` says why not."""
    _must_edit(by, version)
    picture = accept_picture(upload)

    version.picture_svg, version.picture_png = picture.svg, picture.png
    version.picture_design = None
    version.save(update_fields=PICTURE)
    audit.record(by, "badge.picture_set", version)
    return version


@transaction.atomic
def new_version(achievement: Achievement, *, by: Person) -> AchievementVersion:
    """Open a draft that begins as the newest version; the draft there is, if there is one."""
    if not may_edit(by, achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    newest = achievement.versions.order_by("-number").first()
    if newest is None or not newest.is_published:
        if newest is None:
            raise Conflict(_("This badge has no version."))
        return newest

    draft = _copied(newest, AchievementVersion(achievement=achievement, number=newest.number + 1))
    draft.save()
    audit.record(by, "badge.version_drafted", draft, number=draft.number)
    return draft


@transaction.atomic
def copy_badge(
    version: AchievementVersion, *, by: Person, issuer: Issuer | None = None
) -> AchievementVersion:
    """Begin another badge from this version, for the same issuer or another one."""
    if not may_edit(by, version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    target = issuer or version.achievement.issuer
    if not may_edit_badges(by, target):
        raise NotPermitted(_("You do not make badges for this issuer."))

    achievement = Achievement.objects.create(issuer=target, scenario=version.achievement.scenario)
    copy = _copied(version, AchievementVersion(achievement=achievement))
    copy.name_nl = _named_copy(copy.name_nl, "kopie")
    copy.name_en = _named_copy(copy.name_en, "copy")
    copy.save()
    audit.record(by, "badge.copied", achievement, source=version.pk)
    return copy


@transaction.atomic
def discard_draft(version: AchievementVersion, *, by: Person) -> None:
    """Throw a draft away, and its badge if that was all there is of it."""
    _must_edit(by, version)

    achievement = version.achievement
    audit.record(by, "badge.draft_discarded", version, number=version.number)
    version.delete()
    if not achievement.versions.exists():
        achievement.delete()


def _must_edit(by: Person, version: AchievementVersion) -> None:
    if not may_edit(by, version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    if version.is_published:
        raise Conflict(_("A published version never changes. Make a new version."))


def _scenario_problem() -> Problem:
    return Problem("scenario", _("Choose what kind of badge it is."))


def _change_scenario(achievement: Achievement, scenario: object) -> list[Problem]:
    if scenario is None or scenario == achievement.scenario:
        return []
    if scenario not in Scenario.values:
        return [_scenario_problem()]
    if any(version.is_published for version in achievement.versions.all()):
        return [Problem("scenario", _("The kind of a published badge stays as it is."))]
    achievement.scenario = str(scenario)
    return []


def _fill(version: AchievementVersion, fields: Fields) -> list[Problem]:
    """Put *fields* into the version, and answer everything that is wrong with them."""
    if unknown := sorted(set(fields) - EDITABLE):
        raise TypeError(f"unknown fields: {', '.join(unknown)}")
    for name, value in fields.items():
        if name in TEXTS:
            setattr(version, name, str(value or "").strip())
        elif name in NUMBERS:
            setattr(version, name, None if value in ("", None) else value)
    problems = []
    if "learning_outcomes" in fields:
        version.learning_outcomes, found = _outcomes(fields["learning_outcomes"])
        problems += found
    if "skills" in fields:
        version.skills, found = _skills(fields["skills"])
        problems += found
    return problems + _field_problems(version)


def _outcomes(value: object) -> tuple[list[dict[str, str]], list[Problem]]:
    given = value if isinstance(value, list | tuple) else []
    written = [
        {"nl": str(item.get("nl") or "").strip(), "en": str(item.get("en") or "").strip()}
        for item in given
        if isinstance(item, Mapping)
    ]
    outcomes = [item for item in written if item["nl"] or item["en"]]
    is_long = any(len(text) > LONGEST_POINT for item in outcomes for text in item.values())
    if len(outcomes) > MOST_OUTCOMES or is_long:
        message = _("At most 20 learning outcomes, each of at most 500 characters.")
        return outcomes, [Problem("learning_outcomes", message)]
    return outcomes, []


def _skills(value: object) -> tuple[list[str], list[Problem]]:
    given = value if isinstance(value, list | tuple) else []
    skills = list(dict.fromkeys(text for item in given if (text := " ".join(str(item).split()))))
    if len(skills) > MOST_SKILLS or any(len(skill) > 100 for skill in skills):
        return skills, [Problem("skills", _("At most 30 skills, each of at most 100 characters."))]
    return skills, []


def _field_problems(version: AchievementVersion) -> list[Problem]:
    try:
        version.clean_fields(exclude=["achievement", "published_by", "picture_png"])
    except ValidationError as error:
        return [
            Problem(field, message)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _copied(source: AchievementVersion, target: AchievementVersion) -> AchievementVersion:
    for name in (*EDITABLE, *PICTURE):
        setattr(target, name, getattr(source, name))
    return target


def _named_copy(name: str, word: str) -> str:
    return f"{name[:190]} ({word})" if name else ""
