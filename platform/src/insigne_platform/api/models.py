"""The tokens by which programs come in, and the answers that they may ask for again."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person


class ApiToken(Row):
    """What lets a program act for an institution, as the person who made it and never as more."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="api_tokens"
    )
    made_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    def is_open(self, at: datetime) -> bool:
        """Say whether the token still lets somebody in."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


class StoredAnswer(Row):
    """What was answered to a request with an idempotency key, stored with what it did."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.BinaryField(default=b"")
    location = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_to_a_key")]

    def __str__(self) -> str:
        return self.key
