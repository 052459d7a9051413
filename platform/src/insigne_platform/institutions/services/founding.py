"""An institution comes about: it is founded, and gets its parts and its issuers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import NotPermitted
from insigne_platform.institutions.events import InstitutionFounded, IssuerAdded, IssuerChanged
from insigne_platform.institutions.models import (
    FormerAddress,
    Institution,
    Issuer,
    IssuerGroup,
    Membership,
)
from insigne_platform.institutions.permissions import may_found
from insigne_platform.institutions.rights import PRESETS, Role
from insigne_platform.institutions.services.filling_in import (
    check,
    must_administer,
    must_belong,
    only,
)
from insigne_platform.institutions.slugs import RESERVED
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
    institution = Institution(**only(fields, INSTITUTION_FIELDS))
    check(institution)

    institution.slug = free_slug(institution.name_in("nl"))
    institution.save()
    membership = Membership(person=administrator, institution=institution)
    membership.give(PRESETS[Role.ADMINISTRATOR])
    membership.save()
    audit.record(by, "institution.founded", institution)
    outbox.publish(InstitutionFounded(str(institution.pk)))
    return institution


def free_slug(name: str) -> str:
    """A word for the institution's own address, made of its name, that nobody has yet."""
    word = slugify(name)[:50].strip("-") or "instelling"
    begins = {"slug__startswith": word}
    taken = set(Institution.objects.filter(**begins).values_list("slug", flat=True))
    taken |= set(FormerAddress.objects.filter(**begins).values_list("slug", flat=True))
    candidates = (word if number == 1 else f"{word}-{number}" for number in count(1))
    return next(each for each in candidates if each not in taken and each not in RESERVED)


@transaction.atomic
def add_group(institution: Institution, *, name_nl: str, name_en: str, by: Person) -> IssuerGroup:
    """Add a part of the institution, such as a faculty."""
    must_administer(by, institution)
    group = IssuerGroup(institution=institution, name_nl=name_nl.strip(), name_en=name_en.strip())
    check(group)

    group.save()
    audit.record(by, "group.added", group, institution=institution.pk)
    return group


@transaction.atomic
def change_group(group: IssuerGroup, *, name_nl: str, name_en: str, by: Person) -> IssuerGroup:
    """Give a part of the institution another name."""
    must_administer(by, group.institution)
    group.name_nl, group.name_en = name_nl.strip(), name_en.strip()
    check(group)

    group.save(update_fields=["name_nl", "name_en"])
    audit.record(by, "group.changed", group, institution=group.institution_id)
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
    must_administer(by, institution)
    must_belong(group, institution)
    issuer = Issuer(institution=institution, group=group, **only(fields, ISSUER_FIELDS))
    check(issuer)

    issuer.save()
    audit.record(by, "issuer.added", issuer, institution=institution.pk)
    outbox.publish(IssuerAdded(str(issuer.pk)))
    return issuer


@transaction.atomic
def change_issuer(issuer: Issuer, fields: Mapping[str, str], *, by: Person) -> Issuer:
    """Change what an issuer says of itself; its address stays."""
    must_administer(by, issuer.institution)
    for name, value in only(fields, ISSUER_FIELDS).items():
        setattr(issuer, name, value)
    check(issuer)

    issuer.save()
    audit.record(by, "issuer.changed", issuer)
    outbox.publish(IssuerChanged(str(issuer.pk)))
    return issuer
