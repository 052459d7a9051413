"""Who was given what: lists, batches, awards, their documents and status lists."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import Achievement, AchievementVersion
from insigne_platform.awards.indexes import OF_AWARDS
from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.people.models import Language, Person

CAPACITY = (
    131072  # the least that keeps a bit private (Bitstring Status List, "Bitstring Encoding")
)


def new_urn() -> str:
    """Make an identifier that says nothing of anybody."""
    return f"urn:uuid:{uuid4()}"


def new_award_id() -> str:
    """Make the public name of an award (128 bits): nobody guesses another's."""
    return secrets.token_urlsafe(16)


def new_permutation_key() -> bytes:
    """Make the secret order in which a status list's places are given out."""
    return secrets.token_bytes(32)


class RecipientListState(models.TextChoices):
    """A list is read, looked at, and then used or thrown away."""

    COLUMNS = "columns", _("Columns to be named")
    READING = "reading", _("Being read")
    REFUSED = "refused", _("Cannot be used")
    PREVIEW = "preview", _("To be checked")
    AWARDED = "awarded", _("Awarded")
    DISCARDED = "discarded", _("Discarded")


class BatchState(models.TextChoices):
    """How far a batch is."""

    APPROVAL = "approval", _("Waits for approval")
    SCHEDULED = "scheduled", _("Planned")
    OPEN = "open", _("Waiting")
    RUNNING = "running", _("In progress")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Stopped")


GOES_ON = (BatchState.OPEN, BatchState.RUNNING)
ENDED = (BatchState.DONE, BatchState.CANCELLED)


class Batch(Row):
    """Awards that were decided together."""

    version = models.ForeignKey(
        AchievementVersion, on_delete=models.PROTECT, related_name="batches"
    )
    awarded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.OPEN)
    total = models.PositiveIntegerField()
    already = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at", "id"], name="batches_newest")]

    def __str__(self) -> str:
        return self.label or str(self.pk)


class StatusList(Row):
    """The bits that say which awards of an issuer were taken back (Bitstring Status List)."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="status_lists")
    purpose = models.CharField(max_length=20, default="revocation")
    public_id = models.CharField(max_length=22, unique=True, default=new_award_id)
    epoch = models.PositiveIntegerField(default=1)
    permutation_key = models.BinaryField(default=new_permutation_key)
    cursor = models.PositiveIntegerField(default=0)
    capacity = models.PositiveIntegerField(default=CAPACITY)
    entry_bits = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "purpose", "epoch"], name="one_status_list_of_an_epoch"
            ),
            models.CheckConstraint(
                condition=models.Q(cursor__lte=models.F("capacity")),
                name="status_list_not_overfull",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.epoch}"


class AwardState(models.TextChoices):
    """How far an award is; it goes down this list and never back."""

    NEW = "new", _("Being made")
    INTENT = "intent", _("Being signed")
    ISSUED = "issued", _("Awarded")
    REVOKED = "revoked", _("Revoked")


class Replacement(models.TextChoices):
    """Why an award took the place of an earlier one."""

    CORRECTION = "correction", _("Correction")
    RENEWAL = "renewal", _("Renewal")


class ChangeKind(models.TextChoices):
    """What is done to many awards at once."""

    REVOKE = "revoke", _("Revoke")
    SUSPEND = "suspend", _("Suspend")
    LIFT = "lift", _("Lift the suspension")
    RENEW = "renew", _("Renew")
    MAIL = "mail", _("Send the message again")


class AwardChange(Row):
    """Something that was decided for many awards, and is done in the background."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    public_reason = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.total}"


class Award(Row):
    """That somebody earned something (an assertion, a credential)."""

    # Where `db_index` is off, an index or a constraint below begins with the column.
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    row_number = models.PositiveIntegerField()
    version = models.ForeignKey(AchievementVersion, on_delete=models.PROTECT, related_name="awards")
    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    # What the version says and never changes, here for lists of a million (`placed`).
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    badge_name = models.CharField(max_length=200)
    public_id = models.CharField(max_length=22, unique=True, default=new_award_id, editable=False)
    credential_id = models.CharField(max_length=45, unique=True, default=new_urn, editable=False)
    subject_urn = models.CharField(max_length=45, default=new_urn, editable=False)
    recipient_email = models.EmailField(max_length=254)
    recipient_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    narrative = models.TextField(max_length=4000, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    awarded_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=AwardState, default=AwardState.NEW)
    is_renewed = models.BooleanField(default=False)
    status_list = models.ForeignKey(
        StatusList, on_delete=models.PROTECT, null=True, related_name="awards", db_index=False
    )
    status_index = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    revocation_reason = models.CharField(max_length=500, blank=True)  # anybody may read it
    revocation_note = models.CharField(max_length=500, blank=True)  # for the institution alone
    suspended_at = models.DateTimeField(null=True)
    suspended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    suspension_reason = models.CharField(max_length=500, blank=True)
    suspension_note = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    replacement = models.CharField(max_length=10, choices=Replacement, blank=True)
    change = models.ForeignKey(
        AwardChange, on_delete=models.PROTECT, null=True, related_name="awards", db_index=False
    )
    reminded_at = models.DateTimeField(null=True)
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="awards", db_index=False
    )
    claimed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    claim_reminders = models.PositiveSmallIntegerField(default=0)
    claim_ends_at = models.DateTimeField(null=True)
    # What stays of an award whose holder had herself erased: when, and the SHA-256 of what was
    # signed, which says nothing to who has not that file.
    erased_at = models.DateTimeField(null=True)
    commitment = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["batch", "row_number"]
        indexes = OF_AWARDS
        constraints = [
            models.UniqueConstraint(fields=["batch", "row_number"], name="one_award_of_a_row"),
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="one_award_at_a_status_index"
            ),
            models.UniqueConstraint(
                fields=["achievement", "recipient_email"],
                condition=~models.Q(state="revoked")
                & models.Q(is_renewed=False)
                & ~models.Q(recipient_email=""),
                name="awarded_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="new") | models.Q(status_index__isnull=False),
                name="award_with_a_document_has_a_status_index",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="revoked") | models.Q(revoked_at__isnull=False),
                name="revoked_award_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_revoked(self) -> bool:
        """Say whether the award was taken back."""
        return self.state == AwardState.REVOKED

    @property
    def is_suspended(self) -> bool:
        """Say whether the award does not count for now."""
        return self.suspended_at is not None and not self.is_revoked

    @property
    def can_be_suspended(self) -> bool:
        """Say whether its signed credential has room for suspension: older ones do not."""
        return self.status_list is not None and self.status_list.entry_bits > 1

    def is_expired(self, at: datetime) -> bool:
        """Say whether the award counted until some time before *at*."""
        return self.expires_at is not None and self.expires_at <= at

    def is_offer_over(self, at: datetime) -> bool:
        """Say whether nobody collected the award while it was on offer."""
        is_late = self.claim_ends_at is not None and self.claim_ends_at <= at
        return is_late and self.claimed_at is None


