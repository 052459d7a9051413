import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import multibase
from insigne.errors import MalformedError


# The Multibase Data Format (Internet-Draft), "Test Vectors".
def test_reads_known_values():
    assert multibase.decode("z2NEpo7TZRRrLZSi2U") == b"Hello World!"
    assert multibase.decode("zUXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe") == b"Decentralize everything!!"
    assert multibase.decode("uRGVjZW50cmFsaXplIGV2ZXJ5dGhpbmchIQ") == b"Decentralize everything!!"


def test_writes_a_known_value():
    assert multibase.encode_base58btc(b"Decentralize everything!!") == (
        "zUXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe"
    )


@pytest.mark.parametrize(
    "text", ["", "f68656c6c6f", "URGVj", "Z2NEpo7", "mRGVj", "z0", "uRGVjZQ=="]
)
def test_refuses_other_alphabets_and_what_is_wrong_in_these(text):
    with pytest.raises(MalformedError):
        multibase.decode(text)


@given(st.binary(max_size=100))
def test_reads_what_it_wrote(data):
    assert multibase.decode(multibase.encode_base58btc(data)) == data
