"""Places that look random and are never given out twice."""

from __future__ import annotations

import statistics
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insigne.status import IndexAllocation

KEY = b"a key of the issuer's own"


@given(st.binary(min_size=1, max_size=64), st.integers(1, 400))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_place_is_given_out_once(key, length):
    allocation = IndexAllocation(key, length)

    places = [allocation.index_of(counter) for counter in range(length)]

    assert sorted(places) == list(range(length))


def test_a_list_of_the_usual_length_is_filled_without_a_search():
    allocation = IndexAllocation(KEY, 131_072)

    places = [allocation.index_of(counter) for counter in range(131_072)]

    assert len(set(places)) == 131_072
    assert max(places) == 131_071


def test_the_order_tells_nothing_of_when():
    """Neighbours in time lie as far apart as chance would have it, a third of the list."""
    length = 131_072
    places = [IndexAllocation(KEY, length).index_of(counter) for counter in range(2000)]
    steps = [abs(one - other) for one, other in pairwise(places)]

    assert statistics.mean(steps) == pytest.approx(length / 3, rel=0.1)
    assert statistics.correlation(range(2000), places) == pytest.approx(0, abs=0.1)


def test_another_key_gives_another_order():
    first = [IndexAllocation(b"1", 1000).index_of(counter) for counter in range(50)]
    second = [IndexAllocation(b"2", 1000).index_of(counter) for counter in range(50)]

    assert first != second


def test_an_order_that_was_once_used_stays():
    """Lists that were begun are continued with a later release: these places never change."""
    places = [IndexAllocation(b"k" * 32, 131_072).index_of(counter) for counter in range(5)]

    assert places == [10524, 114587, 44808, 63310, 28069]


@pytest.mark.parametrize(("key", "length"), [(b"", 10), (b"k" * 65, 10), (b"k", 0), (b"k", -1)])
def test_wrong_values(key, length):
    with pytest.raises(ValueError, match="has"):
        IndexAllocation(key, length)


@pytest.mark.parametrize("counter", [-1, 10, 11])
def test_a_list_gives_out_as_many_places_as_it_has(counter):
    with pytest.raises(ValueError, match="not among 10 places"):
        IndexAllocation(b"k", 10).index_of(counter)


@given(
    key=st.binary(min_size=1, max_size=64),
    length=st.sampled_from([300, 1000, 1024, 5000, 131_072, 1 << 20, (1 << 20) + 1]),
    start=st.integers(min_value=0, max_value=100),
)
@settings(max_examples=25, deadline=None)
def test_many_places_are_the_places_of_each(key, length, start):
    allocation = IndexAllocation(key, length)
    counters = range(start, min(start + 290, length))

    assert allocation.indices_of(counters) == [allocation.index_of(number) for number in counters]


@pytest.mark.parametrize("counters", [range(-1, 400), range(700, 1001)])
def test_many_places_outside_the_list_are_a_mistake(counters):
    with pytest.raises(ValueError, match="not among 1000 places"):
        IndexAllocation(b"k", 1000).indices_of(counters)
