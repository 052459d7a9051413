"""Questions about awards and batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.awards.indexes import LISTED
from insigne_platform.awards.models import (
    DAYS_BEFORE,
    Award,
    AwardChange,
    AwardState,
    Batch,
    BatchState,
    ExpiryReminders,
    OfferTerms,
    RecipientList,
    RowLeft,
)
from insigne_platform.awards.permissions import may_approve_batch
from insigne_platform.awards.reach import institution_of, reach_of
from insigne_platform.awards.searching import found_in
from insigne_platform.core.tokens import id_of_token
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_see
from insigne_platform.institutions.rights import Right
from insigne_platform.institutions.selectors import issuers_where, seen_by
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import periods_of_others, verified_addresses

ORDERS = {
    "newest": ("-awarded_at", "pk"),
    "oldest": ("awarded_at", "-pk"),
    "name": ("recipient_name", "recipient_email", "pk"),
    "-name": ("-recipient_name", "-recipient_email", "-pk"),
    "badge": ("badge_name", "pk"),
    "expiry": ("expires_at", "pk"),
}
STATES = {
    "waiting": LISTED["waiting"] & Q(state=AwardState.ISSUED),
    "ended": LISTED["waiting"] & Q(state=AwardState.ISSUED, claim_ends_at__lte=Now()),
    "claimed": LISTED["claimed"] & Q(state=AwardState.ISSUED),
    "declined": LISTED["declined"] & Q(state=AwardState.ISSUED),
    "suspended": LISTED["suspended"] & Q(state=AwardState.ISSUED),
    "revoked": LISTED["revoked"] & Q(state=AwardState.REVOKED),
    "unfinished": LISTED["unfinished"] & Q(state__in=(AwardState.NEW, AwardState.INTENT)),
}
WITH_ALL = (
    "version__achievement__issuer__institution",
    "version__achievement__issuer__group",
    "status_list",
)
ISSUER = "achievement__issuer"
ISSUER_OF_VERSION = "version__achievement__issuer"
WITHOUT_PICTURES = ("version__picture_png", "version__picture_svg")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is."""

    done: int
    total: int
    state: str
    already: int
    started_at: datetime
    finished_at: datetime | None


def batch_progress(batch: Batch) -> Progress:
    """How many of a batch's awards have their document."""
    row = Batch.objects.get(pk=batch.pk)
    entered = Award.objects.filter(batch=batch).order_by()
    made = entered.count() - entered.filter(issued_at=None).count()  # both in an index alone
    return Progress(made, row.total, row.state, row.already, row.created_at, row.finished_at)


def awards_of(
    where: Institution | AchievementVersion | Batch,
    *,
    by: Person,
    search: str = "",
    state: str = "",
    order: str = "newest",
    batch: UUID | None = None,
    change: UUID | None = None,
    expiring: tuple[datetime, datetime] | None = None,
) -> QuerySet[Award]:
    """The awards of an institution, of a badge in all its versions or of a batch, seen by *by*.

    *expiring* leaves those that count until some time between two instants, and no other took
    the place of.
    """
    seen = found_in(reach_of(where, by), search, institution_of(where))
    found = Award.objects.filter(seen)
    if state in STATES:
        found = found.filter(STATES[state])
    if batch is not None:
        found = found.filter(batch=batch)
    if change is not None:
        found = found.filter(change=change)
    if expiring is not None:
        found = found.filter(expires_at__range=expiring, state=AwardState.ISSUED, is_renewed=False)
    if order == "expiry":
        found = found.filter(expires_at__isnull=False)
    return _in_lists(found).order_by(*ORDERS.get(order, ORDERS["newest"]))


def listed_awards() -> QuerySet[Award]:
    """All awards in no order, with what a list shows of each: to read those that were found."""
    return _in_lists(Award.objects.order_by())


def _in_lists(found: QuerySet[Award]) -> QuerySet[Award]:
    return found.select_related(*WITH_ALL, "holder").defer(*WITHOUT_PICTURES)


def award_for(award_id: UUID, *, by: Person) -> Award | None:
    """An award of an issuer for which the person works."""
    found = Award.objects.filter(seen_by(by, ISSUER), pk=award_id)
    return (
        found.select_related(
            *WITH_ALL, "holder", "batch", "revoked_by", "suspended_by", "replaces", "replaced_by"
        )
        .defer(*WITHOUT_PICTURES)
        .first()
    )


def change_for(change_id: UUID, *, by: Person) -> AwardChange | None:
    """What was decided for many awards of an institution for which the person works."""
    change = (
        AwardChange.objects.filter(pk=change_id).select_related("institution", "decided_by").first()
    )
    return change if change is not None and may_see(by, change.institution) else None


def changes_of(institution: Institution, *, by: Person) -> QuerySet[AwardChange]:
    """What was decided for many awards of an institution for which the person works."""
    found = AwardChange.objects.filter(institution=institution)
    return found if may_see(by, institution) else found.none()


def reminders_of(institution: Institution) -> tuple[bool, int]:
    """Say whether holders are told before a badge of the institution runs out, and when."""
    kept = ExpiryReminders.objects.filter(institution=institution).first()
    return (kept.is_on, kept.days_before) if kept else (True, DAYS_BEFORE)


def offer_terms_of(institution: Institution) -> OfferTerms:
    """When who does not collect a badge of the institution is reminded, and how long it waits."""
    kept = OfferTerms.objects.filter(institution=institution).first()
    return kept or OfferTerms(institution=institution)


def batch_for(batch_id: UUID, *, by: Person) -> Batch | None:
    """A batch of an issuer for which the person works."""
    return _batches().filter(seen_by(by, ISSUER_OF_VERSION), pk=batch_id).first()


