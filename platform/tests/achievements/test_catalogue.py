"""The catalogue: which badges stand in it, and how they are found."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from achievements.badge_making import draft, published
from insigne_platform.achievements import catalogue, services
from insigne_platform.core.errors import NotPermitted

pytestmark = pytest.mark.django_db


def names(found) -> list[str]:
    return [each.name_en for each in found]


@pytest.fixture
def shown(cast, noon):
    """Three badges of Uppsala and one of Elsewhere."""

    def make(issuer, by, **changes):
        return published(issuer, by, noon, **changes)

    make(cast.uppsala_issuer, cast.ada)
    make(
        cast.uppsala_issuer, cast.ada, name_en="Écologie", name_nl="Ecologie", scenario="informal",
        skills=["crème brûlée"], workload_ects="", workload_hours=14, eqf_level="", nlqf_level="",
    )  # fmt: skip
    make(cast.uppsala_issuer, cast.ada, name_en="Ölflut", workload_ects="30", eqf_level=7)
    make(cast.elsewhere_issuer, cast.bo, name_en="Bread", language="nl", name_nl="Brood",
         description_nl="Bakt.", criteria_nl="Bak.", picture_alt_nl="Een brood")  # fmt: skip


def test_what_is_published_and_shown_stands_in_it(cast, noon, shown):
    draft(cast.uppsala_issuer, cast.ada, name_en="A draft")
    published(cast.uppsala_issuer, cast.ada, noon, name_en="A game", scenario="game")
    archived = published(cast.uppsala_issuer, cast.ada, noon, name_en="Archived")
    services.archive(archived.achievement, by=cast.ada, at=noon)
    hidden = published(cast.uppsala_issuer, cast.ada, noon, name_en="Hidden")
    services.show_in_catalogue(hidden.achievement, False, by=cast.ada)

    assert sorted(names(catalogue.entries(cast.uppsala))) == ["Reading ice", "Écologie", "Ölflut"]
    assert sorted(names(catalogue.entries())) == ["Bread", "Reading ice", "Écologie", "Ölflut"]


def test_the_newest_published_version_is_the_one_that_stands_in_it(cast, noon):
    first = published(cast.uppsala_issuer, cast.ada, noon)
    draft_of_second = services.new_version(first.achievement, by=cast.ada)
    services.edit_draft(draft_of_second, {"name_en": "Reading old ice"}, by=cast.ada)

    assert names(catalogue.entries(cast.uppsala)) == ["Reading ice"]
    services.publish(draft_of_second, by=cast.ada, at=noon)
    assert names(catalogue.entries(cast.uppsala)) == ["Reading old ice"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ecologie", ["Écologie"]),
        ("ÉCOLOGIE", ["Écologie"]),
        ("creme brulee", ["Écologie"]),
        ("skaters", ["Bread", "Écologie", "Ölflut", "Reading ice"]),
        ("brood bakt", ["Bread"]),
        ("brood ice elsewhere nothing", []),
        ("%", []),
        ("' OR 1=1 --", []),
        ("冰", []),
    ],
)
def test_searching_minds_neither_accents_nor_capitals(shown, words, found):
    entries = catalogue.entries()

    assert names(catalogue.search(entries, words=words).entries) == found


def test_a_facet_counts_what_it_would_leave(cast, shown):
    entries = catalogue.entries()

    found = catalogue.search(entries, chosen={"kind": "microcredential", "level": "6"})

    assert names(found.entries) == ["Bread", "Reading ice"]
    assert found.counts["level"] == {"6": 2, "7": 1}
    assert found.counts["kind"] == {"microcredential": 2}
    assert found.counts["workload"] == {"1-5": 2}
    assert found.counts["institution"] == {str(cast.uppsala.pk): 1, str(cast.elsewhere.pk): 1}


def test_a_facet_that_nobody_has_leaves_nothing(shown):
    assert not catalogue.search(catalogue.entries(), chosen={"level": "99"}).entries


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("name", ["Bread", "Écologie", "Ölflut", "Reading ice"]),
        ("-name", ["Reading ice", "Ölflut", "Écologie", "Bread"]),
        ("workload", ["Écologie", "Bread", "Reading ice", "Ölflut"]),
        ("level", ["Bread", "Reading ice", "Ölflut", "Écologie"]),
        ("nonsense", ["Bread", "Écologie", "Ölflut", "Reading ice"]),
    ],
)
def test_sorting(shown, order, found):
    assert names(catalogue.search(catalogue.entries(), order=order).entries) == found


@pytest.mark.parametrize(
    ("ects", "hours", "range_"),
    [(None, None, ""), (None, 27, "0-1"), (None, 28, "1-5"), ("0.99", 500, "0-1"), ("5", 1, "5-15"),
     ("15", None, "15-"), ("240", None, "15-")],
)  # fmt: skip
def test_a_workload_falls_in_one_range(ects, hours, range_):
    credits = catalogue.credits_of(ects and Decimal(ects), hours)

    assert catalogue.workload_range(credits) == range_


def test_bo_does_not_decide_what_uppsala_shows(cast, noon):
    version = published(cast.uppsala_issuer, cast.ada, noon)

    with pytest.raises(NotPermitted):
        services.show_in_catalogue(version.achievement, False, by=cast.bo)

    version.achievement.refresh_from_db()
    assert version.achievement.in_catalogue


def test_all_badges_are_read_in_one_query(cast, shown, noon):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        catalogue.versions_of(catalogue.search(catalogue.entries()).entries)

    assert len(queries) == 2
