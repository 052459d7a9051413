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
