import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import base64url
from insigne.errors import MalformedError

# RFC 4648, "Test Vectors", in the URL-safe alphabet without padding; RFC 7515, Appendix C.
KNOWN = [
    (b"", ""),
    (b"f", "Zg"),
    (b"fo", "Zm8"),
    (b"foo", "Zm9v"),
    (b"foob", "Zm9vYg"),
    (b"fooba", "Zm9vYmE"),
    (b"foobar", "Zm9vYmFy"),
    (bytes([3, 236, 255, 224, 193]), "A-z_4ME"),
]


@pytest.mark.parametrize(("data", "text"), KNOWN)
def test_writes_and_reads_known_values(data, text):
    assert base64url.encode(data) == text
    assert base64url.decode(text) == data


@pytest.mark.parametrize(
    "text",
    ["Zg==", "Zm8=", "Z", "Zm9vZ", "Zm9v\n", " Zm9v", "Zm 9v", "A+z/4ME", "Zé", "Zg.", "Ｚg"],
)
def test_refuses_padding_foreign_characters_and_impossible_lengths(text):
    with pytest.raises(MalformedError):
        base64url.decode(text)


@pytest.mark.parametrize("text", ["Zh", "Zm9", "Zm9vYh", "Zm9vYmF", "Zv"])
def test_refuses_a_second_spelling_of_the_same_bytes(text):
    with pytest.raises(MalformedError, match="stray bits"):
        base64url.decode(text)


@given(st.binary())
def test_reads_what_it_wrote(data):
    assert base64url.decode(base64url.encode(data)) == data


@given(st.text(alphabet="ABYZabyz0189-_", max_size=9))
def test_has_one_spelling_only(text):
    try:
        data = base64url.decode(text)
    except MalformedError:
        return

    assert base64url.encode(data) == text
