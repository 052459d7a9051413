"""Which awards somebody sees, and how one gets to them.

There are two ways. One walks through the institution's awards in the order of the list and takes
those that fit, until there are enough: quick if many fit. The other begins with what leads to few
awards (a badge, an address) and sorts what it finds. A database that guesses takes the wrong one
now and then, and reads a million awards for a page of twenty-five; so it is told.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Func, Lookup, Q, UUIDField
from django.db.models.lookups import Exact, In

from insigne_platform.achievements.models import Achievement, AchievementVersion
from insigne_platform.awards.models import Award, Batch
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import seen_by
from insigne_platform.people.models import Person

if TYPE_CHECKING:
    OfAnything = Lookup[Any]
else:
    OfAnything = Lookup  # not generic when it runs

SPARSE: Final = 30_000
"""So many awards are read and sorted; of more, the first of the list come sooner on a walk."""
NOTHING: Final = Q(pk__in=())


class Aside(Func):
    """A column that is compared, but does not lead to the awards (SQLite, "unary plus").

    PostgreSQL knows how often each value is there, and sees by itself which way is shorter.
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write a plus before the column, which so fits no index."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


class Hidden(Aside):
    """A column that PostgreSQL does not begin with either: by no index is the first of an array."""

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write the column as the first of an array."""
        return self.as_sql(compiler, connection, template="(ARRAY[%(expressions)s])[1]", **context)


class Among(OfAnything):
    """That a text is one of very many, which go to the database as one parameter."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """Have SQLite read them from a list in JSON."""
        sql, params = self.process_lhs(compiler, connection)
        listed = json.dumps(self._some())
        return f"{sql} IN (SELECT value FROM json_each(%s))", [*params, listed]  # noqa: S608 - no word of it is from outside

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """Have PostgreSQL read them from an array."""
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s::text[])", [*params, self._some()]

    def _some(self) -> list[str]:
        if not self.rhs:
            raise EmptyResultSet
        return list(self.rhs)


@dataclass(frozen=True, slots=True)
class Reach:
    """The awards of a place that somebody sees: all that are *within*, or those of some badges."""

    within: Q
    badges: Collection[UUID] | None = None
    is_sparse: bool = False
    institution: UUID | None = None

    @property
    def walked(self) -> Q:
        """Those awards, on a walk through the list unless they are few."""
        if self.badges is None:
            return self.within
        return Q(achievement__in=self.badges) if self.is_sparse else self.aside

    @property
    def aside(self) -> Q:
        """Those awards, to be met on a walk or where the badges are no way to begin."""
        return self.within & self._of_badges

    @property
    def led(self) -> Q:
        """Those awards, where something else leads to them: no list of the house is walked.

        What is asked of each of them stands in the index of addresses.
        """
        within = self.within
        if self.institution is not None:
            whole = Hidden(F("institution"), output_field=UUIDField())
            within = Q(Exact(whole, self.institution))
        if self.badges is None:
            return within
        versions = AchievementVersion.objects.filter(achievement__in=self.badges).order_by()
        return within & one_of("version", list(versions.values_list("pk", flat=True)))

    @property
    def _of_badges(self) -> Q:
        return Q() if self.badges is None else one_of("achievement", self.badges)

    @property
    def counted(self) -> Q:
        """Those awards, by an index that has nothing else."""
        return self.within if self.badges is None else Q(achievement__in=self.badges)


def one_of(column: str, keys: Collection[UUID]) -> Q:
    """Say that *column* is one of these, without beginning there."""
    return Q(In(Aside(F(column), output_field=UUIDField()), list(keys)))


def are_few(found: Q, most: int = SPARSE) -> bool:
    """Say whether there are so few that all of them are read."""
    return Award.objects.filter(found).order_by()[: most + 1].count() <= most


def institution_of(where: Institution | AchievementVersion | Batch) -> Institution:
    """The institution that a place belongs to."""
    if isinstance(where, Institution):
        return where
    version = where.version if isinstance(where, Batch) else where
    return version.achievement.issuer.institution


def sees_all(institution: Institution, by: Person) -> bool:
    """Say whether the person works for the whole house and not for a part of it."""
    return (None, None) in _places(institution, by)


def reach_of(where: Institution | AchievementVersion | Batch, by: Person) -> Reach:
    """Those of the awards there that *by* may see: of the whole house, or of its issuers."""
    institution = institution_of(where)
    places = _places(institution, by)
    if not places:
        return Reach(NOTHING)
    sees_whole = (None, None) in places
    if not isinstance(where, Institution):
        return Reach(_of_one(where) if sees_whole or _is_seen(where, by) else NOTHING)
    if sees_whole:
        return Reach(Q(institution=institution), institution=institution.pk)
    seen = Achievement.objects.filter(seen_by(by, "issuer"), issuer__institution=institution)
    badges = list(seen.order_by().values_list("pk", flat=True))
    is_sparse = are_few(Q(achievement__in=badges))
    return Reach(Q(institution=institution), badges, is_sparse, institution.pk)


def _places(institution: Institution, by: Person) -> list[tuple[UUID | None, UUID | None]]:
    return list(by.memberships.filter(institution=institution).values_list("group_id", "issuer_id"))


def _of_one(where: AchievementVersion | Batch) -> Q:
    if isinstance(where, Batch):
        return Q(batch=where)
    return Q(achievement=where.achievement_id)


def _is_seen(where: AchievementVersion | Batch, by: Person) -> bool:
    version = where.version if isinstance(where, Batch) else where
    return Achievement.objects.filter(seen_by(by, "issuer"), pk=version.achievement_id).exists()
