"""Questions about who nominates, and whom."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from insigne_platform.achievements.models import Achievement
from insigne_platform.earning.models import Nomination, NominationState, Nominator
from insigne_platform.earning.selectors.naming import badge_names
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

WITH_ALL = ("nominator__achievement__issuer__institution", "sent_by", "decided_by")
AWARDED = Count("nominees", filter=Q(nominees__state="awarded"))


def nominators_of(achievement: Achievement) -> QuerySet[Nominator]:
    """Who nominates for a badge now, with how many nominations they sent (`sent`)."""
    return (
        Nominator.objects.filter(achievement=achievement, ended_at=None)
        .annotate(sent=Count("nominations"))
        .order_by("email")
    )


def nominator_for(nominator_id: UUID, *, by: Person) -> Nominator | None:
    """A nominator for a badge that the person awards."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        Nominator.objects.filter(pk=nominator_id, achievement__issuer__in=issuers)
        .select_related("achievement__issuer__institution")
        .first()
    )


def own_nominator(nominator_id: UUID, *, by: Person) -> Nominator | None:
    """The invitation to nominate that went to one of the person's own addresses."""
    return (
        Nominator.objects.filter(pk=nominator_id, email__in=verified_addresses(by), ended_at=None)
        .select_related("achievement__issuer__institution")
        .first()
    )


def own_nominations(nominator: Nominator) -> QuerySet[Nomination]:
    """What a nominator sent, newest first, with how many were named and awarded."""
    return (
        nominator.nominations.annotate(named=Count("nominees"), awarded=AWARDED)
        .prefetch_related("nominees")
        .order_by("-sent_at", "pk")
    )


def nominations_of(
    institution: Institution, *, by: Person, state: str = ""
) -> QuerySet[Nomination]:
    """The nominations for badges of an institution that *by* awards; waiting ones, or `all`."""
    issuers = issuers_where_may_award(by, institution).order_by().values("pk")
    found = Nomination.objects.filter(nominator__achievement__issuer__in=issuers)
    if state != "all":
        found = found.filter(state=state or NominationState.WAITING)
    return (
        found.annotate(
            named=Count("nominees"), awarded=AWARDED, **badge_names("nominator__achievement")
        )
        .select_related(*WITH_ALL)
        .order_by("sent_at", "pk")
    )


def nomination_for(nomination_id: UUID, *, by: Person) -> Nomination | None:
    """A nomination for a badge that the person awards."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        Nomination.objects.filter(pk=nomination_id, nominator__achievement__issuer__in=issuers)
        .select_related(*WITH_ALL)
        .first()
    )
