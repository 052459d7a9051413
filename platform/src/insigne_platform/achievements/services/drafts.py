"""Working on a version that is not published yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.fields import (
    EDITABLE,
    PICTURE,
    Fields,
    field_problems,
    fill,
    plain_fields,
    snapshot,
)
from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    ApprovalState,
    DraftState,
    Scenario,
)
from insigne_platform.achievements.permissions import may_edit
from insigne_platform.achievements.pictures import accept_picture
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.institutions.models import Issuer
from insigne_platform.institutions.permissions import may_edit_badges
from insigne_platform.people.models import Person

MOST_STATES: Final = 50


class DraftChanged(Conflict):
    """Somebody else changed the same fields in the meantime; here is what each of you wrote."""

    def __init__(self, collisions: Sequence[Collision], revision: int, mine: Fields) -> None:
        self.collisions, self.revision, self.mine = tuple(collisions), revision, dict(mine)
        super().__init__(_("Somebody else changed the same draft. Save to see the difference."))


@dataclass(frozen=True, slots=True)
class Collision:
    """One field that two people changed at the same time."""

    field: str
    mine: object
    theirs: object


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
    problems += fill(version, {name: fields[name] for name in fields if name != "scenario"})
    if problems:
        raise Invalid(problems)

    achievement.save()
    version.save()
    audit.record(by, "badge.drafted", achievement, issuer=issuer.pk)
    return version


@transaction.atomic
def edit_draft(
    version: AchievementVersion, fields: Fields, *, by: Person, revision: int | None = None
) -> AchievementVersion:
    """Change what a draft says; fields that are not named stay as they are.

    The `scenario` may change too, until a version is published. With the *revision* that the
    actor began from, what others changed since is kept.
    Raises `Invalid` with everything that is wrong with *fields*, and `DraftChanged` where others
    changed the same fields.
    """
    _fresh(version)
    _must_edit(by, version)
    fields = dict(fields)
    scenario = fields.pop("scenario", None)
    if revision is not None and revision != version.revision:
        fields = _without_theirs(version, fields, revision)
    before = snapshot(version)
    problems = _change_scenario(version.achievement, scenario)
    problems += fill(version, fields)
    if problems:
        raise Invalid(problems)

    version.achievement.save(update_fields=["scenario"])
    if snapshot(version) != before:
        _remember(version, before, by)
    version.save()
    audit.record(by, "badge.edited", version, fields=sorted(fields))
    return version


@transaction.atomic
def undo(version: AchievementVersion, *, by: Person) -> AchievementVersion:
    """Take the last saved change of a draft back."""
    _fresh(version)
    _must_edit(by, version)
    last = version.states.order_by("-revision").first()
    if last is None:
        raise Conflict(_("There is nothing to undo."))
    for name, value in last.said.items():
        if name in EDITABLE:
            setattr(version, name, value)
    last.delete()
    version.revision += 1
    if problems := field_problems(version):
        raise Invalid(problems)
    version.save()
    audit.record(by, "badge.undone", version, revision=version.revision)
    return version


def _fresh(version: AchievementVersion) -> None:
    """Read the draft as it is now, so that nobody's change is lost in between."""
    locked = AchievementVersion.objects.select_for_update(of=("self",))
    try:
        version.refresh_from_db(
            from_queryset=locked.select_related("achievement__issuer__institution")
        )
    except AchievementVersion.DoesNotExist:
        raise NotFound(_("This draft was thrown away in the meantime.")) from None


def _remember(version: AchievementVersion, before: Mapping[str, Any], by: Person) -> None:
    DraftState.objects.create(version=version, revision=version.revision, by=by, said=before)
    old = version.states.order_by("-revision").values_list("pk", flat=True)[MOST_STATES:]
    DraftState.objects.filter(pk__in=list(old)).delete()
    version.revision += 1


def _without_theirs(
    version: AchievementVersion, fields: dict[str, object], revision: int
) -> dict[str, object]:
    """Keep of *fields* what the actor changed; raise if others changed the same ones."""
    now, mine = snapshot(version), plain_fields(version, fields)
    state = version.states.filter(revision=revision).first()
    base = state.said if state else {}
    changed = {name for name in mine if name not in base or mine[name] != base[name]}
    collisions = [
        Collision(name, mine[name], now[name])
        for name in mine
        if name in changed and mine[name] != now[name] and base.get(name, _UNKNOWN) != now[name]
    ]
    if collisions:
        kept = {name: mine[name] for name in mine if name in changed}
        raise DraftChanged(collisions, version.revision, kept)
    return {name: fields[name] for name in fields if name in changed}


_UNKNOWN: Final = object()


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

    draft = AchievementVersion(
        achievement=achievement, number=newest.number + 1, major=newest.major + 1
    )
    _copied(newest, draft)
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
    if version.approvals.filter(state=ApprovalState.WAITING).exists():
        raise Conflict(_("This draft waits for approval. Take it back to change it."))


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


def _copied(source: AchievementVersion, target: AchievementVersion) -> AchievementVersion:
    for name in (*EDITABLE, *PICTURE):
        setattr(target, name, getattr(source, name))
    return target


def _named_copy(name: str, word: str) -> str:
    return f"{name[:190]} ({word})" if name else ""
