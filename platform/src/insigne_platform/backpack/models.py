"""What a holder keeps, from here and from elsewhere, and the links by which she shows it."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person

LONGEST_NOTE = 2000
LONGEST_TAG = 40
LONGEST_NAME = 100


class Kept(Row):
    """What is the same for every badge in a backpack: a note of one's own, and the bin."""

    note = models.TextField(blank=True, max_length=LONGEST_NOTE)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Holding(Kept):
    """An award in the backpack of who earned it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="holding")
    kept_at = models.DateTimeField()
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return str(self.pk)


class ShareLink(Row):
    """A link by which anybody sees one badge, until it ends; its token is made, not stored."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="share_links")
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    opened_count = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, at: datetime) -> bool:
        """Say whether the link still shows the badge."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


class Verdict(models.TextChoices):
    """What the last check said."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class ImportedBadge(Kept):
    """A badge from elsewhere: the bytes as they came, and what the last check said of it.

    `named_by` and `own_address` say to whom the badge says that it was given; whether that
    address is still the holder's own is asked when it is shown.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="imported_badges")
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    carrier = models.CharField(max_length=20)
    has_picture = models.BooleanField(default=False)
    dialect = models.CharField(max_length=30)
    name = models.CharField(max_length=300, blank=True)
    issuer_name = models.CharField(max_length=300, blank=True)
    awarded_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    named_by = models.CharField(max_length=10)
    own_address = models.EmailField(max_length=254, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    look = models.CharField(max_length=10)
    is_taken_back = models.BooleanField(default=False)
    checked_at = models.DateTimeField()
    # What is large stands last: SQLite walks through it to reach what stands behind.
    view = models.JSONField()
    picture = models.BinaryField(null=True)
    source = models.BinaryField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="imported_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Tag(Row):
    """A word of the holder's own at one of her badges."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="badge_tags")
    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, null=True, related_name="tags")
    imported = models.ForeignKey(
        ImportedBadge, on_delete=models.CASCADE, null=True, related_name="tags"
    )
    name = models.CharField(max_length=LONGEST_TAG)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holding__isnull=True) ^ models.Q(imported__isnull=True),
                name="tag_of_one_badge",
            ),
            models.UniqueConstraint(fields=["holding", "name"], name="holding_tagged_once"),
            models.UniqueConstraint(fields=["imported", "name"], name="imported_tagged_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Collection(Row):
    """Badges that belong together, in an order of the holder's own."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="collections")
    name = models.CharField(max_length=LONGEST_NAME)
    introduction = models.TextField(blank=True, max_length=LONGEST_NOTE)

    class Meta:
        ordering = ["name", "created_at"]

    def __str__(self) -> str:
        return self.name


class CollectionItem(Row):
    """One badge of a collection; the cover is the one that the holder chose for it."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, null=True, related_name="+")
    imported = models.ForeignKey(
        ImportedBadge, on_delete=models.CASCADE, null=True, related_name="+"
    )
    position = models.PositiveIntegerField()
    is_cover = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holding__isnull=True) ^ models.Q(imported__isnull=True),
                name="item_of_one_badge",
            ),
            models.UniqueConstraint(fields=["collection", "holding"], name="holding_in_it_once"),
            models.UniqueConstraint(fields=["collection", "imported"], name="imported_in_it_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def badge(self) -> Holding | ImportedBadge:
        """The badge itself."""
        found = self.holding or self.imported
        assert found is not None  # the database sees to it
        return found


class Import(Row):
    """What somebody brought in at once: one file, an address, or a zip of many."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    finished_at = models.DateTimeField(null=True)
    words = models.JSONField(null=True)  # of a copy of a backpack: its collections
    archive = models.BinaryField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.pk)


class Outcome(models.TextChoices):
    """What became of one file."""

    WAITING = "waiting"
    ADDED = "added"
    AGAIN = "again"
    RESTORED = "restored"
    OWN = "own"
    OFFERED = "offered"
    REFUSED = "refused"


class ImportFile(Row):
    """One file of an import, and what became of it; why not stands in the person's language."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    message = models.CharField(max_length=500, blank=True)
    path = models.CharField(max_length=300, blank=True)
    words = models.JSONField(null=True)  # of a copy of a backpack: the holder's own
    badge = models.ForeignKey(ImportedBadge, on_delete=models.SET_NULL, null=True)
    holding = models.ForeignKey(Holding, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["of", "position"], name="import_position"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
