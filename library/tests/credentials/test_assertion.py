"""Assertions of every version before 3.0, read in the words of 2.0."""

from datetime import UTC, datetime

import pytest

from insigne.credentials.assertion import AssertionView, instant_of_1, instant_of_2
from insigne.credentials.dialect import Dialect, dialect_of, dialect_of_linked
from insigne.errors import MalformedError
from older import HALF, ONE, ONE_ONE, TWO


@pytest.mark.parametrize(
    ("document", "dialect"),
    [
        (ONE, Dialect.OPEN_BADGES_1),
        (ONE_ONE, Dialect.OPEN_BADGES_1),
        (HALF, Dialect.OPEN_BADGES_0_5),
        (TWO, Dialect.OPEN_BADGES_2),
        ({**HALF, "recipient": {}}, Dialect.UNKNOWN),
        ({**HALF, "badge": "https://example.org/b"}, Dialect.UNKNOWN),
        ({**HALF, "verify": {"type": "hosted"}}, Dialect.OPEN_BADGES_1),
        ({"badge": "https://example.org/b", "uid": "1"}, Dialect.OPEN_BADGES_1),
        ({"revoked": True}, Dialect.UNKNOWN),
    ],
)
def test_each_version_is_recognised(document, dialect):
    assert dialect_of(document) is dialect


@pytest.mark.parametrize(
    ("document", "dialect"),
    [
        ({"@context": "https://w3id.org/openbadges/v2"}, Dialect.OPEN_BADGES_2),
        ({"@context": ["https://w3id.org/openbadges/v1/"]}, Dialect.OPEN_BADGES_1),
        ({"@context": {"name": "schema:name"}}, Dialect.OPEN_BADGES_1),
        ({}, Dialect.OPEN_BADGES_1),
    ],
)
def test_what_is_linked_is_as_old_as_its_context_or_as_what_links_to_it(document, dialect):
    assert dialect_of_linked(document, default=Dialect.OPEN_BADGES_1) is dialect


def test_version_1_says_at_verify_where_to_look():
    view = AssertionView.of(ONE, Dialect.OPEN_BADGES_1)

    assert (view.is_hosted, view.is_signed) == (True, False)
    assert view.address == "https://example.org/beths-robotics-badge.json"
    assert view.key == ""
    assert view.badge == "https://example.org/robotics-badge.json"
    assert view.identity_objects == (ONE["recipient"],)
    assert view.issued_on == datetime(2013, 1, 26, 16, 31, 50, tzinfo=UTC)
    assert view.expires is None


def test_version_1_says_at_verify_where_the_key_is_when_it_is_signed():
    verify = {"type": "signed", "url": "https://example.org/publicKey.pem"}

    view = AssertionView.of({**ONE, "verify": verify}, Dialect.OPEN_BADGES_1)

    assert (view.is_hosted, view.is_signed) == (False, True)
    assert (view.address, view.key) == ("", "https://example.org/publicKey.pem")


def test_version_0_5_says_it_all_in_one():
    view = AssertionView.of(HALF, Dialect.OPEN_BADGES_0_5)

    assert (view.is_hosted, view.is_signed) == (True, False)
    assert (view.address, view.key) == ("", "")
    assert view.badge == HALF["badge"]
    assert view.identity_objects == (
        {"type": "email", "identity": HALF["recipient"], "salt": "hashbrowns", "hashed": True},
    )
    assert view.issued_on == datetime(2011, 6, 1, tzinfo=UTC)
    assert view.expires == datetime(2013, 6, 1, tzinfo=UTC)


def test_version_0_5_may_name_its_recipient():
    view = AssertionView.of({**HALF, "recipient": "bimmy@example.org"}, Dialect.OPEN_BADGES_0_5)

    assert view.identity_objects[0]["hashed"] is False


def test_version_2_says_it_in_its_own_words():
    view = AssertionView.of(TWO, Dialect.OPEN_BADGES_2)

    assert (view.is_hosted, view.is_signed) == (False, True)
    assert (view.address, view.key) == ("https://example.org/2", "https://example.org/key")
    assert view.issued_on == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_version_2_may_call_its_verification_verify():
    document = {name: value for name, value in TWO.items() if name != "verification"}

    view = AssertionView.of({**document, "verify": {"type": "hosted"}}, Dialect.OPEN_BADGES_2)

    assert view.is_hosted


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("junk", [None, 1, "x", [], [1], {}, {"id": []}, True])
def test_views_never_fail_on_junk(dialect, junk):
    names = ("id", "badge", "recipient", "verify", "verification", "salt")

    view = AssertionView.of(dict.fromkeys(names, junk), dialect)

    assert isinstance(view.address + view.key, str)
    assert view.issued_on is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (9999999999, datetime(2286, 11, 20, 17, 46, 39, tzinfo=UTC)),
        (1359217910, datetime(2013, 1, 26, 16, 31, 50, tzinfo=UTC)),
        ("1359217910", datetime(2013, 1, 26, 16, 31, 50, tzinfo=UTC)),
        ("2013-01-26", datetime(2013, 1, 26, tzinfo=UTC)),
        ("2013-01-26T16:31", datetime(2013, 1, 26, 16, 31, tzinfo=UTC)),
        ("2013-01-26 16:31:50.5", datetime(2013, 1, 26, 16, 31, 50, 500000, tzinfo=UTC)),
        ("2013-01-26T17:31:50+01:00", datetime(2013, 1, 26, 16, 31, 50, tzinfo=UTC)),
    ],
)
def test_version_1_writes_instants_in_several_ways(value, expected):
    assert instant_of_1(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        True, 1.5, None, [], -1, 0, 10**11, "", "soon", "2013-02-30", "2013-W04", "20130126",
        "26/1/13", "2013-01-26T25:00", "-1359217910", "1e9", "\u0661" * 10,
    ],
)  # fmt: skip
def test_what_is_no_instant_of_version_1_is_malformed(value):
    with pytest.raises(MalformedError):
        instant_of_1(value)


@pytest.mark.parametrize(
    "value", [1359217910, "1359217910", "2013-01-26", "2013-01-26T16:31", True]
)
def test_version_2_asks_for_a_text_with_a_zone(value):
    with pytest.raises(MalformedError):
        instant_of_2(value)


def test_a_wrong_instant_says_where_it_is():
    view = AssertionView.of({**ONE, "expires": "soon"}, Dialect.OPEN_BADGES_1)

    with pytest.raises(MalformedError) as caught:
        _ = view.expires

    assert caught.value.path == "expires"
