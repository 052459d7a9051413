"""Earning by rule: what one needs, whoever it concerns, and whom it was awarded to."""

from __future__ import annotations

from datetime import date

from django.db import models

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person


class Rule(Row):
    """That a badge is awarded by itself to whoever meets every condition of it."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="rules")
    name = models.CharField(max_length=200)
    badges = models.ManyToManyField(Achievement, related_name="rules_that_need_it")
    needed = models.PositiveSmallIntegerField(default=0)
    score_key = models.CharField(max_length=100, blank=True)
    score_at_least = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    not_before = models.DateField(null=True)
    is_on = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ran_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score_key="") | models.Q(score_at_least__isnull=False),
                name="rule_with_a_score_has_a_threshold",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_begun_on(self, day: date) -> bool:
        """Say whether the day from which the rule awards has come."""
        return self.not_before is None or self.not_before <= day


class RuleAward(Row):
    """That a rule dealt with somebody; it never does so twice."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="awards")
    email = models.EmailField(max_length=254)
    award = models.OneToOneField(
        Award, on_delete=models.PROTECT, null=True, related_name="rule_award"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "email"], name="once_by_a_rule"),
        ]

    def __str__(self) -> str:
        return f"by {self.rule_id}"


class Score(Row):
    """A result that came from elsewhere, under a name that the institution chose."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="scores")
    key = models.CharField(max_length=100)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=9, decimal_places=2)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["institution", "key", "value"])]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "key", "email"], name="one_score_of_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.key
