"""Earning by a code: who has it claims the badge, as long as the code is good."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from django.db import models

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.models import Row
from insigne_platform.people.models import Person

# No two of these look alike in any hand or print, and no vowels make words.
LETTERS: Final = "CDFGHJKMNPQRTVWXY34679"
LENGTH: Final = 8


def new_code() -> str:
    """Make a code that nobody guesses (35 bits; wrong ones are counted, and soon refused)."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """Reduce what somebody typed to the letters of a code; empty if it can be none."""
    letters = "".join(character for character in text.upper() if character.isalnum())
    is_code = len(letters) == LENGTH and all(letter in LETTERS for letter in letters)
    return letters if is_code else ""


class ClaimCode(Row):
    """A code that stands on a screen or a poster; who enters it is given the badge."""

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="claim_codes"
    )
    code = models.CharField(max_length=LENGTH, unique=True, default=new_code, editable=False)
    label = models.CharField(max_length=200)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    limit = models.PositiveIntegerField(null=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    domains = models.JSONField(default=list)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.label

    @property
    def readable(self) -> str:
        """The code as people read it out: two groups of four."""
        return f"{self.code[:4]}-{self.code[4:]}"

    def is_good_on(self, day: date) -> bool:
        """Say whether the code is in use on this day, its limit aside."""
        return (
            self.stopped_at is None
            and (self.opens_on is None or self.opens_on <= day)
            and (self.closes_on is None or day <= self.closes_on)
        )

    def welcomes(self, email: str) -> bool:
        """Say whether who has this address may use the code."""
        domain = email.rpartition("@")[2].lower()
        return not self.domains or any(
            domain == each or domain.endswith(f".{each}") for each in self.domains
        )


class Redemption(Row):
    """That somebody used a code, and which award came of it."""

    code = models.ForeignKey(ClaimCode, on_delete=models.PROTECT, related_name="redemptions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="redemption")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "person"], name="one_use_of_a_code"),
        ]

    def __str__(self) -> str:
        return f"use of {self.code_id}"
