"""Earning on request: what is open, who applied with which evidence, and what was said."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person


class WhoMayApply(models.TextChoices):
    """From whom applications are taken."""

    ANYBODY = "anybody", _("Anybody with a confirmed e-mail address")
    DOMAIN = "domain", _("Only who has an e-mail address of these domains")


class Opening(Row):
    """That one may apply for a badge: since when, until when, and who."""

    achievement = models.OneToOneField(
        Achievement, on_delete=models.PROTECT, related_name="opening"
    )
    is_open = models.BooleanField(default=False)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    who = models.CharField(max_length=10, choices=WhoMayApply, default=WhoMayApply.ANYBODY)
    domains = models.JSONField(default=list)
    instructions_nl = models.TextField(max_length=4000, blank=True)
    instructions_en = models.TextField(max_length=4000, blank=True)
    rubric = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"applications for {self.achievement_id}"

    @property
    def instructions(self) -> str:
        """What is asked of applicants, in the reader's language or in the other one."""
        dutch, english = self.instructions_nl, self.instructions_en
        is_dutch = (get_language() or "en").startswith("nl")
        return (dutch or english) if is_dutch else (english or dutch)

    def takes_applications_on(self, day: date) -> bool:
        """Say whether one may apply on this day."""
        return (
            self.is_open
            and (self.opens_on is None or self.opens_on <= day)
            and (self.closes_on is None or day <= self.closes_on)
        )

    def welcomes(self, email: str) -> bool:
        """Say whether who has this address may apply."""
        domain = email.rpartition("@")[2].lower()
        return self.who == WhoMayApply.ANYBODY or any(
            domain == each or domain.endswith(f".{each}") for each in self.domains
        )


class ApplicationState(models.TextChoices):
    """How far an application is."""

    SUBMITTED = "submitted", _("To be reviewed")
    MORE_ASKED = "more_asked", _("More was asked")
    APPROVED = "approved", _("Approved")
    DENIED = "denied", _("Denied")
    WITHDRAWN = "withdrawn", _("Withdrawn")


UNDECIDED = (ApplicationState.SUBMITTED, ApplicationState.MORE_ASKED)


class Application(Row):
    """Somebody asks for a badge, and shows why she earned it."""

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="applications"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=12, choices=ApplicationState, default=ApplicationState.SUBMITTED
    )
    text = models.TextField(max_length=10000, blank=True)
    links = models.JSONField(default=list)
    submitted_at = models.DateTimeField()
    scores = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    award = models.OneToOneField(
        Award, on_delete=models.PROTECT, null=True, related_name="application"
    )

    class Meta:
        ordering = ["-submitted_at"]
        indexes = [models.Index(fields=["achievement", "state", "submitted_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["achievement", "person"],
                condition=models.Q(state__in=("submitted", "more_asked")),
                name="one_open_application",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(award__isnull=False),
                name="approved_application_has_an_award",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_undecided(self) -> bool:
        """Say whether something can still happen to the application."""
        return self.state in UNDECIDED


class EvidenceFile(Row):
    """A file that shows what the applicant did; only she and the reviewers get it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["created_at", "name"]

    def __str__(self) -> str:
        return self.name


class EntryKind(models.TextChoices):
    """What happened to an application."""

    SUBMITTED = "submitted", _("Applied")
    ASKED = "asked", _("More was asked")
    ANSWERED = "answered", _("Answered")
    APPROVED = "approved", _("Approved")
    DENIED = "denied", _("Denied")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ApplicationEntry(Row):
    """One thing that was said or decided about an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "created_at"]

    def __str__(self) -> str:
        return self.kind
