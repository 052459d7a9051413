"""Earning by nomination: whom the office trusts, whom they name, and what the office made of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class Nominator(Row):
    """Somebody outside the office who may nominate people for a badge."""

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="nominators"
    )
    email = models.EmailField(max_length=254)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["achievement", "email"],
                condition=models.Q(ended_at=None),
                name="one_nominator_of_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"nominator {self.pk}"


class NominationState(models.TextChoices):
    """Whether the office looked at it."""

    WAITING = "waiting", _("To be confirmed")
    DECIDED = "decided", _("Decided")


class Nomination(Row):
    """A list of people who earned a badge, as somebody trusted says."""

    nominator = models.ForeignKey(Nominator, on_delete=models.PROTECT, related_name="nominations")
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    note = models.TextField(max_length=2000, blank=True)
    state = models.CharField(
        max_length=10, choices=NominationState, default=NominationState.WAITING
    )
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    office_told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"nomination {self.pk}"


class NomineeState(models.TextChoices):
    """What became of somebody who was named."""

    WAITING = "waiting", _("To be confirmed")
    AWARDED = "awarded", _("Awarded")
    HAD = "had", _("Had the badge already")
    DECLINED = "declined", _("Not awarded")


class Nominee(Row):
    """Somebody who was named."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="nominees")
    row_number = models.PositiveIntegerField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=NomineeState, default=NomineeState.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    award = models.OneToOneField(Award, on_delete=models.PROTECT, null=True, related_name="nominee")

    class Meta:
        ordering = ["row_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "email"], name="named_once_in_a_nomination"
            ),
        ]

    def __str__(self) -> str:
        return f"nominee {self.pk}"
