"""Everything in a backpack as one list: what was awarded here, and what came from elsewhere.

The two stand in two tables. One question (a UNION) finds which badges are on a page and in which
order; then each table is asked once for those, however many badges there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from insigne_platform.awards.models import AwardState
from insigne_platform.backpack.models import Holding, ImportedBadge, Tag, Verdict
from insigne_platform.backpack.selectors import WITH_ALL, WITHOUT_PICTURES
from insigne_platform.people.models import Person

ON_A_PAGE: Final = 48
SOON: Final = timedelta(days=60)
MOST_WORDS: Final = 8
OWN, IMPORTED = "own", "imported"
HEAVY: Final = ("source", "picture", "view")  # what no list shows
ORDERS: Final = {
    "newest": ("-moment", "key"),
    "oldest": ("moment", "key"),
    "name": ("label", "key"),
    "issuer": ("giver", "label", "key"),
}
TAKEN_BACK: Final = Q(award__state=AwardState.REVOKED) | Q(award__suspended_at__isnull=False)
ISSUER: Final = "award__version__achievement__issuer__"

type Badge = Holding | ImportedBadge


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in her backpack, and in which order."""

    search: str = ""
    order: str = "newest"
    origin: str = ""
    state: str = ""
    verdict: str = ""
    issuer: str = ""
    tag: str = ""

    @property
    def narrows(self) -> bool:
        """Say whether anything is left out."""
        return any((self.search, self.origin, self.state, self.verdict, self.issuer, self.tag))


