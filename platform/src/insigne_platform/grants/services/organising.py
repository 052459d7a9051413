"""Organisations and who acts for them: an address at the domain, and nothing else."""

from __future__ import annotations

import re
import secrets
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.grants.events import MemberAdded
from insigne_platform.grants.models import LONGEST_NAME, Kind, Member, Organisation
from insigne_platform.grants.permissions import must_run
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

LABEL: Final = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
DOMAIN: Final = re.compile(rf"{LABEL}(\.{LABEL})*\.(?!\d+$){LABEL}", re.ASCII)
LONGEST_DOMAIN: Final = 253


@transaction.atomic
def found_organisation(*, name: str, domain: str, kind: str, by: Person) -> Organisation:
    """Register an organisation; the person runs it with her own address at its domain.

    Raises `Invalid` for a name or domain that cannot be, and if no proved address of the person
    is at that domain.
    """
    name, written = " ".join(name.split()), plain_domain(domain)
    problems = _problems_with_name(name)
    if written is None:
        problems.append(Problem("domain", _("Write a domain, such as example.org.")))
    if kind not in Kind.values:
        problems.append(Problem("kind", _("Choose what the organisation is.")))
    mine = [each for each in verified_addresses(by) if written and is_at(each, written)]
    if written is not None and not mine:
        message = _("None of the addresses that you proved is at this domain. Add one first.")
        problems.append(Problem("domain", message))
    if problems or written is None:
        raise Invalid(problems)
    organisation = Organisation.objects.create(
        name=name, domain=written, kind=kind, challenge=secrets.token_hex(16)
    )
    Member.objects.create(organisation=organisation, address=mine[0], is_administrator=True)
    audit.record(by, "organisation.founded", organisation)
    return organisation


@transaction.atomic
def add_member(
    organisation: Organisation, address: str, *, is_administrator: bool, by: Person
) -> Member:
    """Let an address at the domain act for the organisation; it gets a letter about that."""
    must_run(by, organisation)
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid([Problem("address", _("This is not an e-mail address."))]) from error
    if not is_at(address, organisation.domain):
        message = _("Only an address at %(domain)s acts for this organisation.")
        raise Invalid([Problem("address", message % {"domain": organisation.domain})])
    member, is_new = Member.objects.get_or_create(
        organisation=organisation,
        address=address,
        defaults={"is_administrator": is_administrator},
    )
    if not is_new:
        raise Invalid([Problem("address", _("This address acts for the organisation already."))])
    audit.record(by, "organisation.member_added", member)
    outbox.publish(MemberAdded(str(member.pk)))
    return member


@transaction.atomic
def remove_member(member: Member, *, by: Person) -> None:
    """Let an address act no more; the last who decides stays."""
    organisation = Organisation.objects.select_for_update().get(pk=member.organisation_id)
    must_run(by, organisation)
    others = organisation.members.filter(is_administrator=True).exclude(pk=member.pk)
    if not others.exists():
        raise Conflict(_("Somebody must decide for the organisation. Add another one first."))
    audit.record(by, "organisation.member_removed", member)
    member.delete()


def plain_domain(text: str) -> str | None:
    """The domain as we compare it, in ASCII and lower case; None if it is none."""
    text = text.strip().lower().rstrip(".")
    try:
        text = text.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    is_one = len(text) <= LONGEST_DOMAIN and DOMAIN.fullmatch(text) is not None
    return text if is_one else None


def is_at(address: str, domain: str) -> bool:
    """Say whether an address is at this domain, or at a name below it."""
    host = plain_domain(address.rpartition("@")[2]) or ""
    return host == domain or host.endswith(f".{domain}")


def _problems_with_name(name: str) -> list[Problem]:
    if not name:
        return [Problem("name", _("Give the organisation a name."))]
    if len(name) > LONGEST_NAME:
        return [Problem("name", _("This is too long."))]
    if holds_citizen_number(name):
        return [Problem("name", _(REFUSED))]
    return []
