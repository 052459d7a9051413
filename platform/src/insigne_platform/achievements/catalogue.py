"""The catalogue: what there is to be earned, searched and counted.

One query reads the words of every badge that is shown; searching and counting happen here,
so that accents and capitals do not matter and every filter tells how many it would leave.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    Scenario,
    VersionState,
)
from insigne_platform.institutions.models import Institution

HOURS_OF_A_CREDIT = 28
SHOWN: Final = (Scenario.MICROCREDENTIAL, Scenario.INFORMAL)
# The ranges of the workload in credits: from (included), to (not included).
WORKLOADS: Mapping[str, tuple[int, int]] = {
    "0-1": (0, 1),
    "1-5": (1, 5),
    "5-15": (5, 15),
    "15-": (15, 10_000),
}
WORDS: Final = (
    "name_nl", "name_en", "description_nl", "description_en", "criteria_nl", "criteria_en",
)  # fmt: skip
READ: Final = (
    *WORDS, "pk", "achievement_id", "learning_outcomes", "skills", "tags", "language",
    "workload_ects", "workload_hours", "eqf_level", "nlqf_level", "isced_field", "published_at",
    "achievement__scenario", "achievement__issuer__name_nl", "achievement__issuer__name_en",
    "achievement__issuer__institution_id",
)  # fmt: skip
ISSUER: Final = "achievement__issuer__institution"


@dataclass(frozen=True, slots=True)
class Entry:
    """A badge in the catalogue, as far as searching and counting need it."""

    version_id: UUID
    achievement_id: UUID
    name_nl: str
    name_en: str
    text: str
    published_at: datetime
    credits: Decimal | None
    level: int | None
    facets: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """The name in this language, or in the other one."""
        first, second = self.name_en, self.name_nl
        return (second or first) if language.startswith("nl") else (first or second)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, in order, and how many each value of each facet would leave."""

    entries: Sequence[Entry]
    counts: Mapping[str, Counter[str]]


FACETS: Final = ("kind", "level", "workload", "language", "field", "institution")
ORDERS: Final = ("name", "-name", "newest", "workload", "level")


def newest_published() -> QuerySet[AchievementVersion]:
    """The newest published version of every badge that a catalogue shows."""
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return AchievementVersion.objects.filter(
        achievement__archived_at=None,
        achievement__in_catalogue=True,
        achievement__scenario__in=SHOWN,
        pk=Subquery(newest),
    )


def entries(institution: Institution | None = None) -> list[Entry]:
    """Every badge that is shown, of one institution or of all; one query."""
    found = newest_published()
    if institution is not None:
        found = found.filter(**{ISSUER: institution})
    return [_entry(row) for row in found.order_by().values(*READ)]


def search(
    shown: Iterable[Entry],
    *,
    words: str = "",
    chosen: Mapping[str, str] | None = None,
    order: str = "name",
    language: str = "en",
) -> Found:
    """Those that mention every word and have every chosen facet; and what each facet would give."""
    wanted = {name: value for name, value in (chosen or {}).items() if value}
    needles = [folded(word) for word in words.split()[:8]]
    mentioning = [each for each in shown if all(needle in each.text for needle in needles)]
    counts = {
        name: Counter(
            each.facets[name]
            for each in mentioning
            if each.facets.get(name) and _has(each, wanted, but=name)
        )
        for name in FACETS
    }
    found = [each for each in mentioning if _has(each, wanted)]
    return Found(_sorted(found, order, language), counts)


def versions_of(found: Sequence[Entry]) -> list[AchievementVersion]:
    """The versions themselves, in the same order, without their pictures; one query."""
    by_id = {
        version.pk: version
        for version in AchievementVersion.objects.filter(pk__in=[each.version_id for each in found])
        .select_related("achievement__issuer__institution")
        .defer("picture_png", "picture_svg", "picture_design")
    }
    return [by_id[each.version_id] for each in found if each.version_id in by_id]


def badges_to_show(institution: Institution) -> QuerySet[Achievement]:
    """The badges of an institution that could stand in its catalogue, shown or left out."""
    return Achievement.objects.filter(
        issuer__institution=institution,
        archived_at=None,
        scenario__in=SHOWN,
        versions__state=VersionState.PUBLISHED,
    ).distinct()


def folded(text: str) -> str:
    """Text without accents and capitals, for comparing."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def _has(entry: Entry, wanted: Mapping[str, str], *, but: str = "") -> bool:
    return all(entry.facets.get(name) == value for name, value in wanted.items() if name != but)


def _sorted(found: list[Entry], order: str, language: str) -> list[Entry]:
    by_name = sorted(found, key=lambda each: (folded(each.name_in(language)), str(each.version_id)))
    keys: Mapping[str, Callable[[Entry], object]] = {
        "newest": lambda each: -each.published_at.timestamp(),
        "workload": lambda each: (each.credits is None, each.credits or 0),
        "level": lambda each: (each.level is None, each.level or 0),
    }
    if order == "-name":
        return by_name[::-1]
    return sorted(by_name, key=keys[order]) if order in keys else by_name  # type: ignore[arg-type]


def _entry(row: Mapping[str, object]) -> Entry:
    credits = credits_of(row["workload_ects"], row["workload_hours"])
    level = row["eqf_level"] or row["nlqf_level"]
    scenario = str(row["achievement__scenario"])
    facets = {
        "kind": scenario,
        "level": str(level) if str(level).isdecimal() else "",
        "workload": workload_range(credits),
        "language": str(row["language"]),
        "field": str(row["isced_field"] or "")[:2],
        "institution": str(row["achievement__issuer__institution_id"]),
    }
    return Entry(
        version_id=row["pk"],  # type: ignore[arg-type]
        achievement_id=row["achievement_id"],  # type: ignore[arg-type]
        name_nl=str(row["name_nl"]),
        name_en=str(row["name_en"]),
        text=folded("\n".join(_texts(row))),
        published_at=row["published_at"],  # type: ignore[arg-type]
        credits=credits,
        level=int(facets["level"]) if facets["level"] else None,
        facets=facets,
    )


def _texts(row: Mapping[str, object]) -> Iterable[str]:
    yield from (str(row[name]) for name in WORDS)
    yield str(row["achievement__issuer__name_nl"])
    yield str(row["achievement__issuer__name_en"])
    for name in ("learning_outcomes", "skills", "tags"):
        yield from _words_in(row[name])


def _words_in(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words_in(each)


def credits_of(ects: object, hours: object) -> Decimal | None:
    """The workload in credits, from hours where credits are not stated."""
    if ects is not None:
        return Decimal(str(ects))
    return Decimal(str(hours)) / HOURS_OF_A_CREDIT if hours else None


def workload_range(credits: Decimal | None) -> str:
    """The range in which a workload falls; nothing if none is stated."""
    if credits is None:
        return ""
    return next((name for name, (low, high) in WORKLOADS.items() if low <= credits < high), "")
