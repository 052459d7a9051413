import pytest

from insigne.credentials.empty_members import empty_members


@pytest.mark.parametrize(
    ("document", "places"),
    [
        ({"a": None}, ["a: null"]),
        ({"a": []}, ["a: an empty array"]),
        ({"a": {"b": None}, "c": [1, None]}, ["a.b: null", "c[1]: null"]),
        ({"a": [[]], "b": [{"c": []}]}, ["a[0]: an empty array", "b[0].c: an empty array"]),
    ],
)
def test_every_member_that_says_nothing_is_named(document, places):
    assert empty_members(document) == [f"{place}, where nothing should stand" for place in places]


@pytest.mark.parametrize("value", ["", 0, False, {}, [0], [""], [{}]])
def test_what_says_little_still_says_something(value):
    assert empty_members({"a": value, "b": {"c": value}}) == []


def test_text_at_hand_tells_the_same():
    full, empty = {"a": [1]}, {"a": []}

    assert empty_members(full, b'{"a":[1]}') == []
    assert empty_members(empty, b'{"a":[]}') == empty_members(empty)
