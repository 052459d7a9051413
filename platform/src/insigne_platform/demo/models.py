"""The demo's post: what would have been mailed, kept to be read."""

from __future__ import annotations

from django.db import models

from insigne_platform.core.models import Row


class DemoMail(Row):
    """One mail to one address."""

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject
