from __future__ import annotations

from datetime import UTC, datetime

import pytest

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.core import outbox
from insigne_platform.institutions import services as institutions
from insigne_platform.statistics import months, selectors, services
from insigne_platform.statistics.models import MonthCount, Stale
from insigne_platform.statistics.selectors import dashboard, figures_of, rows_of
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db

JUNE = 2026 * 12 + 5
ALL = {"first": JUNE - 100, "last": JUNE + 100}


@pytest.fixture
def published(cast, noon) -> AchievementVersion:
    version = achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)
    achievements.set_picture(version, PICTURE, by=cast.ada)
    return achievements.publish(version, by=cast.ada, at=noon)


def give(cast, version, email: str, at: datetime) -> Award:
    award = awards.award_one(version, awards.Recipient(email), by=cast.ada, at=at)
    outbox.deliver_all()
    award.refresh_from_db()
    return award


def counted(version) -> dict[int, tuple[int, int, int, int]]:
    services.recount_marked()
    found = MonthCount.objects.filter(achievement=version.achievement_id)
    return {row.month: (row.awarded, row.claimed, row.shared, row.viewed) for row in found}


def test_what_happens_is_counted_in_its_month(cast, published, noon):
    july = datetime(2026, 7, 1, 12, tzinfo=UTC)
    award = give(cast, published, cast.amina.email, noon)
    give(cast, published, "other@mail.example", noon)
    holding = backpack.claim(award, by=cast.amina, at=july)
    link = backpack.share(holding, by=cast.amina, at=july)
    outbox.deliver_all()
    shared = months.month_of(link.created_at)

    found = counted(published)

    assert found[JUNE] == (2, 0, 0, 0)
    assert found[JUNE + 1][:2] == (0, 1)
    assert found[shared][2] == 1


def test_a_month_begins_here_and_not_in_greenwich(cast, published):
    give(cast, published, "a@mail.example", datetime(2026, 5, 31, 22, 30, tzinfo=UTC))

    assert counted(published) == {JUNE: (1, 0, 0, 0)}


def test_a_fact_that_is_told_twice_counts_once(cast, published, noon):
    award = give(cast, published, "a@mail.example", noon)
    services.mark(award.achievement_id)
    services.mark(award.achievement_id)

    assert counted(published) == counted(published) == {JUNE: (1, 0, 0, 0)}
    assert Stale.objects.count() == 0


def test_what_is_marked_while_it_is_counted_is_counted_again(cast, published, noon, monkeypatch):
    award = give(cast, published, "a@mail.example", noon)
    genuine = services.recount

    def recount(achievement_id):
        genuine(achievement_id)
        services.mark(achievement_id)

    monkeypatch.setattr(services, "recount", recount)
    services.recount_marked()

    assert Stale.objects.filter(pk=award.achievement_id).exists()


def test_counters_that_were_lost_come_back_and_views_stay(cast, published, noon):
    award = give(cast, published, "a@mail.example", noon)
    services.count_view(award.achievement_id, at=noon)
    services.count_view(award.achievement_id, at=noon)
    MonthCount.objects.update(awarded=999)

    services.recount_all()

    assert counted(published) == {JUNE: (1, 0, 0, 2)}


def test_what_is_not_issued_yet_is_not_counted(cast, published, noon):
    awards.award_one(published, awards.Recipient("a@mail.example"), by=cast.ada, at=noon)
    services.mark(published.achievement_id)

    assert counted(published) == {}


def test_fewer_than_five_are_not_told(cast, published, noon):
    give(cast, published, "a@mail.example", noon)
    for _each in range(4):
        services.count_view(published.achievement_id, at=noon)
    services.recount_marked()
    four = dashboard(cast.uppsala, by=cast.ada, **ALL)
    services.count_view(published.achievement_id, at=noon)
    five = dashboard(cast.uppsala, by=cast.ada, **ALL)

    assert (four.total.awarded, four.total.viewed, four.total.shared) == (1, None, None)
    assert four.by_badge[0].counts.viewed is None
    assert four.by_month[JUNE].viewed is None
    assert [row.counts.viewed for row, _month in rows_of(cast.uppsala, by=cast.ada, **ALL)] == [5]
    assert (five.total.viewed, five.by_month[JUNE].viewed) == (5, 5)


