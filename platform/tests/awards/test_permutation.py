import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insigne_platform.awards.permutation import permuted


@settings(max_examples=30, deadline=None)
@given(key=st.binary(min_size=16, max_size=32), size=st.integers(min_value=1, max_value=1500))
def test_every_counter_has_a_place_of_its_own(key, size):
    places = [permuted(counter, key=key, size=size) for counter in range(size)]

    assert sorted(places) == list(range(size))


def test_a_whole_status_list_is_filled_without_a_gap():
    key = b"k" * 32

    places = {permuted(counter, key=key, size=131072) for counter in range(131072)}

    assert places == set(range(131072))


def test_another_key_is_another_order():
    orders = {
        tuple(permuted(counter, key=key * 32, size=131072) for counter in range(20))
        for key in (b"a", b"b")
    }

    assert len(orders) == 2
    assert all(list(order) != sorted(order) for order in orders)


@pytest.mark.parametrize("counter", [-1, 8])
def test_a_counter_outside_the_list_is_a_mistake(counter):
    with pytest.raises(ValueError, match="not among 8"):
        permuted(counter, key=b"k", size=8)
