"""A course space: its lecturers and learners, and the badges that are seen inside."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Issuer, Named, new_public_id
from insigne_platform.people.models import Person


class Course(Named):
    """A course, and who answers for the badges that are awarded in it."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="courses")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    description_nl = models.TextField(max_length=4000, blank=True)
    description_en = models.TextField(max_length=4000, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    join_id = models.UUIDField(default=uuid.uuid4, unique=True)
    is_open = models.BooleanField(default=False)

    @property
    def description(self) -> str:
        """The description in the reader's language, or in the other one."""
        nl, en = self.description_nl, self.description_en
        return (nl or en) if (get_language() or "en").startswith("nl") else (en or nl)


class CourseRole(models.TextChoices):
    """What somebody is in a course."""

    LECTURER = "lecturer", _("Lecturer")
    LEARNER = "learner", _("Learner")


class CourseMember(Row):
    """Somebody in a course: by address until she signs in with it, as a person from then on."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=10, choices=CourseRole)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="course_memberships"
    )

    class Meta:
        ordering = ["name", "email"]
        indexes = [models.Index(fields=["email"], name="course_member_email")]
        constraints = [
            models.UniqueConstraint(fields=["course", "email"], name="once_in_a_course"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown(self) -> str:
        """How the lecturer sees them called."""
        return self.name or self.email


class CourseBadge(Row):
    """A game element of a course, and the badge that it was made into for outside."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="badges")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="+")
    promoted_to = models.ForeignKey(
        Achievement, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "achievement"], name="badge_once_in_course"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
