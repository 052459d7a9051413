"""Who an institution is: its identifiers, and what it and its issuers are called over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.institutions.events import IssuerChanged
from insigne_platform.institutions.identifiers import (
    problems_with_identifiers,
    tidy_identifiers,
)
from insigne_platform.institutions.models import FormerName, Institution, Issuer
from insigne_platform.institutions.services.filling_in import (
    must_administer,
    only,
    problems_with,
)
from insigne_platform.people.models import Person

IDENTITY_FIELDS = (
    "kind", "country", "url", "email", "description_nl", "description_en",
    "domain", "brin", "rio", "ror", "schac_home",
)  # fmt: skip


@transaction.atomic
def change_identity(
    institution: Institution, fields: Mapping[str, str], *, by: Person
) -> Institution:
    """Change by what an institution is known; its names change in `rename`.

    Raises `Invalid` with everything that is wrong with *fields*.
    """
    must_administer(by, institution)
    given = tidy_identifiers(only(fields, IDENTITY_FIELDS))
    for name, value in given.items():
        setattr(institution, name, value)
    if problems := [*problems_with_identifiers(given), *problems_with(institution)]:
        institution.refresh_from_db()
        raise Invalid(_first_of_each(problems))

    institution.save(update_fields=list(given))
    audit.record(by, "institution.changed", institution, fields=sorted(given))
    _tell_issuers(institution)
    return institution


@transaction.atomic
def rename(
    named: Institution | Issuer, *, name_nl: str, name_en: str, since: date, by: Person, today: date
) -> None:
    """Give an institution or issuer another name from a day on, and remember the old one.

    Badges that were awarded before say what they said.
    """
    institution = _house_of(named)
    must_administer(by, institution)
    former = FormerName(
        name_nl=named.name_nl, name_en=named.name_en, since=named.named_since, until=since
    )
    _set_names(named, name_nl, name_en)
    problems = problems_with(named)
    if since > today:
        problems.append(Problem("since", _("This day has not come yet. Rename on the day itself.")))
    elif former.since is not None and since <= former.since:
        problems.append(Problem("since", _("The name before this one began on that day or later.")))
    if problems:
        named.refresh_from_db()
        raise Invalid(problems)

    named.named_since = since
    named.save(update_fields=["name_nl", "name_en", "named_since"])
    if isinstance(named, Institution):
        former.institution = named
    else:
        former.issuer = named
    former.save()
    _told_of_name(named, "renamed", by)


@transaction.atomic
def correct_name(named: Institution | Issuer, *, name_nl: str, name_en: str, by: Person) -> None:
    """Mend a mistake in a name: it was never called otherwise."""
    must_administer(by, _house_of(named))
    _set_names(named, name_nl, name_en)
    if problems := problems_with(named):
        named.refresh_from_db()
        raise Invalid(problems)

    named.save(update_fields=["name_nl", "name_en"])
    _told_of_name(named, "name_corrected", by)


def _house_of(named: Institution | Issuer) -> Institution:
    return named if isinstance(named, Institution) else named.institution


def _set_names(named: Institution | Issuer, name_nl: str, name_en: str) -> None:
    named.name_nl, named.name_en = name_nl.strip(), name_en.strip()


def _told_of_name(named: Institution | Issuer, what: str, by: Person) -> None:
    """Write a change of name down, and tell who publishes it."""
    kind = "institution" if isinstance(named, Institution) else "issuer"
    audit.record(by, f"{kind}.{what}", named, institution=_house_of(named).pk)
    if isinstance(named, Institution):
        _tell_issuers(named)
    else:
        outbox.publish(IssuerChanged(str(named.pk)))


def _tell_issuers(institution: Institution) -> None:
    for issuer_id in institution.issuers.values_list("pk", flat=True):
        outbox.publish(IssuerChanged(str(issuer_id)))


def _first_of_each(problems: list[Problem]) -> list[Problem]:
    """One problem a field: the one in our words before the one of the column."""
    found: dict[str, Problem] = {}
    for problem in problems:
        found.setdefault(problem.field, problem)
    return list(found.values())
