"""The bits of a status list."""

from __future__ import annotations

import base64
import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insigne.errors import MalformedError
from insigne.status.bitstring import SHORTEST, Bitstring, bits_with, decode, encode, entries_with

# "Example BitstringStatusListCredential" in Bitstring Status List 1.0, as index.html of the
# repository w3c/vc-bitstring-status-list has it (commit 0073c2c): 131,072 bits, none of them set.
EXAMPLE = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def multibase(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_the_specification_s_example_is_read():
    assert decode(EXAMPLE) == Bitstring(bytes(16384))


def test_the_first_bit_is_the_highest():
    bits = Bitstring(b"\x80\x01")

    assert [index for index in range(16) if bits.is_set(index)] == [0, 15]


@settings(deadline=None)
@given(st.sets(st.integers(0, SHORTEST - 1), max_size=50))
def test_bits_that_were_set_are_set(indexes):
    bits = decode(encode(bits_with(indexes)))

    assert bits.length == SHORTEST
    assert {index for index in range(SHORTEST) if bits.data[index >> 3] and bits.is_set(index)} == (
        indexes
    )


def test_others_can_expand_what_we_write():
    bits = bits_with([7, 94567])
    text = encode(bits)

    assert gzip.decompress(base64.urlsafe_b64decode(text[1:] + "===")) == bits


def test_the_same_bits_give_the_same_text():
    assert encode(bits_with([5])) == encode(bits_with([5]))


def test_a_position_beyond_the_end_is_malformed():
    with pytest.raises(MalformedError):
        Bitstring(b"\0").is_set(8)
    with pytest.raises(MalformedError):
        Bitstring(b"\0").is_set(-1)


@pytest.mark.parametrize(
    ("indexes", "length"), [([], 8), ([], 131_073), ([131_072], 131_072), ([-1], 131_072)]
)
def test_wrong_calls(indexes, length):
    with pytest.raises(ValueError, match="entr"):
        bits_with(indexes, length=length)


ZEROS = gzip.compress(bytes(16384), mtime=0)
BROKEN = {
    "nothing": "",
    "another base": "z" + EXAMPLE[1:],
    "no prefix": EXAMPLE[1:],
    "not base64url": "u!!!",
    "padding": multibase(ZEROS) + "=",
    "not compressed": multibase(bytes(100)),
    "zlib instead of gzip": multibase(zlib.compress(bytes(16384))),
    "cut off": multibase(ZEROS[:-3]),
    "two members": multibase(ZEROS + ZEROS),
    "a trailer": multibase(ZEROS + b"x"),
    "wrong checksum": multibase(ZEROS[:-8] + b"\0\0\0\1" + ZEROS[-4:]),
    "a bomb": multibase(gzip.compress(bytes(2**24), mtime=0)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_and_hostile_lists_are_malformed(name):
    with pytest.raises(MalformedError):
        decode(BROKEN[name])


def test_the_longest_list_is_read():
    assert decode(multibase(gzip.compress(bytes(2**23), mtime=0))).length == 2**26


@pytest.mark.parametrize("size", [1, 2, 4, 8])
def test_entries_lie_side_by_side_the_highest_bit_first(size):
    most = 2**size - 1
    bits = entries_with({0: most, 1: 1, 131_071: most}, size=size)

    text = "".join(f"{byte:08b}" for byte in bits)
    assert len(bits) == 131_072 * size // 8
    assert text[: 3 * size] == f"{most:0{size}b}" + f"{1:0{size}b}" + "0" * size
    assert [Bitstring(bits).value_at(index, size) for index in (0, 1, 2, 131_071)] == [
        most, 1, 0, most,
    ]  # fmt: skip
    with pytest.raises(MalformedError):
        Bitstring(bits).value_at(131_072, size)
    with pytest.raises(MalformedError):
        Bitstring(bits).value_at(-1, size)


@pytest.mark.parametrize(
    ("values", "length", "size"),
    [({0: 4}, 131_072, 2), ({0: -1}, 131_072, 2), ({}, 2**26, 2), ({}, 131_072, 3), ({}, 1000, 8)],
)
def test_entries_that_cannot_be(values, length, size):
    with pytest.raises(ValueError, match="entr"):
        entries_with(values, length=length, size=size)
