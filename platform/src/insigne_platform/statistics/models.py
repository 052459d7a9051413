"""Counters of a badge for each month, so that a page never counts a million awards."""

from __future__ import annotations

from django.db import models

from insigne_platform.achievements.models import Achievement
from insigne_platform.core.models import Row


class MonthCount(Row):
    """What happened to a badge in a month, of whom nothing is known here.

    A month is a number, twelve for each year: 24317 is June 2026. Everything but `viewed` can be
    counted anew from what was awarded; of views nothing else is kept.
    """

    achievement = models.ForeignKey(
        Achievement, on_delete=models.CASCADE, related_name="month_counts"
    )
    month = models.PositiveIntegerField()
    awarded = models.PositiveIntegerField(default=0)
    claimed = models.PositiveIntegerField(default=0)
    shared = models.PositiveIntegerField(default=0)
    viewed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["achievement", "month"], name="one_count_of_a_badge_in_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month // 12}-{self.month % 12 + 1:02}"


class Standing(models.Model):
    """How the awards of a badge stand: as they did when the badge was counted last."""

    achievement = models.OneToOneField(
        Achievement, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    awarded = models.PositiveIntegerField(default=0)
    claimed = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    revoked = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.awarded)


class Stale(models.Model):
    """A badge to which something happened since it was counted."""

    achievement = models.OneToOneField(
        Achievement, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    marks = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.pk)