class Shelf(Paginator):
    """The pages of a backpack; each costs the same number of questions."""

    def __init__(self, person: Person, wanted: Wanted, *, at: datetime) -> None:
        self._places = _places(person, wanted, at)
        super().__init__(self._places, ON_A_PAGE)

    @cached_property
    def count(self) -> int:
        """How many badges were found."""
        found: int = self._places.count()
        return found

    def page(self, number: int | str) -> Page[Any]:
        """Give a page of badges of both tables, in order."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return Page(_read(list(self._places[start : start + self.per_page])), number, self)


def everything_of(person: Person) -> int:
    """How many badges there are, whatever is asked for."""
    own = Holding.objects.filter(person=person, hidden=False, deleted_at=None).count()
    return own + ImportedBadge.objects.filter(person=person, deleted_at=None).count()


def badges_of(person: Person, keys: Sequence[UUID]) -> Sequence[Badge]:
    """Those of the keys that are badges of the person's, in the order of the keys."""
    own = Holding.objects.filter(person=person, pk__in=keys, deleted_at=None)
    imported = ImportedBadge.objects.filter(person=person, pk__in=keys, deleted_at=None)
    found: dict[UUID, Badge] = {badge.pk: badge for badge in own.select_related(*WITH_ALL)}
    found |= {badge.pk: badge for badge in imported.defer(*HEAVY)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def thrown_away(person: Person) -> Sequence[Badge]:
    """What lies in the bin, what was thrown away last first; the first five hundred."""
    own = Holding.objects.filter(person=person, deleted_at__isnull=False)
    imported = ImportedBadge.objects.filter(person=person, deleted_at__isnull=False)
    found: list[Badge] = [
        *own.select_related(*WITH_ALL).defer(*WITHOUT_PICTURES).order_by("-deleted_at")[:500],
        *imported.defer(*HEAVY).order_by("-deleted_at")[:500],
    ]
    return sorted(found, key=lambda badge: badge.deleted_at or badge.created_at, reverse=True)[:500]


def issuers_of(person: Person) -> Sequence[tuple[str, str]]:
    """The names (Dutch, English) of whoever gave a badge that is in the backpack."""
    own = (
        Holding.objects.filter(person=person, hidden=False, deleted_at=None)
        .order_by()
        .values_list(f"{ISSUER}name_nl", f"{ISSUER}name_en")
        .distinct()
    )
    others = (
        ImportedBadge.objects.filter(person=person, deleted_at=None)
        .exclude(issuer_name="")
        .order_by()
        .values_list("issuer_name", flat=True)
        .distinct()
    )
    return [*own, *((name, name) for name in others)]


def tags_of(person: Person) -> Sequence[str]:
    """The tags that the person uses, in order."""
    found = Tag.objects.filter(person=person).order_by("name").values_list("name", flat=True)
    return list(found.distinct())


def _places(person: Person, wanted: Wanted, at: datetime) -> QuerySet[Any, Any]:
    own = Holding.objects.filter(person=person, hidden=False, deleted_at=None)
    imported = ImportedBadge.objects.filter(person=person, deleted_at=None)
    own, imported = _searched(own, imported, wanted.search)
    own = own.filter(*_own_questions(wanted, at))
    imported = imported.filter(*_imported_questions(wanted, at))
    if wanted.tag:
        own = own.filter(Exists(Tag.objects.filter(holding=OuterRef("pk"), name=wanted.tag)))
        imported = imported.filter(
            Exists(Tag.objects.filter(imported=OuterRef("pk"), name=wanted.tag))
        )
    if wanted.origin == "here":
        imported = imported.none()
    elif wanted.origin == "elsewhere":
        own = own.none()
    columns = ("kind", "key", "moment", "label", "giver")
    first = own.order_by().annotate(
        kind=Value(OWN, CharField()),
        key=F("pk"),
        moment=F("award__awarded_at"),
        label=_in_either("award__version__name_en", "award__version__name_nl"),
        giver=_in_either(f"{ISSUER}name_en", f"{ISSUER}name_nl"),
    )
    second = imported.order_by().annotate(
        kind=Value(IMPORTED, CharField()),
        key=F("pk"),
        moment=Coalesce("awarded_at", "created_at"),
        label=Lower("name"),
        giver=Lower("issuer_name"),
    )
    return (
        first.values_list(*columns)
        .union(second.values_list(*columns), all=True)
        .order_by(*ORDERS.get(wanted.order, ORDERS["newest"]))
    )


def _in_either(first: str, second: str) -> Lower:
    return Lower(Coalesce(NullIf(first, Value("")), second))


def _searched(
    own: QuerySet[Holding], imported: QuerySet[ImportedBadge], search: str
) -> tuple[QuerySet[Holding], QuerySet[ImportedBadge]]:
    for word in search.split()[:MOST_WORDS]:
        own = own.filter(
            Q(award__version__name_nl__icontains=word)
            | Q(award__version__name_en__icontains=word)
            | Q(**{f"{ISSUER}name_nl__icontains": word})
            | Q(**{f"{ISSUER}name_en__icontains": word})
            | Q(note__icontains=word)
            | Exists(Tag.objects.filter(holding=OuterRef("pk"), name__icontains=word))
        )
        imported = imported.filter(
            Q(name__icontains=word)
            | Q(issuer_name__icontains=word)
            | Q(note__icontains=word)
            | Exists(Tag.objects.filter(imported=OuterRef("pk"), name__icontains=word))
        )
    return own, imported


def _own_questions(wanted: Wanted, at: datetime) -> Sequence[Q]:
    over = Q(award__expires_at__lte=at)
    soon = Q(award__expires_at__gt=at, award__expires_at__lte=at + SOON)
    states = {
        "current": ~TAKEN_BACK & (Q(award__expires_at=None) | Q(award__expires_at__gt=at)),
        "soon": ~TAKEN_BACK & soon,
        "expired": over,
        "revoked": TAKEN_BACK,
    }
    verdicts = {
        Verdict.VALID: states["current"],
        Verdict.INVALID: TAKEN_BACK | over,
        Verdict.UNKNOWN: Q(pk__in=()),
    }
    named = Q(**{f"{ISSUER}name_nl": wanted.issuer}) | Q(**{f"{ISSUER}name_en": wanted.issuer})
    return _asked(wanted, states, verdicts, named)


def _imported_questions(wanted: Wanted, at: datetime) -> Sequence[Q]:
    over = Q(expires_at__isnull=False, expires_at__lte=at)
    states = {
        "current": Q(is_taken_back=False) & (Q(expires_at=None) | Q(expires_at__gt=at)),
        "soon": Q(is_taken_back=False, expires_at__gt=at, expires_at__lte=at + SOON),
        "expired": over,
        "revoked": Q(is_taken_back=True),
    }
    verdicts = {verdict: Q(verdict=verdict) for verdict in Verdict}
    return _asked(wanted, states, verdicts, Q(issuer_name=wanted.issuer))


def _asked(
    wanted: Wanted, states: dict[str, Q], verdicts: dict[Verdict, Q], named: Q
) -> Sequence[Q]:
    asked = [states[wanted.state]] if wanted.state in states else []
    if wanted.verdict in verdicts:
        asked.append(verdicts[Verdict(wanted.verdict)])
    return [*asked, named] if wanted.issuer else asked


def _read(places: Sequence[tuple[Any, ...]]) -> list[Badge]:
    """Read what is on a page, each table with one question and one more for the tags."""
    keys: dict[str, list[UUID]] = {OWN: [], IMPORTED: []}
    for kind, key, *_order in places:
        keys[kind].append(key)
    own = Holding.objects.filter(pk__in=keys[OWN]).select_related(*WITH_ALL)
    own = own.defer(*WITHOUT_PICTURES).prefetch_related("share_links", "tags")
    imported = ImportedBadge.objects.filter(pk__in=keys[IMPORTED]).defer(*HEAVY)
    rows: dict[UUID, Badge] = {badge.pk: badge for badge in own}
    rows |= {badge.pk: badge for badge in imported.prefetch_related("tags")}
    return [rows[key] for _kind, key, *_order in places if key in rows]
