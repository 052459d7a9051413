"""What somebody was told, and what she does not want to be told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class Kind(models.TextChoices):
    """What one is told about; signing in, addresses and merging are no choice and not here."""

    NEW_BADGE = "new_badge", _("A new badge is waiting")
    EXPIRING = "expiring", _("A badge expires soon")
    REVOKED = "revoked", _("A badge was revoked")
    SUSPENDED = "suspended", _("A badge does not count for now")
    COUNTS_AGAIN = "counts_again", _("A badge counts again")
    EVIDENCE = "evidence", _("Your evidence was accepted")
    COPY_READY = "copy_ready", _("Your copy of everything is ready")
    REQUEST = "request", _("Somebody asks to see badges")
    GRANT_USED = "grant_used", _("Somebody used the access that you gave")


class Notification(Row):
    """One thing that a person was told; its words are made when it is shown.

    `parameters` hold what the words need (the badge, a reason that anybody may read), and
    nothing of other persons.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.CharField(max_length=80)
    parameters = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "reference"], name="told_once"),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                name="unread_notifications",
                condition=models.Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Muted(Row):
    """A kind of which somebody does not want to be told."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="muted_kinds")
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="muted_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
