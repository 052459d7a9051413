"""Who may manage a course, teach in it and look inside: actor and object in, yes or no out."""

from __future__ import annotations

from django.db.models import Q

from insigne_platform.courses.models import Course, CourseRole
from insigne_platform.institutions.permissions import may_award
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses


def is_theirs(person: Person) -> Q:
    """The memberships of a person: her own, and those of an address that she proved."""
    return Q(person=person) | Q(person=None, email__in=verified_addresses(person))


def may_manage(person: Person, course: Course) -> bool:
    """Say whether the person answers for the course: who awards for its issuer does."""
    return may_award(person, course.issuer)


def may_teach(person: Person, course: Course) -> bool:
    """Say whether the person sees everybody in the course, and awards its badges."""
    return person.is_active and (
        may_manage(person, course)
        or course.members.filter(is_theirs(person), role=CourseRole.LECTURER).exists()
    )


def may_look_inside(person: Person, course: Course) -> bool:
    """Say whether the person is in the course, or answers for it."""
    return may_teach(person, course) or is_learner(person, course)


def is_learner(person: Person, course: Course) -> bool:
    """Say whether the person learns in the course."""
    return (
        person.is_active
        and course.members.filter(is_theirs(person), role=CourseRole.LEARNER).exists()
    )