def test_a_year_is_the_sum_of_what_was_and_not_of_what_is_told(cast, published, noon):
    give(cast, published, "a@mail.example", noon)
    for month in (JUNE, JUNE - 1):
        MonthCount.objects.update_or_create(
            achievement=published.achievement, month=month, defaults={"viewed": 3}
        )

    found = dashboard(cast.uppsala, by=cast.ada, **ALL)

    assert [found.by_month[month].viewed for month in (JUNE, JUNE - 1)] == [None, None]
    assert found.by_year[2026].viewed == 6


def test_bo_sees_no_figures_of_uppsala(cast, published, noon):
    give(cast, published, "a@mail.example", noon)
    services.recount_marked()

    assert dashboard(cast.uppsala, by=cast.bo, **ALL).by_badge == []
    assert rows_of(cast.uppsala, by=cast.bo, **ALL) == []


def test_a_faculty_sees_its_own_figures(cast, published, noon, make_person):
    faculty = institutions.add_group(cast.uppsala, name_nl="", name_en="Faculty", by=cast.ada)
    greta = make_person("greta@uppsala.example")
    institutions.add_member(cast.uppsala, greta, "awarder", group=faculty, by=cast.ada)
    give(cast, published, "a@mail.example", noon)
    services.recount_marked()

    assert dashboard(cast.uppsala, by=greta, **ALL).by_badge == []
    assert dashboard(cast.uppsala, by=cast.ada, **ALL).by_group.keys() == {None}


def test_a_dashboard_costs_as_much_for_three_as_for_one(
    cast, published, noon, django_assert_num_queries
):
    give(cast, published, "a@mail.example", noon)
    services.recount_marked()
    with django_assert_num_queries(4):
        dashboard(cast.uppsala, by=cast.ada, **ALL)
    for number in range(3):
        version = achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)
        achievements.set_picture(version, PICTURE, by=cast.ada)
        achievements.publish(version, by=cast.ada, at=noon)
        give(cast, version, f"{number}@mail.example", noon)
    services.recount_marked()

    with django_assert_num_queries(4):
        found = dashboard(cast.uppsala, by=cast.ada, **ALL)

    assert len(found.by_badge) == 4


@pytest.mark.parametrize(
    ("name", "begins"),
    [("months", JUNE - 11), ("year", JUNE - 5), ("academic", JUNE - 9), ("all", 24000)],
)
def test_periods(noon, name, begins):
    assert months.period(name, at=noon) == (begins, JUNE)


def test_what_is_kept_of_many_is_what_is_counted_of_few(cast, published, noon, monkeypatch):
    given = [give(cast, published, cast.amina.email, noon)]
    given += [give(cast, published, f"{n}@mail.example", noon) for n in range(4)]
    kept, counted_now = [], []

    def look() -> None:
        outbox.deliver_all()
        services.recount_marked()
        counted_now.append(figures_of(cast.uppsala, by=cast.ada))
        with monkeypatch.context() as patch:
            patch.setattr(selectors, "FEW_AWARDS", 0)
            kept.append(figures_of(cast.uppsala, by=cast.ada))

    look()
    backpack.claim(given[0], by=cast.amina, at=noon)
    look()
    awards.record_decline(given[1], by=None, at=noon)
    look()
    awards.revoke(given[2], "A mistake.", by=cast.ada, at=noon)
    look()

    assert kept == counted_now
    assert [(f.awarded, f.claimed, f.waiting, f.revoked) for f in kept] == [
        (5, 0, 5, 0), (5, 1, 4, 0), (5, 1, 3, 0), (5, 1, 2, 1),
    ]  # fmt: skip


def test_bo_sees_nothing_of_what_is_kept(cast, published, noon, monkeypatch):
    give(cast, published, cast.amina.email, noon)
    services.recount_marked()
    monkeypatch.setattr(selectors, "FEW_AWARDS", 0)

    assert figures_of(cast.uppsala, by=cast.bo).awarded == 0
    assert figures_of(cast.uppsala, by=cast.ada).awarded == 1
