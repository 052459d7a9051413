"""Questions about applications and their evidence."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from insigne_platform.achievements.models import Achievement
from insigne_platform.earning.models import (
    Application,
    ApplicationState,
    EvidenceFile,
    Opening,
)
from insigne_platform.earning.selectors.naming import badge_names
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

ORDERS = {
    "oldest": ("submitted_at", "pk"),
    "newest": ("-submitted_at", "pk"),
    "name": ("name", "pk"),
    "-name": ("-name", "pk"),
}
WITH_ALL = ("achievement__issuer__institution", "achievement__issuer__group", "person")


def opening_of(achievement: Achievement) -> Opening | None:
    """How one applies for this badge, if that was ever set up."""
    return Opening.objects.filter(achievement=achievement).first()


def apply_address(achievement: Achievement, *, on: date | None = None) -> str:
    """The path at which one applies for this badge; empty if one may not now."""
    opening = opening_of(achievement)
    if opening is None or achievement.archived_at is not None:
        return ""
    is_open = opening.takes_applications_on(on or timezone.localdate())
    return f"/apply/{achievement.public_id}" if is_open else ""


def applications_of(
    institution: Institution,
    *,
    by: Person,
    search: str = "",
    state: str = "",
    order: str = "oldest",
) -> QuerySet[Application]:
    """The applications for badges of an institution, as *by* may see them.

    *state* is a state, `all`, or empty for those that wait for a reviewer.
    """
    found = Application.objects.filter(_reviewed_by(by, institution)).annotate(
        **badge_names("achievement")
    )
    if state != "all":
        found = found.filter(state=state or ApplicationState.SUBMITTED)
    for word in search.split()[:8]:
        found = found.filter(
            Q(name__icontains=word)
            | Q(email__icontains=word)
            | Q(name_nl__icontains=word)
            | Q(name_en__icontains=word)
        )
    return found.select_related(*WITH_ALL).order_by(*ORDERS.get(order, ORDERS["oldest"]))


def waiting_applications(institution: Institution, *, by: Person) -> int:
    """How many applications wait for a reviewer."""
    return Application.objects.filter(
        _reviewed_by(by, institution), state=ApplicationState.SUBMITTED
    ).count()


def _reviewed_by(by: Person, institution: Institution | None = None) -> Q:
    """What is of issuers for which the person awards: evidence is not for who only looks."""
    issuers = issuers_where_may_award(by, institution).order_by().values("pk")
    return Q(achievement__issuer__in=issuers)


def application_for_reviewer(application_id: UUID, *, by: Person) -> Application | None:
    """An application for a badge that the person awards."""
    return (
        Application.objects.filter(_reviewed_by(by), pk=application_id)
        .select_related(*WITH_ALL, "decided_by", "award")
        .first()
    )


def own_applications(person: Person) -> QuerySet[Application]:
    """What somebody applied for, newest first."""
    return (
        Application.objects.filter(person=person)
        .annotate(**badge_names("achievement"))
        .select_related(*WITH_ALL)
    )


def own_application(application_id: UUID, *, by: Person) -> Application | None:
    """An application of one's own."""
    return own_applications(by).filter(pk=application_id).select_related("award").first()


def evidence_file_for(file_id: UUID, *, by: Person) -> EvidenceFile | None:
    """A file that the person sent in herself, or may review; else there is none."""
    reviewed = Application.objects.filter(_reviewed_by(by)).values("pk")
    return (
        EvidenceFile.objects.filter(
            Q(application__person=by) | Q(application__in=reviewed), pk=file_id
        )
        .select_related("application__achievement__issuer")
        .first()
    )
