"""Course spaces: who is in them, and the badges that are awarded inside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badge_shapes import BadgeOut, badge_out
from insigne_platform.api.badges import badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.institution import issuer_of
from insigne_platform.api.paging import Asked, PageOf, Paging, page
from insigne_platform.api.shapes import Address, Given, PublicId, Text
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid, NotFound, NotPermitted, Problem
from insigne_platform.courses import selectors, services
from insigne_platform.courses.models import Course, CourseBadge, CourseMember, CourseRole
from insigne_platform.courses.permissions import may_teach

router = Router(tags=["Courses"])

Name = Annotated[Text, Field(max_length=200)]
Description = Annotated[Text, Field(max_length=4000)]


class CourseChange(Given):
    """What a course says of itself; what is left out stays as it is."""

    name_nl: Name = ""
    name_en: Name = ""
    description_nl: Description = ""
    description_en: Description = ""


class CourseIn(CourseChange):
    """A course to open."""

    issuer: PublicId


class LearnerIn(Given):
    """Somebody who learns in a course."""

    email: Annotated[Address, Field(pattern=r"^[^<>\s;,]+$")]
    name: Annotated[Text, Field(max_length=200, pattern=r'^[^<>"\r\n]*$')] = ""


class LearnersIn(Given):
    """Who learns in a course."""

    learners: Annotated[list[LearnerIn], Field(min_length=1, max_length=1000)]


class LecturerIn(Given):
    """Who teaches in a course; she has an account here with this address."""

    email: Address


class CourseBadgeIn(Given):
    """A game element of the issuer of the course."""

    badge: PublicId


class CourseAwardIn(Given):
    """To which learners a badge of the course is awarded."""

    badge: PublicId
    learners: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class PromotionIn(Given):
    """What kind of badge it becomes."""

    scenario: Literal["informal", "microcredential"]


class JoiningIn(Given):
    """Whether learners join by themselves."""

    is_open: bool
    new_link: bool = Field(False, description="Make another link; the one before opens nothing.")


class JoiningOut(Schema):
    """Whether learners join by themselves, and where."""

    is_open: bool
    url: str | None


class CourseOut(Schema):
    """A course."""

    id: str
    issuer: str
    name_nl: str
    name_en: str
    description_nl: str
    description_en: str
    is_open: bool = Field(description="Whether who has the link to join may do so.")
    created_at: datetime


class CourseMemberOut(Schema):
    """Somebody in a course."""

    id: UUID
    role: str
    email: str
    name: str


class AddedOut(Schema):
    """How many were added, and how many were there already."""

    added: int
    already: int


class CourseBadgeOut(Schema):
    """A badge of a course."""

    id: UUID
    badge: str
    promoted_to: str | None


class MembersAsked(Asked):
    """Who in a course."""

    search: str = Field("", max_length=200, description="Words in name or address.")


@router.get("", response=PageOf[CourseOut], auth=Scope("courses:read"), summary="List courses")
def list_courses(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """The courses of the institution, oldest first."""
    found = selectors.courses_of(request.auth.institution, by=request.auth.person)
    return page(found, asked, by="created_at", write=_course)


@router.post("", response={201: CourseOut}, auth=Scope("courses:write"), summary="Open a course")
@changes(201)
def create_course(request: ApiRequest, course: CourseIn) -> Done:
    """Open a course; the token's maker answers for what its lecturers award."""
    fields = course.model_dump(exclude_unset=True)
    try:
        issuer = issuer_of(request, fields.pop("issuer"))
    except NotFound as error:
        raise Invalid([Problem("issuer", str(error))]) from error
    made = services.open_course(issuer, fields, by=request.auth.person)
    return Done(_course(made), f"/api/v1/courses/{made.public_id}")


@router.get("/{course_id}", response=CourseOut, auth=Scope("courses:read"), summary="One course")
def get_course(request: ApiRequest, course_id: str) -> CourseOut:
    """One course."""
    return _course(course_for(request, course_id))


