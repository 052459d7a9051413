"""The keys and seals of institutions; what is private in them is stored encrypted."""

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


class SealAuthority(Row):
    """The authority of this installation, which vouches for the seals of its institutions."""

    certificate = models.BinaryField()
    encrypted_private = models.BinaryField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="one_current_seal_authority",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class InstitutionSeal(Row):
    """What an institution seals its certificates on paper with: a key and an X.509 certificate."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="seals")
    authority = models.ForeignKey(SealAuthority, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    certificate = models.BinaryField()
    encrypted_private = models.BinaryField()
    ends_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution"],
                condition=models.Q(retired_at__isnull=True),
                name="one_current_seal_of_an_institution",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
