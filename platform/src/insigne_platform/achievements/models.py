"""What can be earned: an achievement keeps its address, its published versions keep their words."""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Issuer, new_public_id
from insigne_platform.people.models import Language, Person


class Scenario(models.TextChoices):
    """What kind of badge it is."""

    MICROCREDENTIAL = "microcredential", _("Microcredential")
    INFORMAL = "informal", _("Informal")
    GAME = "game", _("Game element")


class Achievement(Row):
    """A badge that an issuer gives, through all its versions."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="achievements")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    scenario = models.CharField(max_length=20, choices=Scenario)
    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["issuer", "archived_at"])]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_public(self) -> bool:
        """Say whether others than the course and who earned it may ever see it."""
        return self.scenario != Scenario.GAME


class VersionState(models.TextChoices):
    """A draft is worked on; what is published stays as it is."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class VersionSet(models.QuerySet["AchievementVersion"]):
    """Versions as a set; they change one by one, through services."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse: an update of many would pass by the rule that published ones never change."""
        raise TypeError("versions change one by one")


class AchievementVersion(Row):
    """One version of a badge: everything that it says."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(
        max_length=10, choices=VersionState, default=VersionState.DRAFT, editable=False
    )
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    name_nl = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    description_nl = models.TextField(max_length=4000, blank=True)
    description_en = models.TextField(max_length=4000, blank=True)
    criteria_nl = models.TextField(max_length=10000, blank=True)
    criteria_en = models.TextField(max_length=10000, blank=True)
    learning_outcomes = models.JSONField(default=list, blank=True)
    skills = models.JSONField(default=list, blank=True)
    workload_ects = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(240)],
    )
    workload_hours = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(10000)]
    )
    eqf_level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    nlqf_level = models.CharField(max_length=20, blank=True)
    assessment_type = models.CharField(max_length=300, blank=True)
    participation_form = models.CharField(max_length=300, blank=True)
    quality_assurance = models.CharField(max_length=300, blank=True)
    supervision = models.CharField(max_length=300, blank=True)
    prerequisites = models.CharField(max_length=1000, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    picture_svg = models.TextField(blank=True, editable=False)
    picture_png = models.BinaryField(null=True)
    picture_alt_nl = models.CharField(max_length=300, blank=True)
    picture_alt_en = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = VersionSet.as_manager()

    class Meta:
        ordering = ["achievement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["achievement", "number"], name="one_version_with_a_number"
            ),
            models.UniqueConstraint(
                fields=["achievement"],
                condition=models.Q(state="draft"),
                name="one_draft_of_an_achievement",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False),
                name="published_version_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def is_published(self) -> bool:
        """Say whether the version can be awarded, and can never change."""
        return self.state == VersionState.PUBLISHED

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the other one."""
        return self.text_in("name", get_language() or "en")

    @property
    def description(self) -> str:
        """The description in the reader's language, or in the other one."""
        return self.text_in("description", get_language() or "en")

    @property
    def criteria(self) -> str:
        """The criteria in the reader's language, or in the other one."""
        return self.text_in("criteria", get_language() or "en")

    @property
    def picture_alt(self) -> str:
        """The words for the picture in the reader's language, or in the other one."""
        return self.text_in("picture_alt", get_language() or "en")

    @property
    def outcomes(self) -> list[str]:
        """The learning outcomes in the reader's language, or in the other one."""
        return self.outcomes_in(get_language() or "en")

    def text_in(self, field: str, language: str) -> str:
        """What a field says in this language, or in the other one."""
        first, second = ("nl", "en") if language.startswith("nl") else ("en", "nl")
        return getattr(self, f"{field}_{first}") or getattr(self, f"{field}_{second}")

    def outcomes_in(self, language: str) -> list[str]:
        """The learning outcomes in this language, each in the other one where that is missing."""
        first, second = ("nl", "en") if language.startswith("nl") else ("en", "nl")
        found = (item.get(first) or item.get(second) or "" for item in self.learning_outcomes)
        return [text for text in found if text]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the version; one that was published is never written again."""
        if not self._state.adding and _is_published(self.pk):
            raise TypeError("a published version never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove a draft; what was published stays."""
        if _is_published(self.pk):
            raise TypeError("a published version never goes away")
        return super().delete(*args, **kwargs)


def _is_published(version_id: UUID) -> bool:
    return AchievementVersion.objects.filter(pk=version_id, state=VersionState.PUBLISHED).exists()
