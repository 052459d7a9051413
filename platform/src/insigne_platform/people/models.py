"""The persons who act here, and the links by which they sign in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from insigne_platform.core.models import Row


class Language(models.TextChoices):
    """The languages that we speak."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "English"


class PersonManager(BaseUserManager["Person"]):
    """Finding persons by their address, however its letters are written."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find who signs in with this address."""
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        """Make a person; without a password only links sign in."""
        person = self.model(email=email.lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who acts here: who earns, who awards, or both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    display_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def clean(self) -> None:
        """Write the address as we compare it."""
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the person, the address in lower case."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class SignInLink(Row):
    """A link that signs in once; its token is made from the row's identifier, never stored."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    address = models.EmailField(max_length=254)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link until {self.expires_at:%Y-%m-%d %H:%M}"


class AddressPeriod(Row):
    """From when until when an address was a person's own; who had it stays known afterwards.

    Addresses of institutions are given to somebody else later. What was sent to an address
    while it was one person's is never opened by the next one, so a period outlives the account.
    """

    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="address_periods"
    )
    address = models.EmailField(max_length=254)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    reminded_days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["since", "address"]
        indexes = [
            models.Index(fields=["address"], name="address_period_address"),
            models.Index(
                fields=["ends_on"],
                name="address_period_end",
                condition=models.Q(until=None, ends_on__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=models.Q(until=None), name="address_of_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="address_period_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"since {self.since:%Y-%m-%d}"


class AccountMerge(Row):
    """Two accounts of one person that became one: what moved is kept, so that it can move back.

    Its token is made from the identifier, and goes to an address of the other account only.
    """

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merged_into")
    address = models.EmailField(max_length=254)
    expires_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    former_email = models.EmailField(max_length=254, blank=True)
    moved = models.JSONField(default=list)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"merge until {self.expires_at:%Y-%m-%d %H:%M}"
