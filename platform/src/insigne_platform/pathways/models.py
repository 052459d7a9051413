"""A pathway is a graph of steps; each step holds badges, in whatever version they are earned."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Issuer, Named, new_public_id
from insigne_platform.people.models import Person


class PathwayState(models.TextChoices):
    """A draft is worked on; a published pathway is seen by everybody, and awards its badge."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Pathway(Named):
    """A way to a badge, through other badges."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="pathways")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    description_nl = models.TextField(max_length=4000, blank=True)
    description_en = models.TextField(max_length=4000, blank=True)
    leads_to = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, null=True, blank=True, related_name="pathways_to"
    )
    credits_needed = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(240)],
    )
    state = models.CharField(max_length=10, choices=PathwayState, default=PathwayState.DRAFT)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    @property
    def is_published(self) -> bool:
        """Say whether everybody sees it, and completing it awards its badge."""
        return self.state == PathwayState.PUBLISHED

    @property
    def description(self) -> str:
        """The description in the reader's language, or in the other one."""
        nl, en = self.description_nl, self.description_en
        return (nl or en) if (get_language() or "en").startswith("nl") else (en or nl)


class Step(Named):
    """A part of a pathway: all of its badges are required, or some number of them."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")

    class Meta:
        ordering = ["pathway", "place"]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "place"], name="one_step_at_a_place"),
        ]


class StepBadge(Row):
    """A badge in a step; badges with the same overlap word count as one for credits."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="badges")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="in_steps")
    overlap = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["step", "achievement"], name="badge_once_in_a_step"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Completion(Row):
    """That somebody went the whole way, and the badge that this gave."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="completions")
    email = models.EmailField(max_length=254)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    completed_at = models.DateTimeField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="+")
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway", "email"], name="completed_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
