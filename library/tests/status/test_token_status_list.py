"""Token Status List; the two lists are the examples of the draft ("Status List")."""

import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from insigne.encoding import base64url
from insigne.errors import MalformedError, UnsupportedError
from insigne.status.token_status_list import MOST_BYTES, StatusReference, TokenStatusList

URI = "https://example.com/statuslists/1"
CLAIMS = {"sub": URI, "iat": 1686920170, "status_list": {"bits": 1, "lst": "eNrbuRgAAhcBXQ"}}


def parsed(**changes):
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    return TokenStatusList.parse(json.dumps(claims).encode())


@pytest.mark.parametrize(
    ("bits", "lst", "statuses"),
    [
        (1, "eNrbuRgAAhcBXQ", [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]),
        (2, "eNo76fITAAPfAgc", [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]),
    ],
)
def test_the_examples_of_the_draft_are_read(bits, lst, statuses):
    listed = parsed(status_list={"bits": bits, "lst": lst})

    assert [listed.status_at(index) for index in range(len(statuses))] == statuses
    for beyond in (-1, len(statuses)):
        with pytest.raises(MalformedError, match="places"):
            listed.status_at(beyond)


@pytest.mark.parametrize(("bits", "statuses"), [(4, [3, 1, 15, 0]), (8, [255, 7])])
def test_a_status_may_have_more_bits(bits, statuses):
    lst = base64url.encode(zlib.compress(bytes([0x13, 0x0F]) if bits == 4 else bytes(statuses)))

    listed = parsed(status_list={"bits": bits, "lst": lst})

    assert [listed.status_at(index) for index in range(len(statuses))] == statuses


def test_a_list_says_until_when_it_is_good():
    listed = parsed(exp=2291720170, ttl=43200, iss="https://example.com")

    assert listed.issued_at == datetime.fromtimestamp(1686920170, UTC)
    assert listed.ends_at == datetime.fromtimestamp(2291720170, UTC)
    assert listed.ttl == timedelta(hours=12)
    assert (listed.uri, listed.issuer) == (URI, "https://example.com")
    assert (parsed().ends_at, parsed().ttl, parsed().issuer) == (None, None, None)


def compressed(data):
    return {"bits": 1, "lst": base64url.encode(data)}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"sub": None}, "sub"),
        ({"iat": None}, "iat"),
        ({"iat": "now"}, "iat"),
        ({"iat": True}, "iat"),
        ({"iat": 10**20}, "iat"),
        ({"exp": 0}, "exp"),
        ({"ttl": -1}, "ttl"),
        ({"iss": 7}, "iss"),
        ({"status_list": None}, "status_list"),
        ({"status_list": []}, "status_list"),
        ({"status_list": {"bits": 3, "lst": ""}}, "status_list.bits"),
        ({"status_list": {"bits": True, "lst": ""}}, "status_list.bits"),
        ({"status_list": {"bits": 1}}, "status_list.lst"),
        ({"status_list": compressed(b"")}, "status_list.lst"),
        ({"status_list": compressed(b"no zlib")}, "status_list.lst"),
        ({"status_list": compressed(zlib.compress(b"x")[:-1])}, "status_list.lst"),
        ({"status_list": compressed(zlib.compress(b"x") + b"y")}, "status_list.lst"),
        ({"status_list": compressed(zlib.compress(bytes(MOST_BYTES + 1)))}, "status_list.lst"),
    ],
)
def test_what_is_no_list_is_malformed(changes, path):
    with pytest.raises(MalformedError) as caught:
        parsed(**changes)

    assert caught.value.path == path


def test_a_list_is_an_object():
    with pytest.raises(MalformedError, match="not a JSON object"):
        TokenStatusList.parse(b"[]")


def test_the_longest_list_is_read():
    lst = base64url.encode(zlib.compress(bytes(MOST_BYTES)))

    assert parsed(status_list={"bits": 1, "lst": lst}).status_at(8 * MOST_BYTES - 1) == 0


def test_a_token_says_where_its_status_is():
    found = StatusReference.parse({"status_list": {"idx": 7, "uri": URI}})

    assert found == StatusReference(URI, 7)


@pytest.mark.parametrize(
    ("status", "path"),
    [
        ("valid", "status"),
        ({"status_list": 7}, "status.status_list"),
        ({"status_list": {"idx": 1}}, "status.status_list.uri"),
        ({"status_list": {"idx": 1, "uri": ""}}, "status.status_list.uri"),
        ({"status_list": {"uri": URI}}, "status.status_list.idx"),
        ({"status_list": {"idx": -1, "uri": URI}}, "status.status_list.idx"),
        ({"status_list": {"idx": True, "uri": URI}}, "status.status_list.idx"),
        ({"status_list": {"idx": "1", "uri": URI}}, "status.status_list.idx"),
    ],
)
def test_what_is_no_place_is_malformed(status, path):
    with pytest.raises(MalformedError) as caught:
        StatusReference.parse(status)

    assert caught.value.path == path


@pytest.mark.parametrize("status", [{}, {"status_token": 1}])
def test_other_mechanisms_are_unsupported(status):
    with pytest.raises(UnsupportedError):
        StatusReference.parse(status)