def batches_of(institution: Institution, *, by: Person) -> QuerySet[Batch]:
    """The batches of an institution, newest first, as *by* may see them."""
    return _batches().filter(
        seen_by(by, ISSUER_OF_VERSION), version__achievement__issuer__institution=institution
    )


def lists_of(institution: Institution, *, by: Person) -> QuerySet[Batch]:
    """The batches that came from a list, newest first, as *by* may see them."""
    return batches_of(institution, by=by).filter(total__gt=1)


def rows_left_of(batch: Batch) -> QuerySet[RowLeft]:
    """The rows of a batch of which no award was made, in their order."""
    return RowLeft.objects.filter(batch=batch).order_by("row_number")


def batches_to_approve(institution: Institution, *, by: Person) -> QuerySet[Batch]:
    """The large batches of an institution that wait until *by* lets them begin, oldest first."""
    return (
        _batches()
        .filter(
            state=BatchState.APPROVAL,
            version__achievement__issuer__in=issuers_where(by, Right.APPROVE, institution),
        )
        .exclude(awarded_by=by)
        .order_by("created_at")
    )


def approvers_of(batch: Batch) -> list[Person]:
    """Who may let a large batch begin: not who decided on it."""
    institution = batch.version.achievement.issuer.institution_id
    members = Person.objects.filter(is_active=True, memberships__institution=institution).distinct()
    return [person for person in members.order_by("email") if may_approve_batch(person, batch)]


def _batches() -> QuerySet[Batch]:
    return Batch.objects.select_related(
        "version__achievement__issuer__institution", "awarded_by", "approved_by", "recipient_list"
    ).defer(*WITHOUT_PICTURES)


def recipient_list_for(list_id: UUID, *, by: Person) -> RecipientList | None:
    """A list of recipients that the person uploaded, or that a colleague did."""
    return (
        RecipientList.objects.filter(seen_by(by, ISSUER_OF_VERSION), pk=list_id)
        .select_related("version__achievement__issuer__institution", "uploaded_by", "batch")
        .first()
    )


def first_on(recipients: RecipientList, count: int) -> list[dict[str, object]]:
    """The first persons on a list who are to be given the badge."""
    part = recipients.parts.filter(good__gt=0).first()
    return list(part.rows[:count]) if part else []


def had_already(recipients: RecipientList, most: int) -> list[str]:
    """The addresses of those who had the badge when the list was read, the first of them."""
    found: list[str] = []
    for part in recipients.parts.all().iterator(chunk_size=20):
        found += [str(row["email"]) for row in part.already]
        if len(found) >= most:
            break
    return found[:most]


def problems_on(recipients: RecipientList, most: int) -> list[dict[str, object]]:
    """What is wrong with the rows of a list, the first of it."""
    found: list[dict[str, object]] = []
    for part in recipients.parts.filter(bad__gt=0).iterator(chunk_size=20):
        found += part.problems
        if len(found) >= most:
            break
    return found[:most]


def award_with(public_id: str) -> Award | None:
    """The award at this public address."""
    return (
        Award.objects.filter(public_id=public_id)
        .exclude(achievement__scenario=Scenario.GAME)
        .exclude(state__in=(AwardState.NEW, AwardState.INTENT))
        .select_related(*WITH_ALL, "replaces", "replaced_by")
        .defer(*WITHOUT_PICTURES)
        .first()
    )


def award_of_claim(token: str) -> Award | None:
    """The award that a link in a mail is about."""
    award_id = id_of_token("claim", token)
    return (
        Award.objects.filter(pk=award_id, erased_at=None)
        .exclude(state__in=(AwardState.NEW, AwardState.INTENT))
        .select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .first()
        if award_id
        else None
    )


def sent_to(person: Person) -> Q:
    """What was given to the person's own addresses while nobody else had them."""
    before_her = periods_of_others(person).filter(
        address=OuterRef("recipient_email"), until__gte=OuterRef("created_at")
    )
    return Q(recipient_email__in=verified_addresses(person)) & ~Q(Exists(before_her))


def claimable(person: Person) -> QuerySet[Award]:
    """The awards that wait for a person at one of her addresses, newest first."""
    return (
        Award.objects.filter(STATES["waiting"], sent_to(person))
        .exclude(claim_ends_at__lte=Now())
        .select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .order_by("-awarded_at", "pk")
    )


def award_counts(versions: Iterable[AchievementVersion]) -> dict[UUID, int]:
    """How many were awarded of each badge, by the identifier of its achievement."""
    achievements = [version.achievement_id for version in versions]
    found = Award.objects.filter(achievement__in=achievements)
    counts = dict.fromkeys(achievements, 0) | _by_badge(found)
    for achievement, revoked in _by_badge(found.filter(revoked_at__isnull=False)).items():
        counts[achievement] -= revoked
    return counts


def _by_badge(found: QuerySet[Award]) -> dict[UUID, int]:
    """Count in an index that has nothing else, so that no award is read for it."""
    return dict(found.values_list("achievement").annotate(count=Count("pk")).order_by())


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of an institution's awards, in numbers."""

    awarded: int
    claimed: int
    waiting: int
    revoked: int


def figures_of(institution: Institution, *, by: Person, most: int | None = None) -> Figures | None:
    """Count the awards of an institution that *by* may see; None if there are more than *most*."""
    found = Award.objects.filter(reach_of(institution, by).counted).order_by()
    if most is not None and found[: most + 1].count() > most:
        return None
    return figures_in(found)


def figures_in(found: QuerySet[Award]) -> Figures:
    """Count what became of these awards."""
    counted = found.aggregate(
        awarded=Count("pk"),
        claimed=Count("pk", filter=STATES["claimed"]),
        waiting=Count("pk", filter=STATES["waiting"]),
        revoked=Count("pk", filter=STATES["revoked"]),
    )
    return Figures(**counted)
