"""Who may turn the keys of an institution."""

from __future__ import annotations

from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_sign
from insigne_platform.people.models import Person


def may_rotate(person: Person, institution: Institution) -> bool:
    """Say whether the person may replace a key: who signs for the whole institution may."""
    return may_sign(person, institution)
