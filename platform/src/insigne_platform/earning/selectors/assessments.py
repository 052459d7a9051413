"""Questions about tests: which there are, when one can take them, and how they went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from insigne_platform.achievements.models import Achievement
from insigne_platform.earning.models import (
    Assessment,
    Moment,
    Registration,
    RegistrationState,
)
from insigne_platform.earning.selectors.naming import badge_names
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

WITH_ISSUER = "assessment__achievement__issuer__institution"
TAKEN = Count("registrations", filter=Q(registrations__seat__isnull=False))
QUEUED = Count("registrations", filter=Q(registrations__state="waiting"))
WAITING = Count("registrations", filter=Q(registrations__state="registered"))
PASSED = Count("registrations", filter=Q(registrations__state="passed"))
MOST_MOMENTS = 200  # that are offered to choose from
ORDERS = {"name": ("name", "pk"), "-name": ("-name", "pk"), "newest": ("-registered_at", "pk")}


def take_addresses(
    achievement_ids: Iterable[UUID], *, at: datetime | None = None
) -> Mapping[UUID, str]:
    """Where one takes a test, for each of these badges for which one can now; one query."""
    found = (
        _open_moments(at or timezone.now())
        .filter(assessment__achievement__in=list(achievement_ids))
        .values_list("assessment__achievement", "assessment__achievement__public_id")
        .order_by()
        .distinct()
    )
    return {achievement: f"/take/{public_id}" for achievement, public_id in found}


def take_address(achievement: Achievement, *, at: datetime | None = None) -> str:
    """The path at which one takes a test for this badge; empty if one cannot now."""
    return take_addresses([achievement.pk], at=at).get(achievement.pk, "")


def _open_moments(at: datetime) -> QuerySet[Moment]:
    return Moment.objects.filter(
        assessment__is_open=True,
        assessment__achievement__archived_at=None,
        closes_at__gt=at,
        cancelled_at=None,
    )


def open_assessments(achievement: Achievement, *, at: datetime) -> QuerySet[Assessment]:
    """The tests for a badge that one can take now, each with its moments (`taken` seats)."""
    moments = _open_moments(at).annotate(taken=TAKEN, queued=QUEUED).order_by("starts_at", "pk")
    return (
        Assessment.objects.filter(
            pk__in=_open_moments(at).filter(assessment__achievement=achievement).values(
                "assessment"
            )
        )
        .prefetch_related(Prefetch("moments", moments))
        .order_by("created_at", "pk")
    )  # fmt: skip


def moment_to_take(achievement: Achievement, moment_id: str) -> Moment | None:
    """A moment as who wants to register sees it, over or not; none of a test that is closed.

    Anybody may know that it exists, so its identifier comes as it was written.
    """
    try:
        id = UUID(moment_id)
    except ValueError:
        return None
    return (
        Moment.objects.filter(
            pk=id,
            assessment__achievement=achievement,
            assessment__is_open=True,
            assessment__achievement__archived_at=None,
            cancelled_at=None,
        )
        .annotate(taken=TAKEN, queued=QUEUED)
        .select_related(WITH_ISSUER)
        .first()
    )


def assessments_of(achievement: Achievement) -> QuerySet[Assessment]:
    """The tests of a badge, with how many moments there are (`times`), newest first."""
    return (
        Assessment.objects.filter(achievement=achievement)
        .annotate(times=Count("moments"))
        .order_by("-created_at", "pk")
    )


def assessment_for(assessment_id: UUID, *, by: Person) -> Assessment | None:
    """A test for a badge that the person awards."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        Assessment.objects.filter(pk=assessment_id, achievement__issuer__in=issuers)
        .select_related("achievement__issuer__institution")
        .first()
    )


def moments_of(assessment: Assessment) -> QuerySet[Moment]:
    """The moments of a test, latest first, with `taken` seats and results `waiting`."""
    return (
        Moment.objects.filter(assessment=assessment)
        .annotate(taken=TAKEN, queued=QUEUED, waiting=WAITING)
        .order_by("-starts_at", "pk")
    )