class KnownRecipient(models.Model):
    """Whom an institution ever awarded something, in lower case: by this awards are searched.

    There are a few awards to each, so that looking for a part of a word among them is quick.
    """

    id = models.BigAutoField(primary_key=True)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "email", "name"], name="one_known_recipient"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class IssuedDocument(Row):
    """The bytes of an award in one format: what is to be signed, and once signed, that."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="documents")
    format = models.CharField(max_length=60)
    prepared_at = models.DateTimeField()
    signed_input = models.BinaryField()
    body = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "format"], name="one_document_of_a_format"),
        ]

    def __str__(self) -> str:
        return self.format

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the document once; afterwards only the signature is added (`fill`)."""
        if not self._state.adding:
            raise TypeError("a document is never rewritten")
        super().save(*args, **kwargs)


class RecipientList(Row):
    """A file of recipients that was read and is looked at before anything is awarded."""

    version = models.ForeignKey(
        AchievementVersion, on_delete=models.PROTECT, related_name="recipient_lists"
    )
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    read = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    having = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=RecipientListState, default=RecipientListState.PREVIEW
    )
    batch = models.OneToOneField(
        Batch, on_delete=models.PROTECT, null=True, related_name="recipient_list"
    )

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows(self) -> list[dict[str, object]]:
        """Who is still to be given the badge, all of them: for lists that are known to be short."""
        return [row for part in self.parts.order_by("number") for row in part.rows]

    @property
    def already(self) -> list[dict[str, object]]:
        """Who had the badge when the list was read."""
        return [row for part in self.parts.order_by("number") for row in part.already]

    @property
    def problems(self) -> list[dict[str, object]]:
        """What was wrong with the other rows."""
        return [problem for part in self.parts.order_by("number") for problem in part.problems]


class ListFile(Row):
    """The file itself, kept until its list is awarded or thrown away."""

    recipients = models.OneToOneField(RecipientList, on_delete=models.CASCADE, related_name="file")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.recipients_id)


class ListPart(Row):
    """About a thousand rows of a list: as many as are written in one transaction."""

    recipients = models.ForeignKey(RecipientList, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    rows = models.JSONField(default=list)
    already = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["recipients", "number"], name="one_part_of_a_number"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class PartIntent(Row):
    """What will be signed of the rows of a part, until they are awards."""

    part = models.OneToOneField(ListPart, on_delete=models.CASCADE, related_name="intent")
    body = models.BinaryField()

    def __str__(self) -> str:
        return str(self.part_id)


class RowLeft(Row):
    """A row of a batch that became no award: it could not be made, or the batch was stopped."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows_left")
    row_number = models.PositiveIntegerField()
    recipient = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["row_number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "row_number"], name="one_row_left_of_a_row"),
        ]

    def __str__(self) -> str:
        return str(self.row_number)


class KnownColumn(Row):
    """What an institution means by a header in its files."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="known_columns"
    )
    header = models.CharField(max_length=100)
    column = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "header"], name="one_meaning_of_a_header"
            ),
        ]

    def __str__(self) -> str:
        return self.header


DAYS_BEFORE = 30  # where an institution has not said otherwise


class ExpiryReminders(Row):
    """How long before badges of an institution expire their holders are told."""

    institution = models.OneToOneField(
        Institution, on_delete=models.PROTECT, related_name="expiry_reminders"
    )
    days_before = models.PositiveSmallIntegerField(default=DAYS_BEFORE)
    is_on = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.days_before)


REMIND_AFTER = (7, 21)  # days; where an institution has not said otherwise


class OfferTerms(Row):
    """When who does not collect a badge is reminded, and how long it stays on offer."""

    institution = models.OneToOneField(
        Institution, on_delete=models.PROTECT, related_name="offer_terms"
    )
    is_on = models.BooleanField(default=True)
    first_after = models.PositiveSmallIntegerField(default=REMIND_AFTER[0])
    second_after = models.PositiveSmallIntegerField(null=True, default=REMIND_AFTER[1])
    ends_after = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.first_after)

    @property
    def reminders_after(self) -> tuple[int, ...]:
        """After how many days each reminder goes out; none where they are switched off."""
        days = (self.first_after, self.second_after)
        return tuple(day for day in days if day) if self.is_on else ()
