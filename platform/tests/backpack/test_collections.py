"""Collections: an order and a cover of the holder's own, and nobody else's badges in it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from awards.award_making import awarded
from backpack.badges_elsewhere import named
from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards.recipients import Recipient
from insigne_platform.backpack import selectors, services, shelf
from insigne_platform.backpack.models import Collection, Holding, ImportedBadge
from insigne_platform.backpack.services import collecting
from insigne_platform.core.errors import Invalid, NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast, noon, given) -> Holding:
    return services.claim(given, by=cast.amina, at=noon)


@pytest.fixture
def three(cast, noon) -> list[ImportedBadge]:
    """Three badges from elsewhere."""
    return [
        services.bring(
            named(number=number), f"{number}.json", None, by=cast.amina, at=noon,
            outside=OfflineFetcher(),
        ).files.get().badge
        for number in (1, 2, 3)
    ]  # fmt: skip


@pytest.fixture
def collection(cast, three) -> Collection:
    return services.make_collection("Water", "What I know of it.", three, by=cast.amina)


def order_of(collection: Collection) -> list[object]:
    return [item.badge for item in selectors.items_of(collection)]


def test_badges_stand_in_the_order_in_which_they_were_added(cast, collection, three, kept):
    assert order_of(collection) == three

    assert services.add_badges(collection, [three[0], kept, kept], by=cast.amina) == 1

    assert order_of(collection) == [*three, kept]
    assert selectors.collections_of(cast.amina).get().size == 4


@pytest.mark.parametrize(
    ("which", "places", "order"),
    [(0, 1, "102"), (0, -1, "012"), (2, -1, "021"), (2, 5, "012"), (2, -9, "201"), (1, 1, "021")],
)
def test_a_badge_is_moved_by_places(cast, collection, three, which, places, order):
    item = list(selectors.items_of(collection))[which]

    services.move_item(item, places, by=cast.amina)

    assert order_of(collection) == [three[int(number)] for number in order]


def test_all_are_put_in_an_order(cast, collection, three):
    keys = [item.pk for item in selectors.items_of(collection)]

    services.order_collection(collection, [keys[2], uuid4(), keys[0], keys[2]], by=cast.amina)

    assert set(order_of(collection)) == set(three)
    assert order_of(collection)[2] == three[1]  # what is not named stands after the others


def test_the_cover_is_the_one_that_was_chosen_or_else_the_first(cast, collection, three):
    first, second, _third = selectors.items_of(collection)

    assert selectors.covers_of([collection])[collection.pk] == first
    services.choose_cover(second, by=cast.amina)
    assert selectors.covers_of([collection])[collection.pk] == second
    services.take_from_collection(second, by=cast.amina)
    assert selectors.covers_of([collection])[collection.pk] == first
    assert order_of(collection) == [three[0], three[2]]


def test_what_lies_in_the_bin_is_not_in_it_until_it_is_back(cast, noon, collection, three):
    services.delete(three[0], by=cast.amina, at=noon)

    assert order_of(collection) == three[1:]
    assert selectors.collections_of(cast.amina).get().size == 2
    services.restore(three[0], by=cast.amina)
    assert order_of(collection) == three


def test_badges_are_found_by_their_keys_in_that_order(cast, three, kept):
    keys = [kept.pk, uuid4(), three[1].pk, kept.pk]

    assert list(shelf.badges_of(cast.amina, keys)) == [kept, three[1]]
    assert list(shelf.badges_of(cast.eva, keys)) == []


def test_nobody_else_touches_it(cast, noon, ice, collection, three):
    item = selectors.items_of(collection)[0]
    hers = services.claim(
        awarded(ice, cast.ada, noon, Recipient(email=cast.eva.email)), by=cast.eva, at=noon
    )

    for attempt in (
        lambda: services.change_collection(collection, "Mine", "", by=cast.eva),
        lambda: services.delete_collection(collection, by=cast.eva),
        lambda: services.add_badges(collection, [hers], by=cast.eva),
        lambda: services.add_badges(collection, [hers], by=cast.amina),
        lambda: services.make_collection("Hers", "", [hers], by=cast.amina),
        lambda: services.take_from_collection(item, by=cast.eva),
        lambda: services.move_item(item, 1, by=cast.eva),
        lambda: services.choose_cover(item, by=cast.eva),
        lambda: services.order_collection(collection, [], by=cast.eva),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert selectors.collection_of(cast.eva, collection.pk) is None
    assert order_of(collection) == three
    assert Collection.objects.get() == collection


@pytest.mark.parametrize(
    ("name", "introduction", "field"),
    [
        (" ", "", "name"),
        ("x" * 101, "", "name"),
        ("\0", "", "name"),
        ("Mine", "x" * 2001, "introduction"),
        ("Mine", "My number is 111222333", "introduction"),
    ],
)
def test_what_cannot_be_written_is_said(cast, name, introduction, field):
    with pytest.raises(Invalid) as refused:
        services.make_collection(name, introduction, by=cast.amina)

    assert field in [problem.field for problem in refused.value.problems]
    assert not Collection.objects.exists()


def test_there_is_an_end_to_how_many(cast, collection, three, monkeypatch, kept):
    monkeypatch.setattr(collecting, "MOST_ITEMS", 3)
    monkeypatch.setattr(collecting, "MOST_COLLECTIONS", 1)

    with pytest.raises(Invalid, match="at most 3"):
        services.add_badges(collection, [kept], by=cast.amina)
    with pytest.raises(Invalid, match="You have 1"):
        services.make_collection("More", "", by=cast.amina)
