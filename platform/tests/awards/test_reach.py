"""What is found is the same whichever way leads to it, and for who works for a part of a house."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from achievements.badge_making import published
from awards.award_making import AMINA, awarded
from insigne_platform.awards import reach, searching, selectors
from insigne_platform.awards.models import Award
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.rights import Right

pytestmark = pytest.mark.django_db
SEARCHES = (
    "", "yılmaz", "amina yılmaz", "bea", "mail.example", "a", "a e", "nobody", "ice", "ice a",
    "ice bea", "bea ice", "reading ice", "ijs lezen", "lezen bea", "lezen ijs amina", "law bea",
)  # fmt: skip


@pytest.fixture
def law(cast):
    fields = {
        "name_en": "Faculty of Law",
        "url": "https://law.example/",
        "email": "law@uppsala.example",
        "description_en": "Badges of law.",
    }
    return institutions.add_issuer(cast.uppsala, fields, by=cast.ada)


@pytest.fixture
def awards(cast, noon, ice, law):
    """Three people, each with the badge of the house, two of them with the same of the faculty."""
    of_law = published(law, cast.ada, noon)
    people = [AMINA, replace(AMINA, email="bea@x.example", name="Bea Law"),
              replace(AMINA, email="cees@x.example", name="Cees")]  # fmt: skip
    return [
        awarded(version, cast.ada, noon, person)
        for version, given in ((ice, people), (of_law, people[1:]))
        for person in given
    ]


@pytest.fixture
def of_law(cast, law, make_person):
    person = make_person("dora@uppsala.example", "Dora")
    institutions.add_staff(cast.uppsala, person, {Right.AWARD}, issuer=law, by=cast.ada)
    return person


@pytest.fixture(params=["led", "led by few", "walked", "walked, of a few"])
def way(request, monkeypatch):
    """Have everything count as little, or as very much."""
    few, of_badges, sparse = {
        "led": (500, 500, 500),
        "led by few": (1, 500, 0),
        "walked": (0, 0, 0),
        "walked, of a few": (0, 0, 500),
    }[request.param]
    monkeypatch.setattr(searching, "FEW", few)
    monkeypatch.setattr(searching, "FEW_OF_BADGES", of_badges)
    monkeypatch.setattr(reach.are_few, "__defaults__", (sparse,))


def fits(award: Award, search: str) -> bool:
    """Say slowly whether every word is in who got it or in what it is called."""
    person = f"{award.recipient_email} {award.recipient_name}".lower()
    badge = f"{award.version.name_nl} {award.version.name_en}".lower()
    return all(word in person or word in badge for word in search.lower().split())


def test_every_way_finds_the_same(cast, awards, of_law, law, way):
    seen_by = (
        (cast.ada, awards),
        (of_law, [award for award in awards if award.version.achievement.issuer_id == law.pk]),
    )
    for search, order, (person, seen) in product(SEARCHES, ("newest", "-name", "badge"), seen_by):
        found = list(
            selectors.awards_of(cast.uppsala, by=person, search=search, order=order).values_list(
                "pk", flat=True
            )
        )

        assert sorted(found) == sorted(a.pk for a in seen if fits(a, search)), (search, order)


def test_who_works_for_a_part_sees_the_badges_and_batches_of_that_alone(
    cast, ice, awards, of_law, way
):
    of_house, of_faculty = awards[0], awards[-1]
    elsewhere = (ice, of_house.batch)
    own = (of_faculty.version, of_faculty.batch)

    assert [list(selectors.awards_of(where, by=of_law)) for where in elsewhere] == [[], []]
    assert all(of_faculty in selectors.awards_of(where, by=of_law) for where in own)
    assert selectors.figures_of(cast.uppsala, by=of_law).awarded == 2
    assert selectors.figures_of(cast.uppsala, by=of_law, most=1) is None
    assert list(selectors.awards_of(cast.uppsala, by=cast.bo)) == []


@pytest.mark.parametrize("search", ["", "amina", "ice bea", "nobody"])
def test_who_works_for_a_part_asks_as_much_for_many_as_for_few(
    cast, noon, law, awards, of_law, search, django_assert_num_queries,
    django_assert_max_num_queries,
):  # fmt: skip
    def ask() -> None:
        list(selectors.awards_of(cast.uppsala, by=of_law, search=search))

    with django_assert_max_num_queries(9) as queries:
        ask()
    version = awards[-1].version
    for number in range(8):
        person = replace(AMINA, email=f"bea{number}@x.example", name="Bea")
        awarded(version, cast.ada, noon, person)

    with django_assert_num_queries(len(queries)):
        ask()
