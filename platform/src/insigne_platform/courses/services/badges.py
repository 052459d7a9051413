"""The badges of a course: put in, awarded inside, and made into one for outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    Scenario,
    VersionState,
)
from insigne_platform.awards import services as awards
from insigne_platform.awards.permissions import may_award
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.courses import permissions, selectors
from insigne_platform.courses.models import Course, CourseBadge, CourseMember, CourseRole
from insigne_platform.people.models import Person

MOST_BADGES, MOST_AT_ONCE = 40, 200


@transaction.atomic
def put_badge(course: Course, achievement: Achievement, *, by: Person) -> CourseBadge:
    """Put a game element of the issuer into the course; everybody in the course sees it."""
    if not permissions.may_manage(by, course):
        raise NotPermitted(_("You do not award badges of this issuer."))
    problems = []
    if achievement.issuer_id != course.issuer_id:
        problems.append(_("Choose a badge of the issuer of this course."))
    if achievement.scenario != Scenario.GAME:
        problems.append(_("Only game elements stand in a course; others are for everybody."))
    if not achievement.versions.filter(state=VersionState.PUBLISHED).exists():
        problems.append(_("This badge is not published yet."))
    if course.badges.filter(achievement=achievement).exists():
        problems.append(_("This badge is in the course already."))
    if course.badges.count() >= MOST_BADGES:
        problems.append(_("A course has at most 40 badges."))
    if problems:
        raise Invalid([Problem("badge", text) for text in problems])
    badge = CourseBadge.objects.create(course=course, achievement=achievement)
    audit.record(by, "course.badge_added", course, achievement=achievement.pk)
    return badge


@transaction.atomic
def take_badge(badge: CourseBadge, *, by: Person) -> None:
    """Take a badge out of the course; who earned it keeps it."""
    if not permissions.may_manage(by, badge.course):
        raise NotPermitted(_("You do not award badges of this issuer."))
    audit.record(by, "course.badge_removed", badge.course, achievement=badge.achievement_id)
    badge.delete()


@transaction.atomic
def award_many(
    badge: CourseBadge, members: Sequence[CourseMember], *, by: Person, at: datetime
) -> tuple[int, int]:
    """Award a badge of the course to learners; answer how many are new, and how many had it.

    A lecturer need not be an awarder of the institution: whoever opened the course answers for
    it, and the award is made in their name. The trail says which lecturer did it.
    """
    course = badge.course
    if not permissions.may_teach(by, course):
        raise NotPermitted(_("You do not teach in this course."))
    if len(members) > MOST_AT_ONCE:
        raise Conflict(_("Award to at most 200 people at once."))
    if any(
        member.course_id != course.pk or member.role != CourseRole.LEARNER for member in members
    ):
        raise NotPermitted(_("They do not learn in this course."))
    version = _newest(badge.achievement)
    name = by if may_award(by, version) else course.opened_by
    if not may_award(name, version):
        raise Conflict(
            _("Nobody answers for this course any more. Ask your institution to open it anew.")
        )
    lines = selectors.overview(course, members, [badge.achievement_id], at=at)
    fresh = [line.member for line in lines if not line.earned]
    for member in fresh:
        recipient = awards.Recipient(email=member.email, name=member.name)
        awards.award_one(version, recipient, by=name, at=at)
    if fresh:
        audit.record(by, "course.awarded", badge, count=len(fresh))
    return len(fresh), len(members) - len(fresh)


def _newest(achievement: Achievement) -> AchievementVersion:
    published = achievement.versions.filter(state=VersionState.PUBLISHED)
    return published.select_related("achievement__issuer").latest("number")


@transaction.atomic
def promote(badge: CourseBadge, scenario: str, *, by: Person) -> AchievementVersion:
    """Make a badge for everybody out of a game element: a draft, which is published as any other.

    What was awarded inside stays inside: nobody who earned it there agreed to be seen. The badge
    for outside has its own address and its own versions; doing it twice answers the same draft.
    """
    if not permissions.may_manage(by, badge.course):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if scenario not in (Scenario.INFORMAL, Scenario.MICROCREDENTIAL):
        raise Invalid([Problem("scenario", _("Choose what kind of badge it is."))])
    if badge.promoted_to is not None:
        return badge.promoted_to.versions.select_related("achievement__issuer").latest("number")
    source = _newest(badge.achievement)
    draft = achievements.copy_badge(source, by=by)
    names = {"name_nl": source.name_nl, "name_en": source.name_en, "scenario": scenario}
    draft = achievements.edit_draft(draft, names, by=by)
    badge.promoted_to = draft.achievement
    badge.save(update_fields=["promoted_to"])
    audit.record(by, "course.badge_promoted", badge, achievement=draft.achievement_id)
    return draft
