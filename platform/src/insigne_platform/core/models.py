"""The base table, and the tables of the audit trail, the outbox and publication."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class Row(models.Model):
    """What every table of ours has: a random identifier and the time it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class AppendOnlySet(models.QuerySet["AuditEntry"]):
    """Entries that are read and added to, and never changed."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse: what was done is not rewritten."""
        raise TypeError("the audit trail is append-only")

    def delete(self) -> NoReturn:
        """Refuse: what was done is not forgotten."""
        raise TypeError("the audit trail is append-only")


class AuditEntry(models.Model):
    """One thing that was done, chained by hash to the one before it."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    details = models.JSONField(default=dict)
    institution = models.UUIDField(null=True)  # whose history it belongs to, where it does
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnlySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["object_type", "object_id"]),
            models.Index(
                fields=["institution", "-sequence"],
                name="audit_of_institution",
                condition=models.Q(institution__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; an entry that exists is never written again."""
        if not self._state.adding:
            raise TypeError("the audit trail is append-only")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the audit trail is append-only."""
        raise TypeError("the audit trail is append-only")


class OutboxFact(models.Model):
    """A fact that was committed with what it tells of, and is still to be told."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    payload = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="outbox_pending",
                condition=models.Q(delivered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.name}"


class PublicDocument(Row):
    """The exact bytes that anybody gets at a public address."""

    path = models.CharField(max_length=300, unique=True)
    body = models.BinaryField()
    media_type = models.CharField(max_length=100)
    etag = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=200)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=(200, 410)), name="public_document_status"
            )
        ]

    def __str__(self) -> str:
        return self.path


class Instance(models.Model):
    """This installation: one row, made at the first start."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    base_url = models.URLField(max_length=300)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_instance")]

    def __str__(self) -> str:
        return self.base_url
