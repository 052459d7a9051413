"""Questions about organisations, what they asked, and what was granted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from insigne_platform.grants.models import (
    AccessRequest,
    Grant,
    GrantedBadge,
    Mandate,
    Member,
    Organisation,
    RequestState,
)
from insigne_platform.grants.permissions import may_act, may_answer
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

ASKED_WITH = ("organisation", "mandate__principal", "grant")
GRANTED_WITH = ("organisation", "request__mandate__principal", "person")
BADGE_WITH = (
    "holding__person",
    "holding__award__version__achievement__issuer__institution",
    "holding__award__status_list",
    "imported__person",
)


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """The organisations that the person acts for."""
    mine = Member.objects.filter(address__in=verified_addresses(person))
    return Organisation.objects.filter(pk__in=mine.values("organisation"))


def organisation_of(person: Person, organisation_id: UUID) -> Organisation | None:
    """One that the person acts for."""
    found = Organisation.objects.filter(pk=organisation_id).first()
    return found if found is not None and may_act(person, found) else None


def member_of(organisation: Organisation, member_id: UUID) -> Member | None:
    """One of its members."""
    return organisation.members.filter(pk=member_id).first()


def open_mandates(agency: Organisation, at: datetime) -> QuerySet[Mandate]:
    """For whom the agency may ask at this moment."""
    held = agency.mandates_held.filter(ended_at=None, ends_at__gt=at)
    return held.filter(principal__proved_at__isnull=False).select_related("principal")


def mandate_of(organisation: Organisation, mandate_id: UUID) -> Mandate | None:
    """A mandate that the organisation gave."""
    return organisation.mandates_given.filter(pk=mandate_id).first()


def asked_by(organisation: Organisation) -> QuerySet[AccessRequest]:
    """What the organisation asked, newest first."""
    return organisation.requests.select_related(*ASKED_WITH, "grant__request__mandate")


def searched(requests: QuerySet[AccessRequest], words: str) -> QuerySet[AccessRequest]:
    """Those in whose address or purpose every word is found."""
    for word in words.split():
        requests = requests.filter(Q(address__icontains=word) | Q(purpose__icontains=word))
    return requests


def asked_of(person: Person) -> list[AccessRequest]:
    """What is or was asked of the person, what waits first."""
    mine = Q(address__in=verified_addresses(person), person=None) | Q(person=person)
    found = AccessRequest.objects.filter(mine, is_silenced=False).select_related(*ASKED_WITH)
    kept = [
        each for each in found.exclude(state=RequestState.WITHDRAWN) if may_answer(person, each)
    ]
    return sorted(kept, key=lambda each: each.state != RequestState.WAITING)


def waiting_for(person: Person, at: datetime) -> int:
    """How many requests wait for the person's answer."""
    return sum(each.waits(at) for each in asked_of(person))


def request_for(person: Person, request_id: UUID) -> AccessRequest | None:
    """A request that is this person's to answer, or that she answered."""
    found = AccessRequest.objects.filter(pk=request_id).select_related(*ASKED_WITH).first()
    if found is None or found.state == RequestState.WITHDRAWN:
        return None
    return found if may_answer(person, found) else None


def grants_by(person: Person) -> QuerySet[Grant]:
    """What the person granted, newest first."""
    return Grant.objects.filter(person=person).select_related(*GRANTED_WITH)


def grant_by(person: Person, grant_id: UUID) -> Grant | None:
    """One of the person's grants."""
    return grants_by(person).filter(pk=grant_id).first()


def grant_to(organisation: Organisation, grant_id: UUID) -> Grant | None:
    """A grant to the organisation."""
    return organisation.grants.filter(pk=grant_id).select_related(*GRANTED_WITH).first()


def badges_of(grant: Grant) -> list[GrantedBadge]:
    """What is granted and still there: nothing that lies in the holder's bin, no game element."""
    found = grant.badges.select_related(*BADGE_WITH)
    return [each for each in found if is_there(each)]


def is_there(granted: GrantedBadge) -> bool:
    """Say whether a granted badge can be looked at."""
    badge = granted.badge
    if granted.holding is not None and not granted.holding.award.version.achievement.is_public:
        return False
    return badge.deleted_at is None
