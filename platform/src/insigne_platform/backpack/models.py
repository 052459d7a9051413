"""What a holder keeps, and the links by which she shows it."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class Holding(Row):
    """An award in the backpack of who earned it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="holding")
    kept_at = models.DateTimeField()
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return str(self.pk)


class ShareLink(Row):
    """A link by which anybody sees one badge, until it ends; its token is made, not stored."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="share_links")
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    opened_count = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, at: datetime) -> bool:
        """Say whether the link still shows the badge."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)
