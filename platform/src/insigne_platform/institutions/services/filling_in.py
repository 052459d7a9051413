"""What every service here asks first: who you are, and whether what you fill in will do."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Institution, IssuerGroup, Named
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.people.models import Person


def must_administer(by: Person, institution: Institution) -> None:
    """Refuse whoever does not run the institution."""
    if not may_administer(by, institution):
        raise NotPermitted(_("You do not administer this institution."))


def must_belong(group: IssuerGroup | None, institution: Institution) -> None:
    """Refuse a group of another house."""
    if group is not None and group.institution_id != institution.pk:
        raise Invalid([Problem("group", _("This group belongs to another institution."))])


def only(fields: Mapping[str, str], known: tuple[str, ...]) -> dict[str, str]:
    """The fields without blanks around them; an unknown one is a mistake of ours."""
    if unknown := sorted(set(fields) - set(known)):
        raise TypeError(f"unknown fields: {', '.join(unknown)}")
    return {name: value.strip() for name, value in fields.items()}


def check(row: Named) -> None:
    """Raise `Invalid` with everything that is wrong with a row that is not stored yet."""
    if problems := problems_with(row):
        raise Invalid(problems)


def problems_with(row: Named) -> list[Problem]:
    """Everything that is wrong with a row as it is now."""
    problems = []
    if not row.name_nl and not row.name_en:
        problems.append(Problem("name_en", _("A name is needed, in Dutch or in English.")))
    return problems + _field_problems(row)


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
