"""A credential in a PNG: in, out, and nothing else moved."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.baking import Baked, Standard, bake, extract, image_type, prepare
from insigne.baking import png as module
from insigne.errors import MalformedError, UnsupportedError

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXEL = chunk(b"IDAT", zlib.compress(b"\0\0"))
END = chunk(b"IEND")
COMMENT = chunk(b"tEXt", b"Comment\0drawn by hand")


def png(*chunks: bytes) -> bytes:
    return SIGNATURE + HEADER + b"".join(chunks) + PIXEL + END


def itxt(keyword: bytes, text: bytes, flags: bytes = b"\0\0") -> bytes:
    return chunk(b"iTXt", keyword + b"\0" + flags + b"\0\0" + text)


PLAIN = png(COMMENT)
KEYWORDS = {
    Standard.OPEN_BADGES_2: b"openbadges",
    Standard.OPEN_BADGES_3: b"openbadgecredential",
    Standard.CLR_2: b"clrcredential",
}
OURS = itxt(b"openbadgecredential", b'{"id":"1"}')


def test_the_chunk_is_as_the_specification_writes_it():
    baked = bake(PLAIN, '{"id":"1"}', standard=Standard.OPEN_BADGES_3)

    assert baked == SIGNATURE + HEADER + OURS + COMMENT + PIXEL + END


def test_version_2_has_another_keyword():
    baked = bake(png(), "https://badges.example/1", standard=Standard.OPEN_BADGES_2)

    assert baked == png(itxt(b"openbadges", b"https://badges.example/1"))


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)
others = st.tuples(
    st.sampled_from([b"tEXt", b"zTXt", b"iTXt", b"pHYs", b"tIME", b"prVt"]),
    st.binary(max_size=40).filter(lambda data: not data.startswith((b"openbadge", b"clr"))),
)


@given(texts, st.sampled_from(Standard))
def test_what_goes_in_comes_out(text, standard):
    assert extract(bake(PLAIN, text, standard=standard)) == Baked(text, standard)


@given(
    st.lists(others, max_size=6), st.lists(st.tuples(texts, st.sampled_from(Standard)), min_size=1)
)
def test_whatever_was_baked_before_only_the_last_comes_out_and_the_rest_is_kept(kept, badges):
    plain = png(*(chunk(kind, data) for kind, data in kept))
    image = plain
    for text, standard in badges:
        image = bake(image, text, standard=standard)

    assert extract(image) == Baked(*badges[-1])
    ours = itxt(KEYWORDS[badges[-1][1]], badges[-1][0].encode())
    assert image.replace(ours, b"", 1) == plain


def test_a_learner_record_has_a_keyword_of_its_own():
    assert bake(png(), "x", standard=Standard.CLR_2) == png(itxt(b"clrcredential", b"x"))


@given(st.sampled_from(Standard), st.sampled_from(Standard))
def test_baking_again_replaces(first, second):
    once = bake(PLAIN, "old", standard=first)

    twice = bake(once, "new", standard=second)

    assert twice == bake(PLAIN, "new", standard=second)


def test_baking_mends_an_image_with_two_credentials():
    assert bake(png(OURS, COMMENT, OURS), "x", standard=Standard.OPEN_BADGES_3) == bake(
        PLAIN, "x", standard=Standard.OPEN_BADGES_3
    )


def test_a_prepared_image_bakes_the_same():
    prepared = prepare(PLAIN, standard=Standard.OPEN_BADGES_3)

    assert prepared.bake("a") == bake(PLAIN, "a", standard=Standard.OPEN_BADGES_3)
    assert prepared.bake("b") == bake(PLAIN, "b", standard=Standard.OPEN_BADGES_3)


def test_an_image_without_credential_has_none():
    assert extract(PLAIN) is None


@pytest.mark.parametrize(
    "old",
    [
        chunk(b"tEXt", b"openbadges\0https://badges.example/1"),
        chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(b"https://badges.example/1")),
        itxt(b"openbadges", zlib.compress(b"https://badges.example/1"), b"\1\0"),
        chunk(b"iTXt", b"openbadges\0\0\0en\0open badges\0https://badges.example/1"),
    ],
)
def test_older_ways_of_baking_are_read(old):
    assert extract(png(old)) == Baked("https://badges.example/1", Standard.OPEN_BADGES_2)


def test_samples_of_1edtech(shared_vectors):
    folder = shared_vectors / "1edtech"

    in_json = extract((folder / "ob30/simple-json.png").read_bytes())
    in_jwt = extract((folder / "ob30/simple-jwt.png").read_bytes())
    old = extract((folder / "ob20/simple-badge.png").read_bytes())

    assert in_json is not None
    assert in_json.standard is Standard.OPEN_BADGES_3
    assert '"http://example.com/credentials/3527"' in in_json.text
    assert in_jwt is not None
    assert in_jwt.text.startswith("eyJhbGciOiJSUzI1NiIs")
    assert old is not None
    assert old.standard is Standard.OPEN_BADGES_2


def test_baking_into_a_sample_changes_only_the_credential(shared_vectors):
    image = (shared_vectors / "1edtech/ob30/simple-json.png").read_bytes()
    other = (shared_vectors / "1edtech/ob30/simple-jwt.png").read_bytes()
    text = extract(other).text

    assert bake(image, text, standard=Standard.OPEN_BADGES_3) == bake(
        other, text, standard=Standard.OPEN_BADGES_3
    )


BOMB = zlib.compress(b"\0" * 50_000_000)
WRONG_CHECKSUM = OURS[:-1] + bytes([OURS[-1] ^ 1])

BROKEN = {
    "only the signature": SIGNATURE,
    "cut in a chunk": PLAIN[:-20],
    "cut in the end": PLAIN[:-1],
    "no end": PLAIN[: -len(END)],
    "bytes after the end": PLAIN + b"MZ",
    "another image after the end": PLAIN + PLAIN,
    "no header": SIGNATURE + PIXEL + END,
    "a short header": SIGNATURE + chunk(b"IHDR", b"\0") + END,
    "wrong checksum": png(WRONG_CHECKSUM),
    "a length beyond the image": SIGNATURE + b"\xff\xff\xff\xffIHDR" + PLAIN[16:],
    "two credentials": png(OURS, OURS),
    "two standards": png(OURS, itxt(b"openbadges", b"x")),
    "a bomb": png(itxt(b"openbadges", BOMB, b"\1\0")),
    "an old bomb": png(chunk(b"zTXt", b"openbadges\0\0" + BOMB)),
    "nonsense compressed": png(itxt(b"openbadges", b"nonsense", b"\1\0")),
    "cut compression": png(itxt(b"openbadges", zlib.compress(b"x" * 100)[:-3], b"\1\0")),
    "no compression": png(itxt(b"openbadges", b"x", b"\1\0")),
    "unknown compression": png(itxt(b"openbadges", b"x", b"\1\7")),
    "incomplete text": png(chunk(b"iTXt", b"openbadges\0\0")),
    "no UTF-8": png(itxt(b"openbadges", b"\xff\xfe")),
    "in latin-1": png(chunk(b"tEXt", b"openbadgecredential\0{}")),
    "compressed": png(itxt(b"openbadgecredential", zlib.compress(b"{}"), b"\1\0")),
    "compressed the old way": png(chunk(b"zTXt", b"clrcredential\0\0" + zlib.compress(b"{}"))),
    "an empty text": png(itxt(b"openbadges", b" ")),
    "a keyword and no more": png(chunk(b"tEXt", b"openbadges")),
    "a zero byte": png(itxt(b"openbadges", b'{"id":"1"}\0{"id":"2"}')),
    "something in the end": SIGNATURE + HEADER + OURS + PIXEL + chunk(b"IEND", b"x"),
    "too long a text": png(itxt(b"openbadges", b"x" * (1024 * 1024 + 1))),
    "too many chunks": png(COMMENT * 20_001),
    "too large": png(chunk(b"tEXt", b"c\0" + b"x" * 10 * 1024 * 1024)),
}


def test_what_is_no_png_is_malformed_as_one():
    with pytest.raises(MalformedError):
        module.extract(b"GIF89a")


@pytest.mark.parametrize("name", BROKEN)
def test_broken_and_hostile_images_are_malformed(name):
    with pytest.raises(MalformedError):
        extract(BROKEN[name])


@given(st.integers(0, len(png(OURS)) - 1), st.integers(1, 255))
def test_one_changed_byte_never_goes_unseen(position, change):
    image = bytearray(png(OURS))
    image[position] ^= change

    with pytest.raises((MalformedError, UnsupportedError)):
        extract(bytes(image))


@given(st.binary(max_size=200))
def test_any_bytes_are_no_crash(junk):
    with pytest.raises(MalformedError):
        extract(SIGNATURE + junk)


@pytest.mark.parametrize(
    "text", ["", " \n", "x" * (1024 * 1024 + 1), "é" * (512 * 1024 + 1), "\ud800", "a\0b"]
)
def test_what_is_no_credential_is_not_baked(text):
    with pytest.raises(MalformedError):
        bake(PLAIN, text, standard=Standard.OPEN_BADGES_3)


@pytest.mark.parametrize("other", [b"", b"GIF89a", b"%PDF-1.7", b"<html></html>", b"\xff\xd8\xff"])
def test_other_files_are_unsupported(other):
    assert image_type(other) is None
    with pytest.raises(UnsupportedError):
        extract(other)
