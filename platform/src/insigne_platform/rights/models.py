"""Copies of everything that is somebody's own, made when she asks, and kept for a week."""

from __future__ import annotations

from django.db import models

from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class Export(Row):
    """A copy of everything, while it is made and for as long as it can be fetched."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exports")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    size = models.PositiveIntegerField(default=0)
    archive = models.BinaryField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)
