"""Links by which others see a badge, and the log of what was seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from insigne_platform.backpack.models import Collection, Holding, ImportedBadge
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person

MOST_WRONG: Final = 10
"""So often a PIN may be wrong; then the link is closed until its holder makes a new address."""
STAY: Final = timedelta(hours=1)
"""For so long whoever was let in may look around, also by a link that works once."""


type Shown = Holding | ImportedBadge | Collection
THINGS: Final = ("holding", "imported", "collection")


def _only(name: str) -> models.Q:
    """Say that a link shows this and nothing else."""
    return models.Q(**{f"{thing}__isnull": thing != name for thing in THINGS})


class Link(Row):
    """A link by which others see one badge or collection.

    Its address is not stored: a hash of it finds it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, null=True, related_name="links")
    imported = models.ForeignKey(
        ImportedBadge, on_delete=models.CASCADE, null=True, related_name="links"
    )
    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, null=True, related_name="links"
    )
    seed = models.BinaryField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    audience = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True)
    is_one_time = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)
    may_be_framed = models.BooleanField(default=False)
    pin_hash = models.CharField(max_length=128, blank=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    opened_count = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=_only("holding") | _only("imported") | _only("collection"),
                name="link_to_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown(self) -> Shown:
        """The badge or the collection that it shows."""
        found = self.holding or self.imported or self.collection
        assert found is not None  # the database sees to it
        return found

    @property
    def is_locked(self) -> bool:
        """Say whether too many wrong PINs closed it."""
        return self.wrong_pins >= MOST_WRONG

    def is_open(self, at: datetime) -> bool:
        """Say whether somebody new is let in."""
        is_used = self.is_one_time and self.used_at is not None
        return self.shows(at) and not is_used

    def shows(self, at: datetime) -> bool:
        """Say whether it still shows the badge to who was let in before."""
        is_over = self.expires_at is not None and at >= self.expires_at
        return self.revoked_at is None and not is_over and not self.is_locked


class Through(models.TextChoices):
    """How somebody came to see it."""

    LINK = "link", _("Link")
    PAGE = "page", _("In another page")
    GRANT = "grant", _("Grant")


class View(Row):
    """That somebody looked: in which hour, by which way, at what; never from where.

    `reference` is the link or the grant, which may be gone by now.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="views")
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    reference = models.UUIDField()
    badges = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    audience = models.CharField(max_length=200, blank=True)
    viewer = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-created_at"]
        indexes = [
            models.Index(fields=["person", "-at"], name="views_of_person"),
            models.Index(fields=["reference", "at"], name="views_by_reference"),
            models.Index(fields=["at"], name="views_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "at"],
                condition=models.Q(through=Through.PAGE),
                name="seen_in_a_page_once_an_hour",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
