"""Questions about pathways, and about how far people are on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from insigne_platform.achievements.models import AchievementVersion, Scenario, VersionState
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.awards.selectors import sent_to
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import seen_by
from insigne_platform.pathways.models import Completion, Pathway, PathwayState, Step
from insigne_platform.pathways.progress import (
    BadgeNeed,
    Needs,
    Progress,
    StepNeed,
    progress_of,
)
from insigne_platform.people.models import Person

WITH_ALL = ("issuer__institution", "issuer__group", "leads_to__issuer", "published_by")
STEPS = Prefetch(
    "steps", queryset=Step.objects.prefetch_related("badges", "after").order_by("place")
)


def pathways_of(institution: Institution, *, by: Person, search: str = "") -> QuerySet[Pathway]:
    """The pathways of an institution that *by* may see, by name."""
    found = Pathway.objects.filter(seen_by(by, "issuer"), issuer__institution=institution)
    for word in search.split()[:8]:
        found = found.filter(Q(name_nl__icontains=word) | Q(name_en__icontains=word))
    return (
        found.select_related(*WITH_ALL).prefetch_related(STEPS).order_by("name_en", "name_nl", "pk")
    )


def pathway_for(pathway_id: UUID, *, by: Person) -> Pathway | None:
    """A pathway of an issuer for which the person works."""
    return (
        Pathway.objects.filter(seen_by(by, "issuer"), pk=pathway_id)
        .select_related(*WITH_ALL)
        .prefetch_related(STEPS)
        .first()
    )


def public_pathway(public_id: str) -> Pathway | None:
    """The published pathway at this address."""
    return (
        Pathway.objects.filter(public_id=public_id, state=PathwayState.PUBLISHED)
        .select_related(*WITH_ALL)
        .prefetch_related(STEPS)
        .first()
    )


def published_with(achievements: Collection[UUID]) -> QuerySet[Pathway]:
    """The published pathways in which one of these badges counts."""
    return (
        Pathway.objects.filter(
            steps__badges__achievement__in=achievements, state=PathwayState.PUBLISHED
        )
        .select_related(*WITH_ALL)
        .prefetch_related(STEPS)
        .distinct()
        .order_by("name_en", "name_nl", "pk")
    )


def needs_of(pathway: Pathway) -> Needs:
    """What a pathway asks, as a value."""
    steps = tuple(
        StepNeed(
            step.pk,
            tuple(BadgeNeed(one.achievement_id, one.overlap) for one in step.badges.all()),
            step.needed,
            tuple(before.pk for before in step.after.all()),
        )
        for step in pathway.steps.all()
    )
    return Needs(steps, pathway.credits_needed)


def badges_in(pathway: Pathway) -> dict[UUID, AchievementVersion]:
    """The newest published version of every badge that counts, and of the one it leads to."""
    wanted = set(needs_of(pathway).achievements)
    if pathway.leads_to_id is not None:
        wanted.add(pathway.leads_to_id)
    found = _newest_published().filter(achievement__in=wanted)
    return {version.achievement_id: version for version in found}


def badges_to_choose(pathway: Pathway) -> QuerySet[AchievementVersion]:
    """The badges of the institution that can stand in a pathway: published, and no game element."""
    return (
        _newest_published()
        .filter(
            achievement__issuer__institution=pathway.issuer.institution,
            achievement__archived_at=None,
        )
        .exclude(achievement__scenario=Scenario.GAME)
        .order_by("name_en", "name_nl", "pk")
    )


def _newest_published() -> QuerySet[AchievementVersion]:
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return (
        AchievementVersion.objects.filter(pk=Subquery(newest))
        .select_related("achievement__issuer__institution")
        .defer("picture_png", "picture_svg")
    )


def _counting(achievements: Collection[UUID], at: datetime) -> QuerySet[Award]:
    """The awards that count: made, neither revoked nor over."""
    return Award.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=at),
        achievement__in=achievements,
        state=AwardState.ISSUED,
        declined_at=None,
    )


def _earned(awards: Iterable[tuple[UUID, Decimal | None]]) -> dict[UUID, Decimal]:
    """The credits of each badge, by the version that was earned; the highest, if there are two."""
    found: dict[UUID, Decimal] = {}
    for achievement, credits in awards:
        found[achievement] = max(found.get(achievement, Decimal(0)), credits or Decimal(0))
    return found


def progress_for(person: Person, pathway: Pathway, *, at: datetime) -> Progress:
    """How far a person is, by what she holds and what was given to her own addresses."""
    needs = needs_of(pathway)
    rows = (
        _counting(needs.achievements, at)
        .filter(Q(holder=person) | Q(holder=None) & sent_to(person))
        .values_list("achievement_id", "version__workload_ects")
    )
    return progress_of(needs, _earned(rows))


def pathways_on_the_way(person: Person) -> list[Pathway]:
    """The published pathways in which something counts that the person earned."""
    theirs = Award.objects.filter(
        Q(holder=person) | Q(holder=None) & sent_to(person),
        state=AwardState.ISSUED,
    ).values("achievement_id")
    return list(published_with(theirs))  # type: ignore[arg-type]  # a question within the question


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody on the way, as staff see her."""

    email: str
    name: str
    progress: Progress
    completion: Completion | None


def learners_on(
    pathway: Pathway, *, by: Person | None, at: datetime, search: str = ""
) -> QuerySet[Award, Any]:
    """Who earned a badge of the pathway, one row each, by name; with *by*, as they may see it."""
    found = _counting(needs_of(pathway).achievements, at)
    if by is not None:
        found = found.filter(seen_by(by, "achievement__issuer"))
    for word in search.split()[:8]:
        found = found.filter(Q(recipient_name__icontains=word) | Q(recipient_email__icontains=word))
    return (
        found.values("recipient_email")
        .annotate(name=Max("recipient_name"))
        .order_by("name", "recipient_email")
    )


def progress_of_learners(
    pathway: Pathway,
    rows: Iterable[Mapping[str, object]],
    *,
    by: Person | None,
    at: datetime,
) -> list[Learner]:
    """How far each of these learners is: two questions, however many there are."""
    rows = list(rows)
    needs = needs_of(pathway)
    emails = [str(row["recipient_email"]) for row in rows]
    awards = _counting(needs.achievements, at).filter(recipient_email__in=emails)
    if by is not None:
        awards = awards.filter(seen_by(by, "achievement__issuer"))
    got: dict[str, list[tuple[UUID, Decimal | None]]] = defaultdict(list)
    for email, achievement, credits in awards.values_list(
        "recipient_email", "achievement_id", "version__workload_ects"
    ):
        got[email].append((achievement, credits))
    completions = {one.email: one for one in pathway.completions.filter(email__in=emails)}
    return [
        Learner(
            email,
            str(row["name"] or ""),
            progress_of(needs, _earned(got[email])),
            completions.get(email),
        )
        for row, email in zip(rows, emails, strict=True)
    ]
