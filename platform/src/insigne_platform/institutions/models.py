"""Institutions, their issuer groups and issuers, and who does what for them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.core.models import Row
from insigne_platform.institutions.rights import Right, Role, role_of
from insigne_platform.people.models import Language, Person

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
    named_since = models.DateField(null=True, blank=True)
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
    rio = models.CharField(max_length=36, blank=True)
    slug = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    introduction_nl = models.TextField(max_length=4000, blank=True)
    introduction_en = models.TextField(max_length=4000, blank=True)
    logo_svg = models.TextField(blank=True, editable=False)
    logo_png = models.BinaryField(null=True)
    logo_alt_nl = models.CharField(max_length=300, blank=True)
    logo_alt_en = models.CharField(max_length=300, blank=True)
    primary = models.CharField(max_length=7, blank=True)
    primary_dark = models.CharField(max_length=7, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    look_changed_at = models.DateTimeField(null=True, editable=False)
    requires_approval = models.BooleanField(default=False)
    approve_batches_above = models.PositiveIntegerField(null=True, blank=True)

    def introduction_in(self, language: str) -> str:
        """What the institution says of itself in this language, or in the other one."""
        first, second = self.introduction_en, self.introduction_nl
        if language.startswith("nl"):
            first, second = second, first
        return first or second

    @property
    def introduction(self) -> str:
        """What the institution says of itself, in the reader's language or in the other one."""
        return self.introduction_in(get_language() or "en")

    @property
    def logo_alt(self) -> str:
        """The words for the logo in the reader's language, or in the other one."""
        nl, en = self.logo_alt_nl, self.logo_alt_en
        return (nl or en) if (get_language() or "en").startswith("nl") else (en or nl)


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
    named_since = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=300)
    email = models.EmailField(max_length=254)
    description_nl = models.TextField(blank=True)
    description_en = models.TextField(blank=True)

    def description_in(self, language: str) -> str:
        """The description in this language, or in the other one."""
        if language.startswith("nl"):
            return self.description_nl or self.description_en
        return self.description_en or self.description_nl


class FormerName(Named):
    """What an institution or an issuer was called before; badges of then say so still."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="former_names", null=True, blank=True
    )
    issuer = models.ForeignKey(
        Issuer, on_delete=models.CASCADE, related_name="former_names", null=True, blank=True
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(institution=None) ^ models.Q(issuer=None),
                name="former_name_of_one",
            )
        ]


class FormerAddress(Row):
    """A word that was an institution's own address once: it leads to the present one."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="former_addresses"
    )
    slug = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.slug


class LetterText(Row):
    """What a kind of letter says in one language, in an institution's own words."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="letter_texts"
    )
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=6000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind", "language"], name="one_text_of_a_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class WithRights(Row):
    """Rights in a place: the whole institution, one of its groups, or one issuer."""

    group = models.ForeignKey(
        IssuerGroup, on_delete=models.CASCADE, related_name="%(class)ss", null=True, blank=True
    )
    issuer = models.ForeignKey(
        Issuer, on_delete=models.CASCADE, related_name="%(class)ss", null=True, blank=True
    )
    may_edit_badges = models.BooleanField(default=False)
    may_award = models.BooleanField(default=False)
    may_approve = models.BooleanField(default=False)
    may_revoke = models.BooleanField(default=False)
    may_manage_staff = models.BooleanField(default=False)
    may_see_statistics = models.BooleanField(default=False)
    may_sign = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def rights(self) -> frozenset[str]:
        """What may be done, as values of `Right`."""
        return frozenset(right for right in Right.values if getattr(self, right))

    def give(self, rights: Iterable[str]) -> None:
        """Set exactly these rights, and no others."""
        given = frozenset(rights)
        for right in Right.values:
            setattr(self, right, right in given)

    @property
    def rights_in_words(self) -> list[str]:
        """What may be done, as words for a reader."""
        return [str(Right(right).label) for right in Right.values if getattr(self, right)]

    @property
    def role_in_words(self) -> str:
        """The name of the usual role that has these rights, if one has."""
        role = role_of(self.rights)
        return str(Role(role).label) if role else ""

    @property
    def place_key(self) -> str:
        """A word for the place of these rights; nothing for the whole institution."""
        return str(self.group_id or self.issuer_id or "")

    @property
    def is_for_everything(self) -> bool:
        """Say whether this holds in the whole institution."""
        return self.group_id is None and self.issuer_id is None


def once_in_a_place(name: str, who: str, **open_rows: object) -> list[models.UniqueConstraint]:
    """Nobody twice in one place; three constraints, since nothing is not equal to nothing."""
    places: dict[str, tuple[list[str], dict[str, object]]] = {
        "house": (["institution"], {"group": None, "issuer": None}),
        "group": (["group"], {"group__isnull": False}),
        "issuer": (["issuer"], {"issuer__isnull": False}),
    }
    return [
        models.UniqueConstraint(
            fields=[who, *fields],
            condition=models.Q(**where, **open_rows),
            name=f"one_{name}_in_{place}",
        )
        for place, (fields, where) in places.items()
    ]


class Membership(WithRights):
    """What a person does for an institution: in all of it, in one group, or for one issuer."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role, blank=True)

    class Meta:
        constraints = [
            *once_in_a_place("membership", "person"),
            models.CheckConstraint(
                condition=models.Q(group=None) | models.Q(issuer=None),
                name="membership_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or 'member'} of {self.institution_id}"

    def give(self, rights: Iterable[str]) -> None:
        """Set exactly these rights, and the role that they amount to."""
        super().give(rights)
        self.role = role_of(self.rights)


class Invitation(WithRights):
    """A request by mail to come and work here; its token is made from the identifier."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, choices=Language)
    invited_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *once_in_a_place("invitation", "email", accepted_at=None, withdrawn_at=None),
            models.CheckConstraint(
                condition=models.Q(group=None) | models.Q(issuer=None),
                name="invitation_to_one_place",
            ),
        ]

    @property
    def email_hint(self) -> str:
        """Enough of the address to know it again, and not enough to learn it."""
        name, _at, domain = self.email.partition("@")
        return f"{name[:1]}…@{domain}"

    def __str__(self) -> str:
        return f"invitation until {self.expires_at:%Y-%m-%d}"


type Place = Institution | IssuerGroup | Issuer
