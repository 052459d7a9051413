"""The backpack as one list: found, put in order, left out, and turned page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.award_making import awarded
from backpack.badges_elsewhere import ONLINE, named
from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services, shelf
from insigne_platform.backpack.models import ImportedBadge
from insigne_platform.backpack.shelf import Shelf, Wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def backpack(cast, noon, ice):
    """Amina's: one from here, one valid from elsewhere, one unknown, one that expired."""
    own = services.claim(awarded(ice, cast.ada, noon), by=cast.amina, at=noon)
    kept = {"own": own}
    for number, (name, outside) in enumerate(
        {"valid": ONLINE, "unknown": OfflineFetcher(), "expired": ONLINE}.items()
    ):
        file = services.bring(
            named(number=number), "x.json", None, by=cast.amina, at=noon, outside=outside
        ).files.get()
        kept[name] = file.badge
    over = kept["expired"]
    over.expires_at = noon - timedelta(days=1)
    over.verdict, over.name, over.issuer_name = "invalid", "Ångström", "Zorro"
    over.save()
    return kept


def found(cast, noon, **wanted) -> set[object]:
    return {badge.pk for badge in Shelf(cast.amina, Wanted(**wanted), at=noon).page(1)}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, {"own", "valid", "unknown", "expired"}),
        ({"search": "sewing lisa"}, {"valid", "unknown"}),
        ({"search": "SEWING nowhere"}, set()),
        ({"search": "'; DROP TABLE --"}, set()),
        ({"origin": "here"}, {"own"}),
        ({"origin": "elsewhere"}, {"valid", "unknown", "expired"}),
        ({"state": "current"}, {"own", "valid", "unknown"}),
        ({"state": "expired"}, {"expired"}),
        ({"state": "soon"}, set()),
        ({"state": "revoked"}, set()),
        ({"verdict": "valid"}, {"own", "valid"}),
        ({"verdict": "unknown"}, {"unknown"}),
        ({"verdict": "invalid"}, {"expired"}),
        ({"verdict": "nonsense", "state": "nonsense"}, {"own", "valid", "unknown", "expired"}),
        ({"issuer": "Zorro"}, {"expired"}),
        ({"issuer": "Uppsala University"}, {"own"}),
    ],
)
def test_what_is_asked_for_is_found(cast, noon, backpack, wanted, names):
    assert found(cast, noon, **wanted) == {backpack[name].pk for name in names}


def test_tags_and_notes_find_badges_back(cast, noon, backpack):
    services.set_words(backpack["own"], tags="Work", note="my first", by=cast.amina)
    services.set_words(backpack["unknown"], tags="work, thread", note="", by=cast.amina)

    both = {backpack["own"].pk, backpack["unknown"].pk}
    assert found(cast, noon, tag="work") == both
    assert found(cast, noon, search="first") == {backpack["own"].pk}
    assert found(cast, noon, search="thread") == {backpack["unknown"].pk}
    assert shelf.tags_of(cast.amina) == ["thread", "work"]
    assert shelf.tags_of(cast.bo) == []


def test_a_badge_that_was_taken_back_is_found_as_such(cast, noon, backpack):
    awards.revoke(backpack["own"].award, "A mistake.", by=cast.ada, at=noon)

    assert found(cast, noon, state="revoked") == {backpack["own"].pk}
    assert backpack["own"].pk in found(cast, noon, verdict="invalid")


@pytest.mark.parametrize("order", ["newest", "oldest", "name", "issuer"])
def test_both_kinds_stand_in_one_order(cast, noon, backpack, order):
    page = Shelf(cast.amina, Wanted(order=order), at=noon).page(1)

    def key(badge):
        if isinstance(badge, ImportedBadge):
            return badge.awarded_at, badge.name.lower(), badge.issuer_name.lower()
        version = badge.award.version
        issuer = version.achievement.issuer
        return badge.award.awarded_at, version.name_en.lower(), issuer.name_en.lower()

    place = {"newest": 0, "oldest": 0, "name": 1, "issuer": 2}[order]
    keys = [key(badge)[place] for badge in page if badge.pk != backpack["expired"].pk]
    assert keys == sorted(keys, reverse=order == "newest")


def many(person, noon, amount: int) -> None:
    first = ImportedBadge.objects.get(person=person, verdict="unknown")
    fields = {
        field.attname: getattr(first, field.attname)
        for field in ImportedBadge._meta.concrete_fields
        if field.attname not in ("id", "digest", "awarded_at")
    }
    ImportedBadge.objects.bulk_create(
        ImportedBadge(**fields, digest=f"{number}", awarded_at=noon - timedelta(hours=number))
        for number in range(amount)
    )


def test_two_thousand_badges_cost_as_many_questions_as_four(cast, noon, backpack):
    def asked(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            list(Shelf(cast.amina, Wanted(search="e"), at=noon).page(number))
        return len(captured)

    few = asked(1)
    many(cast.amina, noon, 2000)

    assert asked(1) == few
    assert asked(20) <= few  # a page of one kind leaves the questions about the other out
    pages = Shelf(cast.amina, Wanted(), at=noon)
    assert (pages.count, pages.num_pages) == (2004, 42)
    seen = [badge.pk for number in pages.page_range for badge in pages.page(number)]
    assert len(set(seen)) == len(seen) == 2004
