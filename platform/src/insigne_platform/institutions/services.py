"""What happens to institutions: they are founded, name issuers, and have people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.institutions.events import InstitutionFounded, IssuerAdded, IssuerChanged
from insigne_platform.institutions.models import (
    Institution,
    Issuer,
    IssuerGroup,
    Membership,
    Named,
    Role,
)
from insigne_platform.institutions.permissions import may_administer, may_found
from insigne_platform.people.models import Person

ISSUER_FIELDS = ("name_nl", "name_en", "url", "email", "description_nl", "description_en")
INSTITUTION_FIELDS = (*ISSUER_FIELDS, "kind", "country", "domain", "brin", "ror", "schac_home")


@transaction.atomic
def found(fields: Mapping[str, str], *, administrator: Person, by: Person) -> Institution:
    """Bring in an institution, with the person who will run it.

    Raises `Invalid` with everything that is wrong with *fields*.
    """
    if not may_found(by):
        raise NotPermitted(_("Only an administrator of this service adds institutions."))
    institution = Institution(**_only(fields, INSTITUTION_FIELDS))
    _check(institution)

    institution.save()
    Membership.objects.create(
        person=administrator, institution=institution, role=Role.ADMINISTRATOR
    )
    audit.record(by, "institution.founded", institution)
    outbox.publish(InstitutionFounded(str(institution.pk)))
    return institution


@transaction.atomic
def add_group(institution: Institution, *, name_nl: str, name_en: str, by: Person) -> IssuerGroup:
    """Add a part of the institution, such as a faculty."""
    _must_administer(by, institution)
    group = IssuerGroup(institution=institution, name_nl=name_nl.strip(), name_en=name_en.strip())
    _check(group)

    group.save()
    audit.record(by, "group.added", group, institution=institution.pk)
    return group


@transaction.atomic
def add_issuer(
    institution: Institution,
    fields: Mapping[str, str],
    *,
    group: IssuerGroup | None = None,
    by: Person,
) -> Issuer:
    """Add a name under which the institution gives badges.

    Raises `Invalid` with everything that is wrong with *fields*.
    """
    _must_administer(by, institution)
    _must_belong(group, institution)
    issuer = Issuer(institution=institution, group=group, **_only(fields, ISSUER_FIELDS))
    _check(issuer)

    issuer.save()
    audit.record(by, "issuer.added", issuer, institution=institution.pk)
    outbox.publish(IssuerAdded(str(issuer.pk)))
    return issuer


@transaction.atomic
def change_issuer(issuer: Issuer, fields: Mapping[str, str], *, by: Person) -> Issuer:
    """Change what an issuer says of itself; its address stays."""
    _must_administer(by, issuer.institution)
    for name, value in _only(fields, ISSUER_FIELDS).items():
        setattr(issuer, name, value)
    _check(issuer)

    issuer.save()
    audit.record(by, "issuer.changed", issuer)
    outbox.publish(IssuerChanged(str(issuer.pk)))
    return issuer


@transaction.atomic
def add_member(
    institution: Institution,
    person: Person,
    role: str,
    *,
    group: IssuerGroup | None = None,
    by: Person,
) -> Membership:
    """Have a person work for the institution, in all of it or in one group.

    Raises `Conflict` if the person does so already.
    """
    _must_administer(by, institution)
    _must_belong(group, institution)
    if role not in Role.values:
        raise Invalid([Problem("role", _("Choose what this person does."))])
    if Membership.objects.filter(person=person, institution=institution, group=group).exists():
        raise Conflict(_("This person works here already."))

    membership = Membership.objects.create(
        person=person, institution=institution, group=group, role=role
    )
    audit.record(by, "member.added", membership, person=person.pk, role=role)
    return membership


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Person) -> Membership:
    """Change what a person does; the last administrator stays one."""
    _must_administer(by, membership.institution)
    if role not in Role.values:
        raise Invalid([Problem("role", _("Choose what this person does."))])
    if role != Role.ADMINISTRATOR:
        _must_not_be_last(membership)

    membership.role = role
    membership.save(update_fields=["role"])
    audit.record(by, "member.changed", membership, role=role)
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by: Person, at: datetime) -> None:
    """End what a person does for the institution; the last administrator stays."""
    _must_administer(by, membership.institution)
    _must_not_be_last(membership)

    audit.record(by, "member.removed", membership, person=membership.person_id, at=at)
    membership.delete()


def _must_administer(by: Person, institution: Institution) -> None:
    if not may_administer(by, institution):
        raise NotPermitted(_("You do not administer this institution."))


def _must_belong(group: IssuerGroup | None, institution: Institution) -> None:
    if group is not None and group.institution_id != institution.pk:
        raise Invalid([Problem("group", _("This group belongs to another institution."))])


def _must_not_be_last(membership: Membership) -> None:
    others = Membership.objects.filter(
        institution=membership.institution, group=None, role=Role.ADMINISTRATOR
    ).exclude(pk=membership.pk)
    if membership.role == Role.ADMINISTRATOR and membership.group_id is None and not others:
        raise Conflict(_("An institution needs an administrator: name another one first."))


def _only(fields: Mapping[str, str], known: tuple[str, ...]) -> dict[str, str]:
    if unknown := sorted(set(fields) - set(known)):
        raise TypeError(f"unknown fields: {', '.join(unknown)}")
    return {name: value.strip() for name, value in fields.items()}


def _check(row: Named) -> None:
    """Raise `Invalid` with everything that is wrong with a row that is not stored yet."""
    problems = []
    if not row.name_nl and not row.name_en:
        problems.append(Problem("name_en", _("A name is needed, in Dutch or in English.")))
    problems += _field_problems(row)
    if problems:
        raise Invalid(problems)


def _field_problems(row: models.Model) -> list[Problem]:
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return [
            Problem(field, message)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return []
