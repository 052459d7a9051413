"""Who acts for an organisation, and whose answer a request waits for."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from insigne_platform.core.errors import NotPermitted
from insigne_platform.grants.models import AccessRequest, Grant, Member, Organisation
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import is_closed, verified_addresses


def may_act(person: Person, organisation: Organisation) -> bool:
    """Say whether an address of the person's is that of a member."""
    return person.is_active and _members(person, organisation).exists()


def may_run(person: Person, organisation: Organisation) -> bool:
    """Say whether the person decides who acts for the organisation, and with whom it works."""
    return person.is_active and _members(person, organisation, is_administrator=True).exists()


def may_answer(person: Person, request: AccessRequest) -> bool:
    """Say whether it is of this person that is asked: her address, and it was hers then."""
    if not person.is_active or request.is_silenced:
        return False
    if request.person_id is not None:
        return request.person_id == person.pk
    is_hers = request.address in verified_addresses(person)
    return is_hers and not is_closed(request.address, since=request.created_at, to=person)


def must_act(person: Person, organisation: Organisation) -> None:
    """Refuse with `NotPermitted` who does not act for the organisation."""
    if not may_act(person, organisation):
        raise NotPermitted(_("You do not act for this organisation."))


def must_run(person: Person, organisation: Organisation) -> None:
    """Refuse with `NotPermitted` who does not decide for the organisation."""
    if not may_run(person, organisation):
        raise NotPermitted(_("You do not decide for this organisation."))


def must_answer(person: Person, request: AccessRequest) -> None:
    """Refuse with `NotPermitted` who was not asked."""
    if not may_answer(person, request):
        raise NotPermitted(_("This request is not for you."))


def must_have_granted(person: Person, grant: Grant) -> None:
    """Refuse with `NotPermitted` what is done to a grant of somebody else."""
    if not person.is_active or grant.person_id != person.pk:
        raise NotPermitted(_("This is not your grant."))


def _members(person: Person, organisation: Organisation, **more: bool) -> QuerySet[Member]:
    return organisation.members.filter(address__in=verified_addresses(person), **more)
