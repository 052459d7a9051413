"""A demo that is grown is the same at every making, whole, and not made twice."""

from __future__ import annotations

import pytest

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import Holding
from insigne_platform.core.models import AuditEntry
from insigne_platform.demo import building, crowd, growing
from insigne_platform.demo.size import AMOUNTS, Amounts, Size
from insigne_platform.people.models import Person
from insigne_platform.statistics.models import MonthCount

FEW = Amounts(badges=3, people=40, awards=60)


@pytest.fixture
def grown(db, monkeypatch):
    monkeypatch.setitem(AMOUNTS, Size.MEDIUM, FEW)
    building.build()
    before = (Person.objects.count(), Award.objects.count())
    growing.grow(Size.MEDIUM, say=lambda _line: None)
    return before


@pytest.mark.slow
def test_a_demo_grows_to_what_was_asked(grown):
    people, awards = grown
    modules = AchievementVersion.objects.filter(nlqf_level=growing.MODULE)
    kept = Award.objects.filter(version__in=modules, claimed_at__isnull=False)
    counted = MonthCount.objects.filter(achievement__versions__in=modules)

    assert modules.count() == FEW.badges
    assert Person.objects.count() - people == FEW.people
    assert Award.objects.count() - awards == FEW.awards
    assert Holding.objects.filter(award__in=kept).count() == kept.count() > FEW.awards // 2
    assert sum(counted.values_list("awarded", flat=True)) == FEW.awards
    assert AuditEntry.objects.filter(action="demo.grown").count() == FEW.badges

    growing.grow(Size.MEDIUM, say=lambda _line: None)

    assert Award.objects.count() - awards == FEW.awards


def test_chance_is_the_same_every_time():
    made = [
        [
            crowd.identifier(crowd.random_for("badge 1")),
            *crowd.sittings(1000, crowd.random_for("x")),
        ]
        for _each in range(2)
    ]

    assert made[0] == made[1]
    assert sum(size for _day, size in made[0][1:]) == 1000


@pytest.mark.parametrize(
    ("total", "count", "most"), [(1_000_000, 500, 200_000), (10_000, 5, 2_000), (60, 3, 40)]
)
def test_all_is_dealt_and_nobody_gets_too_much(total, count, most):
    dealt = crowd.shares(total, count, most)

    assert (len(dealt), sum(dealt)) == (count, total)
    assert max(dealt) <= most
    assert min(dealt) > 0
