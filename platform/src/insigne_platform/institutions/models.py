"""Institutions, their issuer groups and issuers, and who does what for them."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.models import Row
from insigne_platform.people.models import Person

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # base32, as RFC 4648 has it, in lower case


def new_public_id() -> str:
    """Make an identifier that says nothing and cannot be guessed (60 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class Named(Row):
    """What has a name in two languages, of which one may be missing."""

    name_nl = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the other one."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in this language, or in the other one."""
        if language.startswith("nl"):
            return self.name_nl or self.name_en
        return self.name_en or self.name_nl


class InstitutionKind(models.TextChoices):
    """What sort of house it is."""

    UNIVERSITY = "university", _("University")
    APPLIED_SCIENCES = "applied_sciences", _("University of applied sciences")
    COMPANY = "company", _("Company")
    GOVERNMENT = "government", _("Government")
    OTHER = "other", _("Other")


class Institution(Named):
    """Who speaks, and for whom people act."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=20, choices=InstitutionKind)
    description_nl = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    country = models.CharField(max_length=2)
    url = models.URLField(max_length=300)
    email = models.EmailField(max_length=254)
    domain = models.CharField(max_length=253, blank=True)
    brin = models.CharField(max_length=6, blank=True)
    ror = models.CharField(max_length=40, blank=True)
    schac_home = models.CharField(max_length=253, blank=True)
    logo = models.FileField(upload_to="logos/", null=True, blank=True)


class IssuerGroup(Named):
    """A part of an institution, such as a faculty."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="groups")


class Issuer(Named):
    """The name under which badges are given (Open Badges 3.0, class Profile)."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="issuers")
    group = models.ForeignKey(
        IssuerGroup, on_delete=models.PROTECT, related_name="issuers", null=True, blank=True
    )
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    url = models.URLField(max_length=300)
    email = models.EmailField(max_length=254)
    description_nl = models.TextField(blank=True)
    description_en = models.TextField(blank=True)

    def description_in(self, language: str) -> str:
        """The description in this language, or in the other one."""
        if language.startswith("nl"):
            return self.description_nl or self.description_en
        return self.description_en or self.description_nl


class Role(models.TextChoices):
    """What somebody does for an institution; each may what the next one may."""

    ADMINISTRATOR = "administrator", _("Administrator")
    AWARDER = "awarder", _("Awarder")
    OBSERVER = "observer", _("Observer")


class Membership(Row):
    """What a person does for an institution, in all of it or in one group."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="memberships"
    )
    group = models.ForeignKey(
        IssuerGroup, on_delete=models.CASCADE, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "institution", "group"],
                name="one_role_in_a_group",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.institution_id}"
