import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import strict_json
from insigne.errors import MalformedError

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=20,
)


def test_reads_json_as_everybody_does():
    source = '{"a": [1, -2.5, 1e3, true, null], "b": {"Ã©": "\\ud83d\\ude00"}}'.encode()

    assert strict_json.parse(source) == json.loads(source)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ('{"a": 1, "a": 1}', ""),
        ('{"x": [{"y": {"a": 1, "\\u0061": 2}}]}', "x[0].y"),
        ('{"x": [1, NaN]}', "x[1]"),
        ('{"x": Infinity}', "x"),
        ("-Infinity", ""),
        ('{"x": 1e999}', "x"),
        ('{"x": -1e999}', "x"),
        ('{"x": ' + "1" * 41 + "}", "x"),
        ('{"x": ["\\ud800"]}', "x[0]"),
        ('{"x": {"\\uDC00": 1}}', "x"),
        ('{"x": "\\udc00\\ud800"}', "x"),
        ("[" * 65 + "]" * 65, "[0]" * 64),
        ('{"a": 1} {"b": 2}', ""),
        ('{"a": 1,}', ""),
        ("{'a': 1}", ""),
        ('{"a": 01}', ""),
        ('{"a": +1}', ""),
        ('{"a": .5}', ""),
        ('{"a": "\t"}', ""),
        ("{/* a */}", ""),
        ("", ""),
        ("\ufeff{}", ""),
        ("\ud800", ""),
    ],
)
def test_refuses_what_readers_disagree_about_and_says_where(source, path):
    with pytest.raises(MalformedError) as caught:
        strict_json.parse(source)

    assert caught.value.path == path


@pytest.mark.parametrize(
    "source",
    [b"\xff", b'"\xed\xa0\x80"', b"\xef\xbb\xbf{}", '{"a":1}'.encode("utf-16"), b'"\xc0\xaf"'],
)
def test_refuses_bytes_that_are_not_plain_utf_8(source):
    with pytest.raises(MalformedError):
        strict_json.parse(source)


def test_reads_sixty_four_levels():
    assert strict_json.parse("[" * 64 + "]" * 64) is not None


@pytest.mark.parametrize("source", ["[" * 5_000_000, '{"a":' * 2_000_000, "1" * 9_000_000])
def test_hostile_sizes_end_soon(source):
    started = time.monotonic()

    with pytest.raises(MalformedError):
        strict_json.parse(source)

    assert time.monotonic() - started < 5


def test_refuses_more_bytes_than_allowed():
    with pytest.raises(MalformedError):
        strict_json.parse('"éé"', max_bytes=5)
    with pytest.raises(MalformedError):
        strict_json.parse(b'"aaaa"', max_bytes=5)

    assert strict_json.parse('"éé"', max_bytes=6) == "éé"


def test_writes_compact_utf_8_in_the_given_order():
    assert strict_json.to_bytes({"b": "é", "a": [1, 2.5, None]}) == (
        b'{"b":"\xc3\xa9","a":[1,2.5,null]}'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_does_not_write_what_json_cannot_say(value):
    with pytest.raises(MalformedError):
        strict_json.to_bytes([value])


@given(JSON_VALUES)
def test_reads_what_it_wrote(value):
    assert strict_json.parse(strict_json.to_bytes(value)) == value
