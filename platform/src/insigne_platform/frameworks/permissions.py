"""Who may bring in frameworks: actor and institution in, yes or no out."""

from __future__ import annotations

from insigne_platform.institutions import permissions
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person


def may_import(person: Person, institution: Institution) -> bool:
    """Say whether the person brings in and removes frameworks of the institution."""
    return permissions.may_administer(person, institution)


def may_search(person: Person, institution: Institution) -> bool:
    """Say whether the person looks in the institution's frameworks."""
    return permissions.may_see(person, institution)
