"""Questions about courses, who is in them, and what was earned there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from insigne_platform.achievements.models import AchievementVersion, Scenario, VersionState
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core.tokens import id_of_token, token_for
from insigne_platform.courses.models import Course, CourseBadge, CourseMember, CourseRole
from insigne_platform.courses.permissions import is_theirs
from insigne_platform.courses.standing import Standing, standing_of
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import seen_by
from insigne_platform.people.models import Person

JOIN = "course join"
WITH_ALL = ("issuer__institution", "issuer__group", "opened_by")
MADE = (AwardState.NEW, AwardState.INTENT, AwardState.ISSUED)


def courses_of(institution: Institution, *, by: Person, search: str = "") -> QuerySet[Course]:
    """The courses of an institution that *by* may see, by name."""
    found = Course.objects.filter(seen_by(by, "issuer"), issuer__institution=institution)
    for word in search.split()[:8]:
        found = found.filter(Q(name_nl__icontains=word) | Q(name_en__icontains=word))
    learning = Count("members", filter=Q(members__role=CourseRole.LEARNER))
    return (
        found.select_related(*WITH_ALL)
        .annotate(learners=learning)
        .order_by("name_en", "name_nl", "pk")
    )


def courses_with(person: Person) -> QuerySet[Course]:
    """The courses in which a person teaches or learns, by name."""
    theirs = CourseMember.objects.filter(is_theirs(person)).values("course_id")
    return (
        Course.objects.filter(pk__in=theirs)
        .select_related(*WITH_ALL)
        .order_by("name_en", "name_nl", "pk")
    )


def course_with(public_id: str) -> Course | None:
    """The course at this address."""
    return Course.objects.select_related(*WITH_ALL).filter(public_id=public_id).first()


def join_token(course: Course) -> str:
    """What the link to join is made of; with another `join_id` it is another one."""
    return token_for(JOIN, course.join_id)


def course_to_join(token: str) -> Course | None:
    """The course that a link to join is of, while it is open."""
    join_id = id_of_token(JOIN, token)
    if join_id is None:
        return None
    return Course.objects.select_related(*WITH_ALL).filter(join_id=join_id, is_open=True).first()


def members_of(course: Course, role: str, *, search: str = "") -> QuerySet[CourseMember]:
    """The lecturers or the learners of a course, by name."""
    found = course.members.filter(role=role)
    for word in search.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found.select_related("person").order_by("name", "email", "pk")


def badges_of(course: Course) -> list[tuple[CourseBadge, AchievementVersion]]:
    """The badges of a course, each in its newest published version."""
    badges = list(course.badges.select_related("promoted_to"))
    versions = {
        version.achievement_id: version
        for version in _newest().filter(achievement__in=[one.achievement_id for one in badges])
    }
    return [(one, versions[one.achievement_id]) for one in badges if one.achievement_id in versions]


def badges_to_choose(course: Course) -> QuerySet[AchievementVersion]:
    """The published game elements of the issuer that are not in the course yet."""
    return (
        _newest()
        .filter(achievement__issuer=course.issuer, achievement__archived_at=None)
        .exclude(achievement__in=course.badges.values("achievement_id"))
        .order_by("name_en", "name_nl", "pk")
    )


def _newest() -> QuerySet[AchievementVersion]:
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return (
        AchievementVersion.objects.filter(pk=Subquery(newest), achievement__scenario=Scenario.GAME)
        .select_related("achievement__issuer__institution")
        .defer("picture_png", "picture_svg")
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A learner in the lecturer's overview, and which badges she has."""

    member: CourseMember
    earned: frozenset[UUID]


def overview(
    course: Course, members: Iterable[CourseMember], badges: Sequence[UUID], *, at: datetime
) -> list[Line]:
    """Which of the badges each of these learners has: one question, however many there are."""
    members = list(members)
    people = [member.person_id for member in members if member.person_id]
    emails = [member.email for member in members]
    rows = (
        Award.objects.filter(
            Q(recipient_email__in=emails) | Q(holder__in=people),
            Q(expires_at=None) | Q(expires_at__gt=at),
            achievement__in=badges,
            state__in=MADE,
        )
        .values_list("achievement_id", "recipient_email", "holder_id")
        .order_by()
    )
    by_email: dict[str, set[UUID]] = {}
    by_person: dict[UUID, set[UUID]] = {}
    for achievement, email, holder in rows:
        by_email.setdefault(email, set()).add(achievement)
        if holder is not None:
            by_person.setdefault(holder, set()).add(achievement)
    return [
        Line(
            member,
            frozenset(by_email.get(member.email, set()))
            | frozenset(by_person.get(member.person_id, set()) if member.person_id else ()),
        )
        for member in members
    ]


def counts_of_badges(lines: Iterable[Line]) -> dict[UUID, int]:
    """How many of these learners have each badge."""
    return dict(Counter(badge for line in lines for badge in line.earned))


def own_badges(course: Course, person: Person, badges: Sequence[UUID], *, at: datetime) -> Line:
    """Which of the badges a learner has herself."""
    member = course.members.filter(is_theirs(person), role=CourseRole.LEARNER).first()
    if member is None:
        raise LookupError("only a learner of the course has a standing in it")
    member.person = person
    return overview(course, [member], badges, at=at)[0]


def standing(course: Course, mine: Line, badges: Sequence[UUID], *, at: datetime) -> Standing:
    """Where a learner stands among all of them."""
    learners = members_of(course, CourseRole.LEARNER)
    everybody = [len(line.earned) for line in overview(course, learners, badges, at=at)]
    return standing_of(len(mine.earned), len(badges), everybody)
