"""This room is for PNG: a credential is the text of one chunk (Open Badges, "Baking").

Every chunk's length and checksum is checked, and every byte that is not ours is kept. A credential
is an uncompressed iTXt. Before Open Badges 2.0 was written down it was also put into a tEXt, or
compressed: that is still read under the keyword of that time, and within limits.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from insigne.baking.standard import (
    MARKS,
    MOST_TEXT_BYTES,
    Baked,
    Standard,
    checked_image,
    the_only_one,
)
from insigne.errors import MalformedError

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_TEXT_KINDS: Final = frozenset({b"iTXt", b"tEXt", b"zTXt"})
_LENIENT: Final = frozenset({Standard.OPEN_BADGES_2})
_STANDARDS: Mapping[bytes, Standard] = {
    marks.keyword: standard for standard, marks in MARKS.items()
}
_MOST_CHUNKS: Final = 20_000
_FRAME: Final = 12  # length, type and checksum, four bytes each


class Chunk(NamedTuple):
    """One chunk, and the place of all its bytes in the image."""

    kind: bytes
    data: bytes
    start: int
    end: int


def extract(image: bytes) -> Baked | None:
    """Take the credential out of a PNG, or say that there is none.

    Raises `MalformedError` if the image is broken, or carries more than one.
    """
    baked = [(chunk, standard) for chunk in _chunks(image) if (standard := _standard_of(chunk))]
    return the_only_one([Baked(_text_of(chunk, standard), standard) for chunk, standard in baked])


def split_at_text(image: bytes) -> tuple[bytes, bytes]:
    """Split a PNG where the text goes, after its header; leave out what was baked before."""
    chunks = list(_chunks(image))
    kept = b"".join(image[c.start : c.end] for c in chunks[1:] if _standard_of(c) is None)
    return image[: chunks[0].end], kept


def text_chunk(text: bytes, standard: Standard) -> bytes:
    """Write *text* as an uncompressed iTXt chunk with the standard's keyword."""
    if b"\0" in text:
        raise MalformedError("the credential has a zero byte, which cannot stand in a PNG")
    no_compression_language_or_translation = b"\0\0\0\0\0"
    body = MARKS[standard].keyword + no_compression_language_or_translation + text
    return struct.pack(">I", len(body)) + b"iTXt" + body + _checksum(b"iTXt", body)


def _chunks(image: bytes) -> Iterator[Chunk]:
    """Read every chunk of the image, from IHDR to IEND and nothing after it."""
    if not checked_image(image).startswith(SIGNATURE):
        raise MalformedError("the image is not a PNG")
    start, count = len(SIGNATURE), 0
    while True:
        chunk = _chunk_at(image, start)
        if count == 0 and (chunk.kind != b"IHDR" or len(chunk.data) != 13):
            raise MalformedError("the PNG does not begin with its header")
        yield chunk
        start, count = chunk.end, count + 1
        if chunk.kind == b"IEND":
            if chunk.data:
                raise MalformedError("there are bytes inside the end of the PNG")
            break
        if count > _MOST_CHUNKS:
            raise MalformedError("the PNG has too many chunks")
    if start != len(image):
        raise MalformedError("there are bytes after the end of the PNG")


def _chunk_at(image: bytes, start: int) -> Chunk:
    if start + _FRAME > len(image):
        raise MalformedError("the PNG ends too early")
    (length,) = struct.unpack_from(">I", image, start)
    kind, end = image[start + 4 : start + 8], start + _FRAME + length
    if end > len(image):
        raise MalformedError("the PNG ends in the middle of a chunk")
    data = image[start + 8 : end - 4]
    if image[end - 4 : end] != _checksum(kind, data):
        raise MalformedError("a chunk of the PNG does not match its checksum")
    return Chunk(kind, data, start, end)


def _checksum(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _standard_of(chunk: Chunk) -> Standard | None:
    """Say by which standard a chunk holds a credential, if it does."""
    if chunk.kind not in _TEXT_KINDS:
        return None
    return _STANDARDS.get(chunk.data.partition(b"\0")[0])


def _text_of(chunk: Chunk, standard: Standard) -> str:
    _, _, rest = chunk.data.partition(b"\0")
    is_plain = chunk.kind == b"iTXt" and rest[:1] == b"\0"
    if not is_plain and standard not in _LENIENT:
        raise MalformedError("the credential is not in an uncompressed iTXt chunk of the PNG")
    if chunk.kind == b"zTXt":
        return _decoded(_inflated(rest[1:]), "latin-1")
    if chunk.kind == b"tEXt":
        return _decoded(rest, "latin-1")
    return _international_text(rest)


def _international_text(rest: bytes) -> str:
    """Read what follows the keyword of an iTXt: two flags, a language, a translation, the text."""
    flags, named = rest[:2], rest[2:].split(b"\0", 2)
    if len(flags) != 2 or len(named) != 3:
        raise MalformedError("the text chunk of the PNG is incomplete")
    if flags == b"\1\0":
        return _decoded(_inflated(named[2]), "utf-8")
    if flags[0] != 0:
        raise MalformedError("the text chunk of the PNG is compressed in an unknown way")
    return _decoded(named[2], "utf-8")


def _inflated(compressed: bytes) -> bytes:
    """Inflate, but never beyond what a credential may take."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(compressed, MOST_TEXT_BYTES + 1)
    except zlib.error as error:
        raise MalformedError("the text chunk of the PNG cannot be inflated") from error
    if len(text) <= MOST_TEXT_BYTES and not inflater.eof:
        raise MalformedError("the text chunk of the PNG is cut off")
    return text


def _decoded(text: bytes, encoding: str) -> str:
    if len(text) > MOST_TEXT_BYTES:
        raise MalformedError("the credential in the PNG is larger than 1 MiB")
    if b"\0" in text:
        raise MalformedError("the credential in the PNG has a zero byte")
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        raise MalformedError("the credential in the PNG is not UTF-8 text") from error
