"""The quick way of reading JSON and the strict one: what both read, they read alike."""

import json
import struct
from pathlib import Path

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from insigne.encoding import strict_json
from insigne.errors import MalformedError

CASES = sorted((Path(__file__).parents[1] / "vectors" / "json").glob("*/*.json"))

REFUSED = object()
SPACES = st.text(" \t\r\n", max_size=2)
DIGITS = st.text("0123456789", min_size=1, max_size=24)
NUMBERS = st.one_of(
    st.integers(-(10**45), 10**45).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.tuples(
        st.sampled_from(["", "-"]),
        DIGITS,
        st.sampled_from(["", ".", ".0", ".5", ".00"]),
        st.sampled_from(["", "e", "E", "e+", "e-", "E+00"]),
        st.sampled_from(["", "0", "1", "16", "22", "308", "400"]),
    ).map("".join),
    st.sampled_from(["NaN", "Infinity", "-Infinity", "-0", "-0.0", "0", "1e400", "5e-324"]),
)
CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(
        ["\\u0061", "a", "\\/", "/", "\\n", "\\u000a", "\\ud83e\\uddca", "\\ud800", "\\", '\\"']
    ),
)
STRINGS = st.lists(CHARACTERS, max_size=5).map(lambda parts: f'"{"".join(parts)}"')
NAMES = st.sampled_from(['"a"', '"\\u0061"', '"b"', '""', '"a "', '" a"']) | STRINGS


def _spaced(parts):
    return st.tuples(SPACES, parts, SPACES).map("".join)


def _listed(values):
    return st.lists(_spaced(values), max_size=4).map(lambda items: f"[{','.join(items)}]")


def _objects(values):
    members = st.tuples(_spaced(NAMES), _spaced(values)).map(":".join)
    return st.lists(members, max_size=4).map(lambda items: f"{{{','.join(items)}}}")


TEXTS = st.recursive(
    NUMBERS | STRINGS | st.sampled_from(["true", "false", "null"]),
    lambda inner: _listed(inner) | _objects(inner),
    max_leaves=12,
)


def told_apart(value: object) -> object:
    """The value with the type of each part, so that 1, 1.0, True and -0.0 differ."""
    if isinstance(value, dict):
        return [(name, told_apart(item)) for name, item in value.items()]
    if isinstance(value, list):
        return [list, *map(told_apart, value)]
    if isinstance(value, float):
        return struct.pack("d", value)
    return type(value), value


def read_by_the_rules(source: bytes) -> object:
    """What the standard library reads, if every careful reader would: a reading of our own."""
    try:
        text = source.decode()
        if text.startswith("\ufeff"):
            return REFUSED
        value = json.loads(
            text, object_pairs_hook=_each_once, parse_constant=_refuse, parse_int=_short
        )
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return REFUSED
    return value if levels_of(value) <= strict_json.MOST_LEVELS else REFUSED


def levels_of(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value
    is_container = isinstance(value, dict | list)
    return 1 + max(map(levels_of, inner), default=0) if is_container else 0


def _each_once(members):
    if len({name for name, _ in members}) < len(members):
        raise ValueError
    return dict(members)


def _refuse(name):
    raise ValueError(name)


def _short(digits):
    if len(digits) > strict_json.MOST_DIGITS:
        raise ValueError
    return int(digits)


def read_by_us(source: bytes) -> object:
    try:
        return strict_json.parse(source)
    except MalformedError:
        return REFUSED


def assert_read_alike(source: bytes) -> None:
    ours, expected = read_by_us(source), read_by_the_rules(source)

    assert (ours is REFUSED) == (expected is REFUSED), source
    if ours is not REFUSED:
        assert told_apart(ours) == told_apart(expected)


@given(_spaced(TEXTS))
@example('{"a":1,"a":1}')
@example('{"a":1,"\\u0061":1}')
@example('{"a":-0}')
@example("18446744073709551615")
@example("18446744073709551616")
@example("-9223372036854775809")
@example("1e16")
@example("1E400")
@example('"\\u0000\\u001f\x7f"')
@example('{"a b":1,"a  b":2}')
def test_reads_texts_of_every_spelling_by_the_rules(text):
    assert_read_alike(text.encode("utf-8", "surrogatepass"))


@given(TEXTS, st.data())
def test_reads_texts_with_a_byte_changed_by_the_rules(text, data):
    changed = bytearray(text.encode())
    place = data.draw(st.integers(0, len(changed) - 1))
    changed[place : place + data.draw(st.integers(0, 2))] = data.draw(
        st.binary(max_size=2) | st.sampled_from([b'"', b",", b":", b"{", b"}", b"[", b"]", b"\\"])
    )

    assert_read_alike(bytes(changed))


@given(TEXTS)
def test_what_orjson_writes_is_read_by_the_rules(text):
    value = read_by_the_rules(text.encode())
    try:
        written = orjson.dumps(value)
    except TypeError:
        return

    for source in (written, orjson.dumps(value, option=orjson.OPT_INDENT_2)):
        assert_read_alike(source)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_case_is_read_or_refused_as_its_folder_says(path):
    source, expected = path.read_bytes(), path.parent.name

    assert ("refuse" if read_by_us(source) is REFUSED else "accept") == expected
    assert_read_alike(source)


def test_there_are_cases_of_both_kinds():
    assert {path.parent.name for path in CASES} == {"accept", "refuse"}
    assert len(CASES) > 100


@pytest.mark.parametrize("levels", [63, 64, 65, 66, 253, 254, 255, 256, 1023, 1024, 1025, 5000])
@pytest.mark.parametrize("is_object", [False, True])
def test_counts_levels_alike_however_deep(levels, is_object):
    opening, closing = ('{"a":', "}") if is_object else ("[", "]")
    wide = "[" + ",".join(["[]"] * 70) + "]"
    source = opening * (levels - 1) + "[]" + closing * (levels - 1)

    assert (read_by_us(source.encode()) is REFUSED) == (levels > strict_json.MOST_LEVELS)
    assert read_by_us(wide.encode()) == [[]] * 70


def test_a_limit_of_levels_may_be_lower():
    assert strict_json.parse("[[1]]", max_depth=2) == [[1]]
    with pytest.raises(MalformedError):
        strict_json.parse("[[[1]]]", max_depth=2)


@given(st.integers(-(10**45), 10**45) | st.floats(allow_nan=False, allow_infinity=False))
def test_writes_numbers_that_read_back_as_themselves(number):
    written = strict_json.to_bytes({"a": [number, None]})

    assert told_apart(json.loads(written)) == told_apart({"a": [number, None]})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), "\ud800", "a\udfff"])
def test_refuses_to_write_what_json_cannot_say_beside_anything(value):
    for whole in ([value], {"a": value}, [None, value], [2**70, value], {"null": [value]}):
        with pytest.raises(MalformedError):
            strict_json.to_bytes(whole)


def test_writing_what_is_no_json_is_the_programmers_mistake():
    with pytest.raises(TypeError):
        strict_json.to_bytes({"a": object()})
