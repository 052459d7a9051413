"""The keys of institutions; the private half is stored encrypted."""

from __future__ import annotations

from django.db import models

from insigne_platform.core.models import Row
from insigne_platform.institutions.models import Institution


class KeyKind(models.TextChoices):
    """The keys that we sign with."""

    ED25519 = "ed25519"
    RSA = "rsa"
    P256 = "p256"


class SigningKey(Row):
    """A key pair: anybody may read its public half, only this room opens the other."""

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="signing_keys"
    )
    key_type = models.CharField(max_length=10, choices=KeyKind)
    fragment = models.CharField(max_length=20)
    public_jwk = models.JSONField()
    encrypted_private = models.BinaryField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "fragment"], name="one_key_for_a_fragment"
            ),
            models.UniqueConstraint(
                fields=["institution", "key_type"],
                condition=models.Q(retired_at__isnull=True),
                name="one_current_key_of_a_type",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fragment} ({self.key_type})"
