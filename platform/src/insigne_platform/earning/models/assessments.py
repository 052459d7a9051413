"""Earning by a test: what is tested, when one can take it, who registered and how it went."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class Assessment(Row):
    """A test that awards a badge to who passes it, with or without the course before it."""

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="assessments"
    )
    title_nl = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    instructions_nl = models.TextField(max_length=4000, blank=True)
    instructions_en = models.TextField(max_length=4000, blank=True)
    pass_mark = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    is_open = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title_nl="", title_en=""), name="assessment_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What the test is called, in the reader's language or in the other one."""
        return self.title_in(get_language() or "en")

    @property
    def instructions(self) -> str:
        """What one should know beforehand, in the reader's language or in the other one."""
        return _either(get_language() or "en", self.instructions_nl, self.instructions_en)

    def title_in(self, language: str) -> str:
        """What the test is called in *language*, or in the other one."""
        return _either(language, self.title_nl, self.title_en)


def _either(language: str, dutch: str, english: str) -> str:
    return (dutch or english) if language.startswith("nl") else (english or dutch)


class Moment(Row):
    """A time and a place at which a test is taken, by as many as there are seats."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="moments")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    seats = models.PositiveIntegerField()
    closes_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["assessment", "closes_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__lte=models.F("starts_at")),
                name="moment_closes_before_it_starts",
            ),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="moment_has_a_seat"),
        ]

    def __str__(self) -> str:
        return f"moment {self.pk}"

    def takes_registrations_at(self, at: datetime) -> bool:
        """Say whether one may register or cancel now, seats aside."""
        return self.assessment.is_open and self.cancelled_at is None and at < self.closes_at

    @property
    def link(self) -> str:
        """The place as a web address; empty if it is a room."""
        return self.place if self.place.startswith(("https://", "http://")) else ""


class RegistrationState(models.TextChoices):
    """How far somebody is who registered for a test."""

    WAITING = "waiting", _("On the waiting list")
    REGISTERED = "registered", _("Registered")
    CANCELLED = "cancelled", _("Cancelled")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")


SEATLESS = (RegistrationState.WAITING, RegistrationState.CANCELLED)
COMING = (RegistrationState.WAITING, RegistrationState.REGISTERED)


class Registration(Row):
    """Somebody takes a test at a moment, on a seat of her own, and this is how it went.

    Who waits for a seat has none yet; the one who has waited longest gets the next.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="registrations"
    )
    moment = models.ForeignKey(Moment, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    seat = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=10, choices=RegistrationState, default=RegistrationState.REGISTERED
    )
    registered_at = models.DateTimeField()
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    result_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    result_at = models.DateTimeField(null=True)
    award = models.OneToOneField(
        Award, on_delete=models.PROTECT, null=True, related_name="registration"
    )
    note = models.CharField(max_length=500, blank=True)  # why the issuer cancelled it
    to_tell = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["-registered_at"]
        indexes = [models.Index(fields=["moment", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["moment", "seat"], name="one_person_on_a_seat"),
            models.UniqueConstraint(
                fields=["assessment", "person"],
                condition=models.Q(state__in=("waiting", "registered")),
                name="registered_once_for_a_test",
            ),
            models.UniqueConstraint(
                fields=["moment", "email"],
                condition=~models.Q(state="cancelled"),
                name="one_registration_of_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "cancelled"))
                | models.Q(seat__isnull=False),
                name="who_is_registered_has_a_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(award=None) | models.Q(state="passed"),
                name="who_is_awarded_passed",
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"
