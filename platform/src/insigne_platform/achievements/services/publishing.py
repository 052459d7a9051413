"""Publishing a version: from then on it can be awarded, and never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements import composition
from insigne_platform.achievements.choices import Change
from insigne_platform.achievements.differences import differences, proposed_change
from insigne_platform.achievements.elements import MISSING, completeness
from insigne_platform.achievements.events import AchievementPublished
from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    Scenario,
    VersionState,
)
from insigne_platform.achievements.permissions import may_edit, needs_approval
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.models import Person

LONGEST_NOTE = 1000


@transaction.atomic
def publish(
    version: AchievementVersion, *, by: Person, at: datetime, change: str = "", note: str = ""
) -> AchievementVersion:
    """Publish a draft: its documents and its picture stand at their addresses from now on.

    Of a next version, *change* says whether it is a small or a large one, and *note* why; without
    it what was chosen before counts, or else what is proposed.
    Raises `Invalid` with everything that is still missing; for a microcredential that
    includes every mandatory element. Where the institution wants another person to approve,
    only `approve` publishes.
    """
    if not may_edit(by, version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    must_be_open(version)
    if needs_approval(version.achievement):
        raise Conflict(_("Another person has to approve this badge first. Ask for approval."))
    return publish_now(version, by=by, at=at, change=change, note=note)


def publish_now(
    version: AchievementVersion, *, by: Person, at: datetime, change: str = "", note: str = ""
) -> AchievementVersion:
    """Publish what may be published: the part that publishing and approving share."""
    must_be_whole(version)
    choose_change(version, change, note)
    version.state = VersionState.PUBLISHED
    version.published_at, version.published_by = at, by
    version.save()
    version.states.all().delete()
    _publish_documents(version)
    audit.record(by, "badge.published", version, number=version.number, label=version.label)
    outbox.publish(AchievementPublished(str(version.pk)))
    return version


def must_be_open(version: AchievementVersion) -> None:
    """Refuse to publish what is published already, or put away."""
    if version.is_published:
        raise Conflict(_("This version is published already."))
    if version.achievement.archived_at is not None:
        raise Conflict(_("This badge is archived. Bring it back first."))


def must_be_whole(version: AchievementVersion) -> None:
    """Refuse to publish what is not complete; `Invalid` names everything that is missing."""
    if problems := _problems_with(version):
        raise Invalid(problems)


def choose_change(version: AchievementVersion, change: str, note: str) -> None:
    """Number the version by what kind of change it is; a small one goes on from the one before."""
    earlier = list(
        version.achievement.versions.filter(state=VersionState.PUBLISHED)
        .exclude(pk=version.pk)
        .order_by("number")
    )
    version.earlier = [{"number": each.number, "label": each.label} for each in earlier]
    if not earlier:
        version.major, version.minor, version.change = 1, 0, ""
        return
    last = earlier[-1]
    proposed = proposed_change(differences(last, version))
    chosen = change or version.change or proposed
    note = note.strip() or version.change_note
    if chosen not in Change.values:
        raise Invalid([Problem("change", _("Choose whether the change is small or large."))])
    if len(note) > LONGEST_NOTE:
        raise Invalid([Problem("note", _("At most 1000 characters."))])
    if chosen == Change.MINOR and proposed == Change.MAJOR and not note:
        raise Invalid([Problem("note", _("Explain why this change is small."))])
    is_minor = chosen == Change.MINOR
    version.change, version.change_note = str(chosen), note
    version.major = last.major if is_minor else last.major + 1
    version.minor = last.minor + 1 if is_minor else 0


@transaction.atomic
def archive(achievement: Achievement, *, by: Person, at: datetime) -> Achievement:
    """Put a badge away: it is awarded no more; what was awarded stays as it is."""
    return _set_archived(achievement, at, by=by, action="badge.archived")


@transaction.atomic
def restore(achievement: Achievement, *, by: Person) -> Achievement:
    """Bring an archived badge back."""
    return _set_archived(achievement, None, by=by, action="badge.restored")


def _set_archived(
    achievement: Achievement, at: datetime | None, *, by: Person, action: str
) -> Achievement:
    if not may_edit(by, achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    achievement.archived_at = at
    achievement.save(update_fields=["archived_at"])
    audit.record(by, action, achievement)
    return achievement


def _problems_with(version: AchievementVersion) -> list[Problem]:
    needed = {
        "name": _("Give the badge a name."),
        "description": _("Describe the badge in a few sentences."),
        "criteria": _("Say what somebody has to do to earn it."),
        "picture_alt": _("Describe the picture for who cannot see it."),
    }
    problems = [
        Problem(f"{field}_{version.language}", sentence)
        for field, sentence in needed.items()
        if not getattr(version, f"{field}_{version.language}")
    ]
    if not version.picture_png:
        problems.append(Problem("picture", _("Add a picture.")))
    if version.achievement.scenario == Scenario.MICROCREDENTIAL:
        missing = completeness(version).missing
        problems += [
            Problem(MISSING[name][0], str(MISSING[name][1])) for name in missing if name != "title"
        ]
    return problems


def _publish_documents(version: AchievementVersion) -> None:
    if not version.achievement.is_public:
        return  # a game element is seen in its course only
    for path in (composition.badge_path(version), composition.version_path(version)):
        _publish_json(path, composition.badge_class(version, path=path).to_json())
        _publish_picture(path, version)
    for path in (composition.achievement_path(version), composition.version_3_path(version)):
        _publish_json(path, composition.achievement_document(version, path=path))


def _publish_json(path: str, document: Mapping[str, object]) -> None:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    publication.publish(path, body)


def _publish_picture(path: str, version: AchievementVersion) -> None:
    publication.publish(f"{path}/image", bytes(version.picture_png or b""), media_type="image/png")
    if version.picture_svg:
        svg = version.picture_svg.encode("utf-8")
        publication.publish(f"{path}/image.svg", svg, media_type="image/svg+xml")
