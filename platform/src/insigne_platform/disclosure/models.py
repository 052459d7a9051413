"""An award in the forms from which a holder shows a part: signed once, and kept here."""

from __future__ import annotations

from typing import Any

from django.db import models

from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row


class DisclosableDocument(Row):
    """An award as its issuer signed it for showing in part; nobody is ever given it whole."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="disclosable_documents")
    format = models.CharField(max_length=20)
    prepared_at = models.DateTimeField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["award", "format"], name="one_disclosable_document_of_a_format"
            ),
        ]

    def __str__(self) -> str:
        return self.format

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the document once."""
        if not self._state.adding:
            raise TypeError("a document is never rewritten")
        super().save(*args, **kwargs)
