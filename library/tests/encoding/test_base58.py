import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import base58
from insigne.errors import MalformedError

# The Base58 Encoding Scheme (Internet-Draft), "Test Vectors".
KNOWN = [
    (b"", ""),
    (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
    (
        b"The quick brown fox jumps over the lazy dog.",
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
    ),
    (bytes.fromhex("0000287fb4cd"), "11233QC4"),
]


@pytest.mark.parametrize(("data", "text"), KNOWN)
def test_writes_and_reads_known_values(data, text):
    assert base58.encode(data) == text
    assert base58.decode(text) == data


@pytest.mark.parametrize("text", ["0", "O", "I", "l", "2NEp o7", "2NEp\n", "é", "=", "１"])
def test_refuses_characters_outside_the_alphabet(text):
    with pytest.raises(MalformedError):
        base58.decode(text)


def test_refuses_long_text_at_once():
    started = time.monotonic()

    with pytest.raises(MalformedError):
        base58.decode("z" * 10_000_000)

    assert time.monotonic() - started < 1


@given(st.binary(max_size=200))
def test_reads_what_it_wrote(data):
    assert base58.decode(base58.encode(data)) == data


@given(st.text(alphabet=base58.ALPHABET, max_size=40))
def test_has_one_spelling_only(text):
    assert base58.encode(base58.decode(text)) == text
