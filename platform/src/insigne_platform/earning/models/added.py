"""Evidence that a holder adds to a badge afterwards; it stands beside the badge, never in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class AddedState(models.TextChoices):
    """What the issuer says of evidence that was added."""

    WAITING = "waiting", _("Waits for the issuer")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class AddedEvidence(Row):
    """A text, links and files with which a holder shows more of what a badge stands for."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="added_evidence")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="added_evidence")
    text = models.TextField(max_length=10000, blank=True)
    links = models.JSONField(default=list)
    added_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AddedState, default=AddedState.WAITING)
    is_shown = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    office_told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "created_at"]
        indexes = [models.Index(fields=["state", "added_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting")
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_evidence_was_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Say whether the issuer has still to look at it."""
        return self.state == AddedState.WAITING


class AddedFile(Row):
    """A file of evidence that was added."""

    evidence = models.ForeignKey(AddedEvidence, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["created_at", "name"]

    def __str__(self) -> str:
        return self.name
