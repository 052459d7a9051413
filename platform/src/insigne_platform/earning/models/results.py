"""Lists of results: what came in together, how far it is entered, and what was wrong with it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.models import Row
from insigne_platform.earning.models.assessments import Moment
from insigne_platform.people.models import Person


class ResultListState(models.TextChoices):
    """How far a list of results is."""

    APPROVAL = "approval", _("Waits for approval")
    OPEN = "open", _("In progress")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ResultList(Row):
    """Results of a test that came in together, and are entered in the background."""

    moment = models.ForeignKey(Moment, on_delete=models.PROTECT, related_name="result_lists")
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ResultListState, default=ResultListState.OPEN)
    total = models.PositiveIntegerField()
    passing = models.PositiveIntegerField(default=0)
    entered = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "worked_at"])]

    def __str__(self) -> str:
        return self.label or str(self.pk)

    @property
    def done(self) -> int:
        """How many rows were dealt with."""
        return self.entered + self.same + self.bad

    @property
    def problems(self) -> list[dict[str, object]]:
        """What was wrong with rows, in the order of the file."""
        found = [each for part in self.parts.all() for each in part.problems]
        return sorted(found, key=lambda each: each["row"])


class ResultPart(Row):
    """As many rows of a list as are entered in one transaction."""

    results = models.ForeignKey(ResultList, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["results", "number"], name="one_part_of_a_number_in_results"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