def moments_at(
    institution: Institution, *, by: Person, search: str = "", state: str = "", at: datetime
) -> QuerySet[Moment]:
    """The moments of tests for badges of an institution that *by* awards.

    *state* is `coming` (not yet begun), `waiting` (begun, and results are to be entered) or
    empty for all.
    """
    issuers = issuers_where_may_award(by, institution).order_by().values("pk")
    found = Moment.objects.filter(assessment__achievement__issuer__in=issuers).annotate(
        taken=TAKEN, queued=QUEUED, waiting=WAITING, **badge_names("assessment__achievement")
    )
    if state == "coming":
        found = found.filter(starts_at__gt=at, cancelled_at=None)
    elif state == "waiting":
        found = found.filter(starts_at__lte=at, waiting__gt=0)
    for word in search.split()[:8]:
        found = found.filter(
            Q(assessment__title_nl__icontains=word)
            | Q(assessment__title_en__icontains=word)
            | Q(place__icontains=word)
            | Q(name_nl__icontains=word)
            | Q(name_en__icontains=word)
        )
    return found.select_related(WITH_ISSUER).order_by("-starts_at", "pk")


def moment_for(moment_id: UUID, *, by: Person) -> Moment | None:
    """A moment of a test for a badge that the person awards."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        Moment.objects.filter(pk=moment_id, assessment__achievement__issuer__in=issuers)
        .annotate(taken=TAKEN, queued=QUEUED, waiting=WAITING, passed=PASSED)
        .select_related(WITH_ISSUER)
        .first()
    )


def registrations_at(
    moment: Moment, *, search: str = "", state: str = "", order: str = "name"
) -> QuerySet[Registration]:
    """Who takes a test at a moment; *state* is a state, or empty for all but the cancelled."""
    found = moment.registrations.all()
    if state:
        found = found.filter(state=state)
    else:
        found = found.exclude(state=RegistrationState.CANCELLED)
    for word in search.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found.select_related("person").order_by(*ORDERS.get(order, ORDERS["name"]))


def registration_for(registration_id: UUID, *, by: Person) -> Registration | None:
    """A registration for a test of a badge that the person awards."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        Registration.objects.filter(pk=registration_id, assessment__achievement__issuer__in=issuers)
        .select_related(WITH_ISSUER, "moment__assessment", "person", "result_by", "award")
        .first()
    )


def has_a_seat(moment: Moment) -> bool:
    """Say whether a seat of the moment is free at this instant."""
    return moment.registrations.exclude(seat=None).count() < moment.seats


def moments_to_move_to(registration: Registration, *, at: datetime) -> list[Moment]:
    """The other moments of the same test that are still to come and have a seat, soonest first."""
    found = (
        Moment.objects.filter(
            assessment=registration.assessment_id, starts_at__gt=at, cancelled_at=None
        )
        .annotate(taken=TAKEN)
        .filter(taken__lt=F("seats"))
        .order_by("starts_at", "pk")
    )
    if registration.state == RegistrationState.REGISTERED:
        found = found.exclude(pk=registration.moment_id)
    return list(found[:MOST_MOMENTS])


def place_in_queue(registration: Registration) -> int:
    """How many wait for a seat until it is this one's turn, and herself; 0 if she does not wait."""
    if registration.state != RegistrationState.WAITING:
        return 0
    queue = Registration.objects.filter(
        moment=registration.moment_id, state=RegistrationState.WAITING
    )
    first = Q(registered_at__lt=registration.registered_at) | Q(
        registered_at=registration.registered_at, pk__lte=registration.pk
    )
    return queue.filter(first).count()


def own_registrations(person: Person) -> QuerySet[Registration]:
    """The tests for which somebody registered, the next one first."""
    return (
        Registration.objects.filter(person=person)
        .annotate(starts_at=F("moment__starts_at"), **badge_names("assessment__achievement"))
        .select_related(WITH_ISSUER, "moment__assessment")
        .order_by("-starts_at", "-registered_at", "pk")
    )


def own_registration(registration_id: UUID, *, by: Person) -> Registration | None:
    """A registration of one's own."""
    return own_registrations(by).filter(pk=registration_id).select_related("award").first()
