"""The bits of a status list."""

from __future__ import annotations

import base64
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.errors import MalformedError
from insigne.status.bitstring import SHORTEST, Bitstring, bits_with, decode, encode

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
