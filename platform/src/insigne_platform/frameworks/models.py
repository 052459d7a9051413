"""Frameworks of skills, competences and outcomes, and what stands in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person


class ItemKind(models.TextChoices):
    """What an item of a framework is."""

    SKILL = "skill", _("Skill")
    KNOWLEDGE = "knowledge", _("Knowledge")
    OUTCOME = "outcome", _("Learning outcome")
    COMPETENCY = "competency", _("Competency")


class Framework(Row):
    """A framework that an institution brought in; it describes badges of that institution."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="frameworks"
    )
    name = models.CharField(max_length=300)
    uri = models.URLField(max_length=1000, blank=True)
    source = models.CharField(max_length=20)
    item_count = models.PositiveIntegerField(default=0)
    imported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name"], name="one_framework_with_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class FrameworkItem(Row):
    """One skill, competence or outcome of a framework."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="items")
    uri = models.CharField(max_length=1000)
    code = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=ItemKind, default=ItemKind.COMPETENCY)
    name_nl = models.CharField(max_length=500, blank=True)
    name_en = models.CharField(max_length=500, blank=True)
    description_nl = models.TextField(max_length=2000, blank=True)
    description_en = models.TextField(max_length=2000, blank=True)
    words = models.TextField(editable=False)

    class Meta:
        ordering = ["framework", "code", "name_en", "name_nl"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "uri"], name="one_item_with_a_uri")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the other one."""
        if (get_language() or "en").startswith("nl"):
            return self.name_nl or self.name_en
        return self.name_en or self.name_nl

    @property
    def description(self) -> str:
        """The description in the reader's language, or in the other one."""
        if (get_language() or "en").startswith("nl"):
            return self.description_nl or self.description_en
        return self.description_en or self.description_nl
