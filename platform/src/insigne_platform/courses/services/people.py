"""Opening a course, and who is in it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit
from insigne_platform.core.citizen_number import is_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.courses import permissions, selectors
from insigne_platform.courses.models import Course, CourseMember, CourseRole
from insigne_platform.institutions.models import Issuer
from insigne_platform.institutions.permissions import may_award
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import person_with_verified, verified_addresses

TEXTS = ("name_nl", "name_en", "description_nl", "description_en")
LONGEST_DESCRIPTION, MOST_AT_ONCE, MOST_LEARNERS = 4000, 1000, 5000
WITH_NAME = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]+)>")


@transaction.atomic
def open_course(issuer: Issuer, fields: Mapping[str, object], *, by: Person) -> Course:
    """Open a course space; who opens it answers for what its lecturers award."""
    if not may_award(by, issuer):
        raise NotPermitted(_("You do not award badges of this issuer."))
    course = Course(issuer=issuer, opened_by=by)
    _fill(course, fields)
    course.save()
    audit.record(by, "course.opened", course, issuer=issuer.pk)
    return course


@transaction.atomic
def change_course(course: Course, fields: Mapping[str, object], *, by: Person) -> Course:
    """Change what a course says of itself."""
    _must_manage(by, course)
    _fill(course, fields)
    course.save(update_fields=TEXTS)
    audit.record(by, "course.changed", course)
    return course


def _fill(course: Course, fields: Mapping[str, object]) -> None:
    for name in TEXTS:
        if name in fields:
            setattr(course, name, str(fields[name] or "").strip())
    problems = []
    if not (course.name_nl or course.name_en):
        problems.append(Problem("name_nl", _("Give the course a name.")))
    problems += [
        Problem(name, _("This is too long."))
        for name in TEXTS
        if len(getattr(course, name)) > (200 if "name" in name else LONGEST_DESCRIPTION)
    ]
    if problems:
        raise Invalid(problems)


def _must_manage(by: Person, course: Course) -> None:
    if not permissions.may_manage(by, course):
        raise NotPermitted(_("You do not award badges of this issuer."))


def _must_teach(by: Person, course: Course) -> None:
    if not permissions.may_teach(by, course):
        raise NotPermitted(_("You do not teach in this course."))


@transaction.atomic
def add_lecturer(course: Course, email: str, *, by: Person) -> CourseMember:
    """Let somebody with an account teach: she sees all learners, and awards the badges inside."""
    _must_manage(by, course)
    email = email.strip().lower()
    person = person_with_verified(email)
    if person is None:
        message = _("Nobody confirmed this address here yet. Ask them to make an account first.")
        raise Invalid([Problem("email", message)])
    member = course.members.filter(email=email).first() or CourseMember(course=course, email=email)
    member.role, member.person = CourseRole.LECTURER, person
    member.name = member.name or person.display_name
    member.save()
    audit.record(by, "course.lecturer_added", course, person=person.pk)
    return member


@transaction.atomic
def add_learners(course: Course, text: str, *, by: Person) -> tuple[int, int]:
    """Add the learners of a list, one on a line; answer how many are new, and how many were there.

    A line is an address, or a name and an address: `Sanne Bakker <s.bakker@mail.example>`.
    Raises `Invalid` with every line that cannot be read; then nobody is added.
    """
    _must_teach(by, course)
    people, problems = _read(text)
    there = set(course.members.filter(email__in=list(people)).values_list("email", flat=True))
    if not people and not problems:
        problems.append(Problem("learners", _("Give at least one e-mail address.")))
    if course.members.count() + len(people) - len(there) > MOST_LEARNERS:
        problems.append(Problem("learners", _("A course has at most 5,000 people.")))
    if problems:
        raise Invalid(problems)
    fresh = [
        CourseMember(course=course, role=CourseRole.LEARNER, email=email, name=name)
        for email, name in people.items()
        if email not in there
    ]
    CourseMember.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    audit.record(by, "course.learners_added", course, count=len(fresh))
    return len(fresh), len(there)


def _read(text: str) -> tuple[dict[str, str], list[Problem]]:
    people: dict[str, str] = {}
    problems: list[Problem] = []
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    if len(lines) > MOST_AT_ONCE:
        return {}, [Problem("learners", _("At most 1,000 lines at once."))]
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        found = WITH_NAME.fullmatch(line.rstrip(";, "))
        email = (found["email"] if found else line.rstrip(";, ")).strip().lower()
        name = " ".join(found["name"].replace('"', " ").split()) if found else ""
        if not _is_address(email) or len(name) > 200 or not name.isprintable():
            sentence = _("Line %(number)s is no e-mail address: “%(line)s”.")
            problems.append(
                Problem("learners", sentence % {"number": number, "line": line[:60]}, number)
            )
        elif is_citizen_number(name):
            sentence = _("Line %(number)s could have a citizen service number (BSN) in it.")
            problems.append(Problem("learners", sentence % {"number": number}, number))
        else:
            people.setdefault(email, name)
    return people, problems


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


@transaction.atomic
def remove_member(member: CourseMember, *, by: Person) -> None:
    """Take somebody out of the course; the badges that she earned stay hers."""
    if member.role == CourseRole.LECTURER:
        _must_manage(by, member.course)
    else:
        _must_teach(by, member.course)
    audit.record(by, "course.member_removed", member.course, member=member.pk)
    member.delete()


@transaction.atomic
def open_joining(course: Course, is_open: bool, *, by: Person) -> Course:
    """Let who has the link join by themselves, or let nobody any more."""
    _must_teach(by, course)
    course.is_open = is_open
    course.save(update_fields=["is_open"])
    audit.record(by, "course.joining_opened" if is_open else "course.joining_closed", course)
    return course


@transaction.atomic
def new_join_link(course: Course, *, by: Person) -> Course:
    """Make another link to join; the one before opens nothing any more."""
    _must_teach(by, course)
    course.join_id = uuid.uuid4()
    course.save(update_fields=["join_id"])
    audit.record(by, "course.link_renewed", course)
    return course


@transaction.atomic
def join(token: str, *, by: Person) -> Course:
    """Join a course with its link; doing it twice does nothing the second time."""
    course = selectors.course_to_join(token)
    if course is None:
        raise NotFound(_("This link to a course is closed. Ask your lecturer for another one."))
    addresses = verified_addresses(by)
    if not addresses:
        raise Conflict(_("Confirm your e-mail address first."))
    member = course.members.filter(permissions.is_theirs(by)).first()
    if member is None:
        if course.members.count() >= MOST_LEARNERS:
            raise Conflict(_("This course is full."))
        member = CourseMember(
            course=course, role=CourseRole.LEARNER, email=addresses[0], name=by.display_name
        )
        audit.record(by, "course.joined", course)
    member.person = by
    member.name = member.name or by.display_name
    member.save()
    return course
