"""A vacancy beside a backpack: which words count, and what is shared of it."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.test import Client

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.matching import (
    LONGEST,
    MOST_DEMANDS,
    answers_to,
    are_akin,
    demands_of,
    words_of,
)
from insigne_platform.backpack.models import Collection
from insigne_platform.core.models import AuditEntry

VACANCY = """Wij zoeken een hydroloog (m/v)
- Ervaring met ijs en gletsjers; je leest oud ijs
* Je spreekt vloeiend Spaans.
You are able to read old ice. A driving licence is a plus!
"""


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ("water", "water", True), ("waterbeheer", "water", True), ("beheer", "waterbeheer", True),
        ("modelleren", "modelleert", True), ("statistics", "statistical", True),
        ("sql", "sql", True), ("sql", "nosql", False), ("ice", "police", False),
        ("toets", "toetsing", True), ("recht", "rechts", True), ("water", "wonen", False),
    ],
)  # fmt: skip
def test_words_are_akin_or_not(one, other, is_so):
    assert are_akin(one, other) is is_so
    assert are_akin(other, one) is is_so


def test_words_that_say_nothing_are_passed_over():
    assert words_of("Je hebt ervaring met de Gletsjérs van C++ en een SQL") == [
        "gletsjers", "c++", "sql",
    ]  # fmt: skip


def test_a_vacancy_is_its_lines_and_sentences():
    texts = [text for text, _words in demands_of(VACANCY)]

    assert texts[0] == "Wij zoeken een hydroloog (m/v)"
    assert "Je spreekt vloeiend Spaans" in texts
    assert "A driving licence is a plus!" in texts


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", "- - -", "\u202e\x00", "de het een", "(" * 5_000, "a" * 30_000]
)
def test_whatever_is_pasted_is_read(text):
    assert len(demands_of(text)) <= 1


def test_no_more_is_read_than_that():
    found = demands_of("\n".join(f"demand number{n}" for n in range(9_000)))

    assert len(found) == MOST_DEMANDS
    assert sum(len(text) for text, _words in found) < LONGEST


@pytest.fixture
def kept(cast, noon):
    award = awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)
    return backpack.claim(award, by=cast.amina, at=noon)


@pytest.mark.django_db
def test_a_demand_is_answered_by_the_badge_that_has_its_words(cast, kept):
    name = kept.award.version.name_en
    found = answers_to(f"You know about {name}.\nYou speak Spanish.", cast.amina)

    assert [answer.badge for answer in found[0].answers] == [kept]
    assert found[0].answers[0].words
    assert found[1].answers == ()
    assert answers_to(f"You know about {name}.", cast.bo)[0].answers == ()


@pytest.mark.django_db
def test_what_was_taken_back_answers_nothing(cast, kept, noon):
    from insigne_platform.awards import services as awards

    name = kept.award.version.name_en
    awards.revoke(kept.award, reason="A mistake.", by=cast.ada, at=noon)

    assert answers_to(name, cast.amina)[0].answers == ()


@pytest.mark.django_db
def test_the_page_shares_just_those_and_keeps_nothing_of_the_vacancy(cast, kept):
    door = Client()
    door.cookies["django_language"] = "en"
    door.force_login(cast.amina, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = f"Kanariebedrijf asks: {kept.award.version.name_en} <script>alert(1)</script>"

    page = door.post("/backpack/vacancy", {"text": text}).content.decode()
    assert str(kept.pk) in page
    assert "<script>alert" not in page
    assert door.post("/backpack/vacancy", {"text": ""}).status_code == 422
    assert door.post("/backpack/vacancy", {"text": "x" * 20_001}).status_code == 422
    assert door.post("/backpack/vacancy", {"share": "1", "badge": "x"}).url == "/backpack/vacancy"
    other = door.post("/backpack/vacancy", {"share": "1", "badge": [str(kept.pk)] * 2})
    made = Collection.objects.get()
    assert other.url == f"/backpack/collections/{made.pk}/share"
    assert made.items.count() == 1
    stored = serializers.serialize("json", [*Collection.objects.all(), *AuditEntry.objects.all()])
    assert "Kanariebedrijf" not in stored
