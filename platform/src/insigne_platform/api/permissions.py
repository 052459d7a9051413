"""Who may hand out tokens: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.people.models import Person


def may_manage_tokens(person: Person, institution: Institution) -> bool:
    """Say whether the person makes and revokes the institution's tokens."""
    return may_administer(person, institution)
