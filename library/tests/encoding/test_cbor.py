import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import cbor
from insigne.errors import MalformedError

# RFC 8949, "Examples of Encoded CBOR Data Items", those that are of the part that we speak.
EXAMPLES = [
    (0, "00"),
    (1, "01"),
    (10, "0a"),
    (23, "17"),
    (24, "1818"),
    (25, "1819"),
    (100, "1864"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"),
    (18446744073709551615, "1bffffffffffffffff"),
    (b"", "40"),
    (bytes.fromhex("01020304"), "4401020304"),
    ("", "60"),
    ("a", "6161"),
    ("IETF", "6449455446"),
    ("\u00fc", "62c3bc"),
    ("\u6c34", "63e6b0b4"),
    ([], "80"),
    ([1, 2, 3], "83010203"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ({}, "a0"),
    ({1: 2, 3: 4}, "a201020304"),
]


@pytest.mark.parametrize(("value", "text"), EXAMPLES)
def test_reads_and_writes_the_examples_of_the_rfc(value, text):
    assert cbor.encode(value).hex() == text
    assert cbor.decode(bytes.fromhex(text)) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "ends too early"),
        ("18", "ends too early"),
        ("4401", "ends too early"),
        ("9bffffffffffffffff", "ends too early"),
        ("bb8000000000000000", "ends too early"),
        ("83", "ends too early"),
        ("a101", "ends too early"),
        ("0000", "after the end"),
        ("1817", "shortest form"),
        ("190018", "shortest form"),
        ("1a0000ffff", "shortest form"),
        ("1b00000000ffffffff", "shortest form"),
        ("580100", "shortest form"),
        ("1c", "left open"),
        ("5f42010243030405ff", "left open"),
        ("9fff", "left open"),
        ("bfff", "left open"),
        ("20", "a negative number"),
        ("c074323031332d30332d32315432303a30343a30305a", "a tag"),
        ("d84041", "a tag"),
        ("f5", "a float or simple value"),
        ("f6", "a float or simple value"),
        ("fb3ff199999999999a", "a float or simple value"),
        ("ff", "a float or simple value"),
        ("61ff", "not UTF-8"),
        ("63eda080", "not UTF-8"),
        ("a201020103", "twice"),
        ("a16161616201", "no number"),
        ("a1400140", "no number"),
        ("8181818100", "levels deep"),
        ("a100a100a100a10000", "levels deep"),
    ],
)
def test_refuses_what_it_does_not_speak(text, problem):
    with pytest.raises(MalformedError, match=problem):
        cbor.decode(bytes.fromhex(text))


@pytest.mark.parametrize("value", [-1, 2**64, [-1], {-1: 0}])
def test_numbers_that_it_cannot_write_are_a_wrong_call(value):
    with pytest.raises(ValueError, match="a n"):
        cbor.encode(value)


VALUES = st.recursive(
    st.integers(0, 2**64 - 1) | st.binary(max_size=300) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=30) | st.dictionaries(st.integers(0, 2**64 - 1), inner),
    max_leaves=10,
)


@given(VALUES)
def test_reads_what_it_writes(value):
    try:
        assert cbor.decode(cbor.encode(value)) == value
    except MalformedError as error:
        assert "levels deep" in error.message


@given(st.binary(max_size=200))
def test_whatever_it_reads_it_writes_alike_but_for_the_order_of_keys(data):
    try:
        value = cbor.decode(data)
    except MalformedError:
        return

    assert len(cbor.encode(value)) == len(data)
