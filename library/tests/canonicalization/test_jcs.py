import json
import math
import sys
from types import MappingProxyType

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from insigne.canonicalization import jcs
from insigne.errors import MalformedError

# RFC 8785, "Sorting of Object Properties" and "Serialization of Primitive Data Types".
SORTED = (
    {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    },
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control",'
    '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign",'
    '"\U0001f600":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
)
PRIMITIVES = (
    {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '€$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
    },
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
    '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
)
# RFC 8785, "ECMAScript Sample Data": the bits of a double, and its text.
NUMBERS = [
    (0.0, "0"),
    (-0.0, "0"),
    (5e-324, "5e-324"),
    (-5e-324, "-5e-324"),
    (sys.float_info.max, "1.7976931348623157e+308"),
    (-sys.float_info.max, "-1.7976931348623157e+308"),
    (9007199254740992.0, "9007199254740992"),
    (295147905179352830000.0, "295147905179352830000"),
    (9.999999999999997e22, "9.999999999999997e+22"),
    (1e23, "1e+23"),
    (1e21, "1e+21"),
    (999999999999999700000.0, "999999999999999700000"),
    (1e-6, "0.000001"),
    (1e-7, "1e-7"),
    (9.999999999999997e-7, "9.999999999999997e-7"),
    (333333333.3333332, "333333333.3333332"),
    (1424953923781206.2, "1424953923781206.2"),
    (5.0, "5"),
    (9007199254740991, "9007199254740991"),
    (-9007199254740991, "-9007199254740991"),
]


@pytest.mark.parametrize(("value", "text"), [SORTED, PRIMITIVES], ids=["names", "primitives"])
def test_writes_the_examples_of_the_rfc(value, text):
    assert jcs.canonicalize(value).decode() == text


@pytest.mark.parametrize(("number", "text"), NUMBERS)
def test_writes_numbers_as_the_rfc_does(number, text):
    assert jcs.canonicalize({"n": number}).decode() == f'{{"n":{text}}}'
    assert jcs.canonicalize({"n": ["x", number]}).decode() == f'{{"n":["x",{text}]}}'
    assert jcs.canonicalize([number]).decode() == f"[{text}]"
    assert jcs.canonicalize(number).decode() == text


def test_escapes_every_character_as_the_reference_does():
    for first in range(0, 0x11000, 0x100):
        characters = [chr(code) for code in range(first, first + 0x100)]
        text = "".join(c for c in characters if not "\ud800" <= c <= "\udfff")
        assert jcs.canonicalize({"text": text}) == rfc8785.dumps({"text": text})


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": {"b": [1, 2**53]}}, "a.b[1]"),
        ({"a": -(2**53)}, "a"),
        ({"a": 10**300}, "a"),
        ({"a": [math.nan]}, "a[0]"),
        ({"a": math.inf}, "a"),
        ({"a": "\ud83d"}, "a"),
        ({"a": {"\udc00": 1}}, "a"),
        ({"a": {1: 1}}, "a"),
        ([2**60], "[0]"),
    ],
)
def test_refuses_what_readers_read_differently(value, path):
    with pytest.raises(MalformedError) as caught:
        jcs.canonicalize(value)

    assert caught.value.path == path


@pytest.mark.parametrize("value", [{"a": {1, 2}}, {"a": b"x"}, {"a": object()}])
def test_what_json_does_not_have_is_a_wrong_call(value):
    with pytest.raises(TypeError):
        jcs.canonicalize(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(['":1.5', "[1.5", ",2e5", "12:00:00.5Z", "\U0001f600", "\ue000"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_is_what_the_reference_writes(value):
    assert jcs.canonicalize({"v": value}) == rfc8785.dumps({"v": value})


@given(JSON)
def test_reading_it_gives_the_value_again(value):
    assert json.loads(jcs.canonicalize({"v": value}), parse_int=float) == {"v": value}


def test_a_view_of_an_object_is_written_as_the_object():
    assert jcs.canonicalize(MappingProxyType({"b": 1.5, "a": [True]})) == b'{"a":[true],"b":1.5}'
