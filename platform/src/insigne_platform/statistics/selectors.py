"""Questions about figures: a constant number of queries, however much was awarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import selectors as awards
from insigne_platform.awards.selectors import Figures
from insigne_platform.institutions.models import Institution, IssuerGroup
from insigne_platform.institutions.selectors import seen_by
from insigne_platform.people.models import Person
from insigne_platform.statistics.models import MonthCount, Standing
from insigne_platform.statistics.permissions import seen_figures

MEASURES = ("awarded", "claimed", "shared", "viewed")
SHIELDED = frozenset({"shared", "viewed"})  # what holders and viewers do: never of fewer than five
FEWEST = 5
FEW_AWARDS = 10_000  # as many as are counted in no time
ISSUER = "achievement__issuer"
SUMS = {measure: Sum(measure) for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much, by measure; what concerns fewer than five is not said."""

    awarded: int = 0
    claimed: int = 0
    shared: int | None = None
    viewed: int | None = None

    @classmethod
    def of(cls, counted: Mapping[str, object]) -> Counts:
        """Read sums, and leave out what is too little to be told."""
        return cls(**{name: told(name, int(str(counted.get(name) or 0))) for name in MEASURES})  # type: ignore[arg-type]

    def get(self, measure: str) -> int | None:
        """How much of one measure; None if that is fewer than five."""
        value: int | None = getattr(self, measure)
        return value


@dataclass(frozen=True, slots=True)
class OfBadge:
    """How much of one badge."""

    achievement: UUID
    version: UUID | None
    name_nl: str
    name_en: str
    group: UUID | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The figures of an institution in a period, as somebody may see them."""

    total: Counts
    by_month: Mapping[int, Counts]
    by_year: Mapping[int, Counts]
    by_badge: Sequence[OfBadge]
    by_group: Mapping[UUID | None, Counts]


def told(measure: str, count: int) -> int | None:
    """A number as it may be told: None where it could be about somebody."""
    return None if measure in SHIELDED and count < FEWEST else count


def dashboard(
    institution: Institution,
    *,
    by: Person,
    first: int,
    last: int,
    group: UUID | None = None,
) -> Dashboard:
    """Count an institution's badges from the month *first* to the month *last*."""
    found = _counts(institution, by, first, last, group)
    months = list(found.values("month").annotate(**SUMS).order_by("month"))
    badges = list(found.values("achievement").annotate(group=F(f"{ISSUER}__group"), **SUMS))
    names = _names([row["achievement"] for row in badges])
    return Dashboard(
        total=Counts.of(_added(months)),
        by_month={row["month"]: Counts.of(row) for row in months},
        by_year=_by_year(months),
        by_badge=[_of_badge(row, names) for row in badges],
        by_group=_by_group(badges),
    )


def figures_of(institution: Institution, *, by: Person) -> Figures:
    """What became of the awards of an institution that *by* may see.

    Of a few they are counted as they are now; of very many, as each badge was counted last.
    """
    counted = awards.figures_of(institution, by=by, most=FEW_AWARDS)
    if counted is not None:
        return counted
    kept = Standing.objects.filter(
        seen_by(by, ISSUER), **{f"{ISSUER}__institution": institution}
    ).aggregate(**{name: Sum(name, default=0) for name in Figures.__dataclass_fields__})
    return Figures(**kept)


def rows_of(
    institution: Institution, *, by: Person, first: int, last: int, group: UUID | None = None
) -> list[tuple[OfBadge, int]]:
    """Every badge in every month of a period, for a file."""
    found = _counts(institution, by, first, last, group)
    rows = list(
        found.annotate(group=F(f"{ISSUER}__group"))
        .values("achievement", "month", "group", *MEASURES)
        .order_by("month", "achievement")
    )
    names = _names({row["achievement"] for row in rows})
    return [(_of_badge(row, names), row["month"]) for row in rows]


def groups_of(institution: Institution) -> QuerySet[IssuerGroup]:
    """The parts of an institution, by name."""
    return institution.groups.order_by("name_en", "name_nl")


def _counts(
    institution: Institution, by: Person, first: int, last: int, group: UUID | None
) -> QuerySet[MonthCount]:
    found = MonthCount.objects.filter(
        seen_figures(by, institution, ISSUER),
        **{f"{ISSUER}__institution": institution},
        month__gte=first,
        month__lte=last,
    )
    return found if group is None else found.filter(**{f"{ISSUER}__group": group})


def _names(achievements: object) -> dict[UUID, tuple[UUID, str, str]]:
    """The newest names of badges, by their achievement."""
    found = (
        AchievementVersion.objects.filter(achievement__in=list(achievements))  # type: ignore[call-overload]
        .order_by("number")
        .values_list("achievement", "pk", "name_nl", "name_en")
    )
    return {achievement: (pk, nl, en) for achievement, pk, nl, en in found}


def _of_badge(row: Mapping[str, object], names: Mapping[UUID, tuple[UUID, str, str]]) -> OfBadge:
    achievement = row["achievement"]
    assert isinstance(achievement, UUID)
    version, name_nl, name_en = names.get(achievement, (None, "", ""))
    return OfBadge(achievement, version, name_nl, name_en, row["group"], Counts.of(row))  # type: ignore[arg-type]


def _by_year(months: Sequence[Mapping[str, object]]) -> dict[int, Counts]:
    """Each year from what there was, not from what may be told of its months."""
    of_year: dict[int, list[Mapping[str, object]]] = {}
    for row in months:
        of_year.setdefault(int(str(row["month"])) // 12, []).append(row)
    return {year: Counts.of(_added(rows)) for year, rows in of_year.items()}


def _by_group(badges: Sequence[Mapping[str, object]]) -> dict[UUID | None, Counts]:
    of_group: dict[object, list[Mapping[str, object]]] = {}
    for row in badges:
        of_group.setdefault(row["group"], []).append(row)
    return {group: Counts.of(_added(rows)) for group, rows in of_group.items()}  # type: ignore[misc]


def _added(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    return {name: sum(int(str(row[name] or 0)) for row in rows) for name in MEASURES}
