"""The names of what the audit trail speaks of: it keeps identifiers alone, and so names change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.models import AuditEntry
from insigne_platform.people.models import Person


class Named(NamedTuple):
    """What a thing is called, and where it is seen."""

    name: str
    url: str = ""


def _award(row: Model) -> Named:
    whom = row.recipient_name or row.recipient_email  # type: ignore[attr-defined]
    return Named(f"{whom}, {row.version.name}", reverse("award", args=[row.pk]))  # type: ignore[attr-defined]


def _version(row: Model) -> Named:
    return Named(f"{row.name} ({row.number})", reverse("badge-edit", args=[row.pk]))  # type: ignore[attr-defined]


def _badge(row: Model) -> Named:
    newest = max(row.versions.all(), key=lambda version: version.number, default=None)  # type: ignore[attr-defined]
    return Named(newest.name, reverse("badge-edit", args=[newest.pk])) if newest else Named("")


def _batch(row: Model) -> Named:
    name = ", ".join(filter(None, (row.version.name, row.label)))  # type: ignore[attr-defined]
    return Named(name, reverse("batch", args=[row.pk]))


def _change(row: Model) -> Named:
    return Named(str(row.total), reverse("award-change", args=[row.pk]))  # type: ignore[attr-defined]


def _member(row: Model) -> Named:
    return Named(str(row.person))  # type: ignore[attr-defined]


def _plain(row: Model) -> Named:
    return Named(str(row))


class Kind(NamedTuple):
    """How rows of a table are read and called."""

    call: Callable[[Model], Named]
    together: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    also: tuple[Prefetch, ...] = ()


PICTURES: Final = ("picture_png", "picture_svg")
OF_VERSION: Final = ("version__picture_png", "version__picture_svg")
KINDS: Final[Mapping[str, Kind]] = {
    "awards.award": Kind(_award, ("version",), OF_VERSION),
    "awards.batch": Kind(_batch, ("version",), OF_VERSION),
    "awards.awardchange": Kind(_change),
    "awards.recipientlist": Kind(_plain),
    "achievements.achievementversion": Kind(_version, (), PICTURES),
    "achievements.achievement": Kind(
        _badge,
        also=(Prefetch("versions", AchievementVersion.objects.defer(*PICTURES)),),
    ),
    "institutions.membership": Kind(_member, ("person",)),
    "institutions.institution": Kind(_plain),
    "institutions.issuergroup": Kind(_plain),
    "institutions.issuer": Kind(_plain),
}


def names_of(entries: Iterable[AuditEntry]) -> dict[tuple[str, str], Named]:
    """The names of all that the entries are about: one question for each kind of thing."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.object_type in KINDS:
            wanted[entry.object_type].add(entry.object_id)
    found: dict[tuple[str, str], Named] = {}
    for label, ids in wanted.items():
        kind = KINDS[label]
        for row in _rows(label, kind, ids):
            found[label, str(row.pk)] = kind.call(row)
    return found


def _rows(label: str, kind: Kind, ids: Iterable[str]) -> QuerySet[Model]:
    rows = apps.get_model(label)._default_manager.filter(pk__in=[UUID(each) for each in ids])
    if kind.together:
        rows = rows.select_related(*kind.together)
    return rows.defer(*kind.without).prefetch_related(*kind.also)


def actors_of(entries: Iterable[AuditEntry]) -> dict[UUID, str]:
    """The names of who did it."""
    actors = {entry.actor for entry in entries if entry.actor}
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=actors)}