@router.patch(
    "/{course_id}", response=CourseOut, auth=Scope("courses:write"), summary="Change a course"
)
@changes()
def change_course(request: ApiRequest, course_id: str, change: CourseChange) -> Done:
    """Change what a course says of itself."""
    fields = change.model_dump(exclude_unset=True)
    found = course_for(request, course_id)
    return Done(_course(services.change_course(found, fields, by=request.auth.person)))


@router.get(
    "/{course_id}/learners",
    response=PageOf[CourseMemberOut],
    auth=Scope("courses:read"),
    summary="The learners of a course",
)
def list_learners(
    request: ApiRequest, course_id: str, asked: Query[MembersAsked]
) -> dict[str, object]:
    """Who learns in a course, in the order in which they came."""
    return _members(request, course_id, CourseRole.LEARNER, asked)


@router.post(
    "/{course_id}/learners",
    response=AddedOut,
    auth=Scope("courses:write"),
    summary="Add learners",
)
@changes()
def add_learners(request: ApiRequest, course_id: str, given: LearnersIn) -> Done:
    """Add learners, all or none; who is there already stays."""
    lines = [f"{each.name} <{each.email}>" for each in given.learners]
    course = course_for(request, course_id)
    added, already = services.add_learners(course, "\n".join(lines), by=request.auth.person)
    return Done(AddedOut(added=added, already=already))


@router.get(
    "/{course_id}/lecturers",
    response=PageOf[CourseMemberOut],
    auth=Scope("courses:read"),
    summary="The lecturers of a course",
)
def list_lecturers(
    request: ApiRequest, course_id: str, asked: Query[MembersAsked]
) -> dict[str, object]:
    """Who teaches in a course."""
    return _members(request, course_id, CourseRole.LECTURER, asked)


@router.post(
    "/{course_id}/lecturers",
    response={201: CourseMemberOut},
    auth=Scope("courses:write"),
    summary="Add a lecturer",
)
@changes(201)
def add_lecturer(request: ApiRequest, course_id: str, lecturer: LecturerIn) -> Done:
    """Let somebody with an account teach: she sees all learners, and awards the badges inside."""
    course = course_for(request, course_id)
    return Done(_member(services.add_lecturer(course, lecturer.email, by=request.auth.person)))


@router.delete(
    "/{course_id}/members/{uuid:member_id}",
    response={204: None},
    auth=Scope("courses:write"),
    summary="Take somebody out of a course",
)
@changes(204)
def remove_course_member(request: ApiRequest, course_id: str, member_id: UUID) -> Done:
    """Take somebody out of the course; the badges that she earned stay hers."""
    course = course_for(request, course_id)
    found = course.members.select_related("course__issuer").filter(pk=member_id).first()
    if found is None:
        raise NotFound("There is nobody with this identifier.")
    services.remove_member(found, by=request.auth.person)
    return Done(None)


@router.get(
    "/{course_id}/badges",
    response=PageOf[CourseBadgeOut],
    auth=Scope("courses:read"),
    summary="The badges of a course",
)
def list_course_badges(request: ApiRequest, course_id: str, asked: Paging) -> dict[str, object]:
    """The game elements that are awarded in a course."""
    found = course_for(request, course_id).badges.select_related("achievement", "promoted_to")
    return page(found, asked, by="created_at", write=_badge)


@router.post(
    "/{course_id}/badges",
    response={201: CourseBadgeOut},
    auth=Scope("courses:write"),
    summary="Put a badge into a course",
)
@changes(201)
def put_badge(request: ApiRequest, course_id: str, given: CourseBadgeIn) -> Done:
    """Put a published game element of the issuer into the course."""
    course = course_for(request, course_id)
    try:
        achievement = badge_for(request, given.badge).achievement
    except NotFound as error:
        raise Invalid([Problem("badge", str(error))]) from error
    return Done(_badge(services.put_badge(course, achievement, by=request.auth.person)))


@router.delete(
    "/{course_id}/badges/{uuid:course_badge_id}",
    response={204: None},
    auth=Scope("courses:write"),
    summary="Take a badge out of a course",
)
@changes(204)
def take_badge(request: ApiRequest, course_id: str, course_badge_id: UUID) -> Done:
    """Take a badge out of the course; who earned it keeps it."""
    badge = _badge_in(course_for(request, course_id), course_badge_id)
    services.take_badge(badge, by=request.auth.person)
    return Done(None)


