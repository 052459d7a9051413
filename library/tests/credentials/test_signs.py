import pytest

from insigne.credentials.empty_members import empty_members
from insigne.credentials.endorsements import endorsements_in, has_endorsements
from insigne.credentials.signs import may_hold


def test_a_sign_that_stands_nowhere_is_not_there():
    assert not may_hold({"a": [1, {"b": "c"}]}, b"null", b"[]")
    assert may_hold({"a": [None]}, b"null", b"[]")
    assert may_hold({"a": {"b": []}}, b"null", b"[]")


def test_a_sign_in_a_string_may_mean_something():
    assert may_hold({"a": "null and []"}, b"null")
    assert empty_members({"a": "null and []"}) == []


def test_what_is_written_in_full_only_by_the_slow_way_is_walked_through():
    large = {"a": 2**70, "b": []}

    assert may_hold(large, b"never")
    assert empty_members(large) == ["b: an empty array, where nothing should stand"]


@pytest.mark.parametrize("name", ["endorsement", "endorsementJwt"])
def test_an_endorsement_is_never_missed(name):
    document = {"credentialSubject": [{"achievement": {name: ["x"]}}]}

    assert has_endorsements(document)
    assert [found.path for found in endorsements_in(document)] == [
        f"credentialSubject[0].achievement.{name}[0]"
    ]


def test_a_name_that_only_looks_alike_is_no_endorsement():
    assert list(endorsements_in({"endorsements": ["x"], "a": '"endorsement"'})) == []
    assert not has_endorsements({"name": "an endorsement of nobody"})
