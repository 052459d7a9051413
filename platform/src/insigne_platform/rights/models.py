"""Copies of everything that is somebody's own, and the wish to be forgotten."""

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


class Erasure(Row):
    """That somebody asked to be erased, and from when that is done; till then she may undo it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="erasure")
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
