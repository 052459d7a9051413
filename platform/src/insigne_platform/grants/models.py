"""Organisations that look at badges, what they ask for, and what holders granted."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person

LONGEST_NAME: Final = 200
MOST_DAYS: Final = 90
"""For so long a grant lasts at most."""


class Kind(models.TextChoices):
    """What an organisation is."""

    EMPLOYER = "employer", _("Employer")
    AGENCY = "agency", _("Screening agency, which checks for others")
    EDUCATION = "education", _("Education: admissions, an examination board")
    OTHER = "other", _("Something else")


class Proof(models.TextChoices):
    """How an organisation showed that a domain is its own."""

    FILE = "file", _("by a file on its website")
    DNS = "dns", _("by a record in its DNS")


class Organisation(Row):
    """Who looks at badges: its domain is its identity, once it is proved."""

    name = models.CharField(max_length=LONGEST_NAME)
    domain = models.CharField(max_length=253)
    kind = models.CharField(max_length=10, choices=Kind)
    challenge = models.CharField(max_length=64)
    proved_at = models.DateTimeField(null=True)
    proved_by = models.CharField(max_length=10, choices=Proof, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain"],
                condition=models.Q(proved_at__isnull=False),
                name="domain_of_one_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_proved(self) -> bool:
        """Say whether the domain was shown to be its own."""
        return self.proved_at is not None


class Member(Row):
    """An address at the domain of an organisation; whoever proved that it is theirs acts for it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    address = models.EmailField(max_length=254)
    is_administrator = models.BooleanField(default=False)

    class Meta:
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "address"], name="member_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Mandate(Row):
    """That an agency asks on behalf of another organisation, for a purpose and a time."""

    principal = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="mandates_given"
    )
    agency = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mandates_held")
    purpose = models.CharField(max_length=200)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def holds(self, at: datetime) -> bool:
        """Say whether the agency acts on it at this moment."""
        return self.ended_at is None and at < self.ends_at


class RequestState(models.TextChoices):
    """What became of a request."""

    WAITING = "waiting", _("Waiting for an answer")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Not granted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AccessRequest(Row):
    """What an organisation asks of somebody: which badges, which fields, why, for how long.

    It is asked of an address. Whose that is shows only when the holder answers. A *silenced*
    request is of an organisation that its holder does not want to hear of: nobody sees it.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="requests"
    )
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True)
    asked_by = models.EmailField(max_length=254)
    address = models.EmailField(max_length=254)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="access_requests"
    )
    badges = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    purpose = models.CharField(max_length=200)
    message = models.TextField(max_length=2000, blank=True)
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.WAITING)
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    no_more = models.BooleanField(default=False)
    is_silenced = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["address"], name="access_requests_to"),
            models.Index(fields=["organisation", "-created_at"], name="access_requests_of"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def waits(self, at: datetime) -> bool:
        """Say whether it can still be answered."""
        return self.state == RequestState.WAITING and at < self.expires_at


class Grant(Row):
    """That an organisation may look at some badges, and some fields of them, for a time."""

    request = models.OneToOneField(AccessRequest, on_delete=models.CASCADE, related_name="grant")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants")
    fields = models.JSONField(default=list)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_count = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def holds(self, at: datetime) -> bool:
        """Say whether the organisation may look at this moment."""
        mandate = self.request.mandate
        is_mandated = mandate is None or mandate.holds(at)
        return self.revoked_at is None and at < self.ends_at and is_mandated


class GrantedBadge(Row):
    """One badge of a grant; it goes when its holder deletes the badge for good."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="badges")
    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, null=True)
    imported = models.ForeignKey(ImportedBadge, on_delete=models.CASCADE, null=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holding__isnull=True, imported__isnull=False)
                | models.Q(holding__isnull=False, imported__isnull=True),
                name="grant_of_one_badge",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def badge(self) -> Holding | ImportedBadge:
        """The badge that is granted."""
        found = self.holding or self.imported
        assert found is not None  # the database sees to it
        return found
