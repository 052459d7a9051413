"""Endorsements: what was asked, and what was said, signed and stored once."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.people.models import Language, Person

# The least that keeps a bit private (Bitstring Status List, "Bitstring Encoding").
CAPACITY = 131072
LONGEST_ID = 2048


def new_public_name() -> str:
    """Make the public name of an endorsement or a list (128 bits)."""
    return secrets.token_urlsafe(16)


def new_key() -> bytes:
    """Make the secret order in which the places of a list are given out."""
    return secrets.token_bytes(32)


class Kind(models.TextChoices):
    """What is endorsed."""

    ISSUER = "issuer", _("Issuer")
    BADGE = "badge", _("Badge")
    AWARD = "award", _("Award")


class Subject(Row):
    """What is endorsed: something of ours by its row, or something of others by its identifier."""

    kind = models.CharField(max_length=10, choices=Kind)
    subject_id = models.CharField(max_length=LONGEST_ID)
    subject_name = models.CharField(max_length=300)
    subject_issuer = models.CharField(max_length=300, blank=True)
    issuer_endorsed = models.ForeignKey(
        Issuer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class RequestState(models.TextChoices):
    """How far a request is."""

    OPEN = "open", _("To be answered")
    GIVEN = "given", _("Endorsed")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")


class EndorsementRequest(Subject):
    """That an institution asks another one, or somebody by mail, for an endorsement."""

    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asking = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="endorsements_asked"
    )
    asked = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="endorsements_to_answer",
    )
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    message = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.OPEN)
    reason = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["asked", "state"], name="request_to_answer"),
            models.Index(fields=["asking", "state"], name="request_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked__isnull=False, email="")
                | models.Q(asked__isnull=True) & ~models.Q(email=""),
                name="request_goes_to_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state == RequestState.OPEN


class EndorsementList(Row):
    """The bits that say which endorsements of an issuer were withdrawn (Bitstring Status List)."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="endorsement_lists")
    public_id = models.CharField(max_length=22, unique=True, default=new_public_name)
    epoch = models.PositiveIntegerField(default=1)
    permutation_key = models.BinaryField(default=new_key)
    cursor = models.PositiveIntegerField(default=0)
    capacity = models.PositiveIntegerField(default=CAPACITY)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "epoch"], name="one_endorsement_list_of_an_epoch"
            ),
            models.CheckConstraint(
                condition=models.Q(cursor__lte=models.F("capacity")),
                name="endorsement_list_not_overfull",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_id} {self.epoch}"


class Endorsement(Subject):
    """An endorsement: signed by an issuer of ours, or received from elsewhere; its bytes stay."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_name)
    request = models.OneToOneField(
        EndorsementRequest, on_delete=models.PROTECT, null=True, related_name="endorsement"
    )
    issuer = models.ForeignKey(
        Issuer, on_delete=models.PROTECT, null=True, related_name="endorsements_given"
    )
    endorser_name = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    comment = models.TextField(max_length=4000, blank=True)
    credits = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    counts_at = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    valid_until = models.DateTimeField(null=True, blank=True)
    body = models.BinaryField()
    media_type = models.CharField(max_length=60, default="application/ld+json")
    sha256 = models.CharField(max_length=64)
    status_list = models.ForeignKey(EndorsementList, on_delete=models.PROTECT, null=True)
    status_index = models.PositiveIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    KEPT = ("body", "sha256", "media_type", "public_id", "subject_id")

    class Meta:
        ordering = ["-given_at"]
        indexes = [
            models.Index(fields=["achievement", "withdrawn_at"], name="endorsed_badge"),
            models.Index(fields=["issuer_endorsed", "withdrawn_at"], name="endorsed_issuer"),
            models.Index(fields=["award", "withdrawn_at"], name="endorsed_award"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="one_endorsement_at_a_status_index"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the endorsement; its bytes are never rewritten, it can only be withdrawn."""
        if not self._state.adding:
            named = kwargs.get("update_fields")
            if named is None or set(named) & set(self.KEPT):
                raise TypeError("an endorsement is never rewritten")
        super().save(*args, **kwargs)

    def is_current(self, at: datetime) -> bool:
        """Say whether it was neither withdrawn nor has come to its end."""
        return self.withdrawn_at is None and (self.valid_until is None or at < self.valid_until)

    @property
    def has_value(self) -> bool:
        """Say whether it states what the badge counts for."""
        return bool(self.credits or self.programme or self.counts_at)
