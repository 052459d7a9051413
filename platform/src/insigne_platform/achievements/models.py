"""What can be earned: an achievement keeps its address, its published versions keep their words."""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.choices import (
    FIELD_CHOICES,
    AssessmentKind,
    Change,
    GradeScale,
    IdentityCheck,
    ParticipationKind,
    QualityKind,
    SupervisionKind,
)
from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution, Issuer, new_public_id
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
    in_catalogue = models.BooleanField(default=True)

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
    major = models.PositiveIntegerField(default=1, editable=False)
    minor = models.PositiveIntegerField(default=0, editable=False)
    change = models.CharField(max_length=10, choices=Change, blank=True, editable=False)
    change_note = models.CharField(max_length=1000, blank=True, editable=False)
    earlier = models.JSONField(default=list, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
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
    isced_field = models.CharField(max_length=4, choices=FIELD_CHOICES, blank=True)
    assessment_kind = models.CharField(max_length=20, choices=AssessmentKind, blank=True)
    assessment_type = models.CharField(max_length=300, blank=True)
    participation_kind = models.CharField(max_length=20, choices=ParticipationKind, blank=True)
    participation_form = models.CharField(max_length=300, blank=True)
    quality_kind = models.CharField(max_length=20, choices=QualityKind, blank=True)
    quality_assurance = models.CharField(max_length=300, blank=True)
    supervision_kind = models.CharField(max_length=20, choices=SupervisionKind, blank=True)
    identity_check = models.CharField(max_length=20, choices=IdentityCheck, blank=True)
    supervision = models.CharField(max_length=300, blank=True)
    prerequisites = models.CharField(max_length=1000, blank=True)
    stackability = models.CharField(max_length=1000, blank=True)
    grade_scale = models.CharField(max_length=10, choices=GradeScale, blank=True)
    grade_pass = models.CharField(max_length=40, blank=True)
    grade_levels = models.JSONField(default=list, blank=True)
    alignments = models.JSONField(default=list, blank=True)
    related = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    croho = models.CharField(max_length=20, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    picture_svg = models.TextField(blank=True, editable=False)
    picture_png = models.BinaryField(null=True)
    picture_design = models.JSONField(null=True, blank=True, editable=False)
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
        return f"{self.name} ({self.label})"

    @property
    def label(self) -> str:
        """The number that people see: 1, 1.1 after a correction, 2 after a larger change."""
        return f"{self.major}.{self.minor}" if self.minor else str(self.major)

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

    @property
    def assessment(self) -> str:
        """How it is assessed: what was chosen, and what was added in words."""
        return _stated(self.get_assessment_kind_display(), self.assessment_type)

    @property
    def participation(self) -> str:
        """How one takes part: what was chosen, and what was added in words."""
        return _stated(self.get_participation_kind_display(), self.participation_form)

    @property
    def quality(self) -> str:
        """How quality is assured: what was chosen, and what was added in words."""
        return _stated(self.get_quality_kind_display(), self.quality_assurance)

    @property
    def watched(self) -> str:
        """Supervision and identity check: what was chosen, and what was added in words."""
        chosen = (self.get_supervision_kind_display(), self.get_identity_check_display())
        return _stated(", ".join(str(word) for word in chosen if word), self.supervision)

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


class DraftState(Row):
    """What a draft said before a change, so that the change can be taken back."""

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="states")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said = models.JSONField()

    class Meta:
        ordering = ["version", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["version", "revision"], name="one_state_of_a_revision")
        ]

    def __str__(self) -> str:
        return f"revision {self.revision}"


class ApprovalState(models.TextChoices):
    """Where a request for approval is."""

    WAITING = "waiting", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Taken back")


class Approval(Row):
    """That somebody asked another person to look at a draft before it is published."""

    version = models.ForeignKey(
        AchievementVersion, on_delete=models.CASCADE, related_name="approvals"
    )
    state = models.CharField(
        max_length=10, choices=ApprovalState, default=ApprovalState.WAITING, editable=False
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    comment = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(state="waiting"),
                name="one_approval_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(decided_at__isnull=False),
                name="decided_approval_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.version_id}"

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody has decided yet."""
        return self.state == ApprovalState.WAITING


class BadgeTemplate(Row):
    """A starting point for badges of the whole institution."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="badge_templates"
    )
    name = models.CharField(max_length=200)
    scenario = models.CharField(max_length=20, choices=Scenario)
    said = models.JSONField()
    picture_svg = models.TextField(blank=True)
    picture_png = models.BinaryField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="one_template_with_a_name")
        ]

    def __str__(self) -> str:
        return self.name


def _stated(chosen: object, added: str) -> str:
    return ": ".join(text for text in (str(chosen or ""), added) if text)


def _is_published(version_id: UUID) -> bool:
    return AchievementVersion.objects.filter(pk=version_id, state=VersionState.PUBLISHED).exists()