@router.post(
    "/{course_id}/badges/{uuid:course_badge_id}/promote",
    response={201: BadgeOut},
    auth=Scope("courses:write"),
    summary="Make a game element into a badge",
)
@changes(201)
def promote_badge(
    request: ApiRequest, course_id: str, course_badge_id: UUID, promotion: PromotionIn
) -> Done:
    """Begin a badge for everybody out of a game element; what was awarded inside stays inside."""
    badge = _badge_in(course_for(request, course_id), course_badge_id)
    made = services.promote(badge, promotion.scenario, by=request.auth.person)
    return Done(badge_out(made), f"/api/v1/badges/{made.achievement.public_id}")


@router.put(
    "/{course_id}/joining",
    response=JoiningOut,
    auth=Scope("courses:write"),
    summary="Open or close joining",
)
@changes()
def set_joining(request: ApiRequest, course_id: str, joining: JoiningIn) -> Done:
    """Let who has the link join by themselves, or let nobody any more; with another link too."""
    course, by = course_for(request, course_id), request.auth.person
    if joining.new_link:
        course = services.new_join_link(course, by=by)
    course = services.open_joining(course, joining.is_open, by=by)
    link = absolute(f"/courses/join/{selectors.join_token(course)}") if course.is_open else None
    return Done(JoiningOut(is_open=course.is_open, url=link))


@router.post(
    "/{course_id}/awards",
    response=AddedOut,
    auth=Scope("courses:write"),
    summary="Award inside a course",
)
@changes()
def award_in_course(request: ApiRequest, course_id: str, given: CourseAwardIn) -> Done:
    """Award a badge of the course to learners; who has it already is passed over."""
    course = course_for(request, course_id)
    badge = course.badges.select_related("course__issuer", "course__opened_by", "achievement")
    found = badge.filter(achievement__public_id=given.badge).first()
    if found is None:
        raise Invalid([Problem("badge", "There is no such badge in this course.")])
    learners = list(course.members.filter(role=CourseRole.LEARNER, pk__in=given.learners))
    if len(learners) != len(set(given.learners)):
        raise Invalid([Problem("learners", "Somebody here does not learn in this course.")])
    added, already = services.award_many(found, learners, by=request.auth.person, at=timezone.now())
    return Done(AddedOut(added=added, already=already))


def course_for(request: ApiRequest, public_id: str) -> Course:
    """A course of the token's institution; every other one is not there."""
    found = selectors.courses_of(request.auth.institution, by=request.auth.person)
    course = found.filter(public_id=public_id).first()
    if course is None:
        raise NotFound("There is no such course.")
    return course


def _badge_in(course: Course, course_badge_id: UUID) -> CourseBadge:
    found = course.badges.select_related("course__issuer", "achievement__issuer", "promoted_to")
    badge = found.filter(pk=course_badge_id).first()
    if badge is None:
        raise NotFound("There is no such badge in this course.")
    return badge


def _members(
    request: ApiRequest, course_id: str, role: str, asked: MembersAsked
) -> dict[str, object]:
    course = course_for(request, course_id)
    if not may_teach(request.auth.person, course):
        raise NotPermitted(_("You do not teach in this course."))
    found = selectors.members_of(course, role, search=asked.search)
    return page(found, asked, by="created_at", write=_member)


def _course(course: Course) -> CourseOut:
    return CourseOut(
        id=course.public_id,
        issuer=course.issuer.public_id,
        name_nl=course.name_nl,
        name_en=course.name_en,
        description_nl=course.description_nl,
        description_en=course.description_en,
        is_open=course.is_open,
        created_at=course.created_at,
    )


def _member(member: CourseMember) -> CourseMemberOut:
    return CourseMemberOut(id=member.pk, role=member.role, email=member.email, name=member.name)


def _badge(badge: CourseBadge) -> CourseBadgeOut:
    promoted = badge.promoted_to
    return CourseBadgeOut(
        id=badge.pk,
        badge=badge.achievement.public_id,
        promoted_to=promoted.public_id if promoted else None,
    )
