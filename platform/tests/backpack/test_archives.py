"""Zips that nobody should open: each is refused in words, before it costs anything."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from backpack.badges_elsewhere import zipped
from insigne_platform.backpack import archives
from insigne_platform.core.errors import Invalid

MEBIBYTE = 1024 * 1024


def test_files_are_listed_by_their_last_name_and_read():
    archive = zipped({"a/b/one.json": b"1", "c:\\two.json": b"2", "folder/": b"", "..": b"3"})

    found = archives.files_in(archive)

    assert [file.name for file in found] == ["one.json", "two.json"]
    assert list(archives.read_inside(archive, (file.index for file in found))) == [b"1", b"2"]


@pytest.mark.parametrize("name", ["a\u202egnp.exe", "a\nb", "\x00", "x" * 500, "💣" * 300])
def test_a_name_cannot_turn_hide_or_flood_the_text_around_it(name):
    safe = archives.safe_name(name)

    assert safe.isprintable()
    assert 0 < len(safe) <= 200


def bomb(size: int, files: int = 1) -> bytes:
    return zipped({f"{number}.json": bytes(size) for number in range(files)})


def overlapping() -> bytes:
    """A thousand entries that all unpack the same ten megabytes."""
    archive = bytearray(bomb(10 * MEBIBYTE))
    at = archive.rfind(b"PK\x01\x02")
    end = archive.rfind(b"PK\x05\x06")
    entry = bytes(archive[at:end])
    directory = entry * 1000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), at, 0)
    return bytes(archive[:at]) + directory + tail


def crowded(files: int) -> bytes:
    return zipped({f"{number}.json": b"" for number in range(files)}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (bomb(10 * MEBIBYTE, 21), "larger than 200 MB"),
        (overlapping(), "larger than 200 MB"),
        (crowded(1001), "more than 1,000 files"),
        (crowded(60_000), "more than 1,000 files"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (zipped({"a": b"1"})[:-10], "damaged"),
        (zipped({}), "no file"),
        (b"PK\x05\x06" + bytes(31 * MEBIBYTE), "larger than 30 MB"),
    ],
    ids=["bomb", "overlapping", "1001", "60000", "broken", "cut", "empty", "heavy"],
)
def test_it_is_refused(archive, reason):
    with pytest.raises(Invalid, match=reason):
        archives.files_in(archive)


def test_a_zip_of_the_long_kind_is_not_opened():
    archive = zipped({"a": b"1"})
    at = archive.rfind(b"PK\x05\x06")
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)

    with pytest.raises(Invalid, match="more than 1,000"):
        archives.files_in(archive[:at] + locator + archive[at:])


def test_a_thousand_files_are_welcome():
    assert len(archives.files_in(crowded(1000))) == 1000


def test_one_file_that_cannot_be_unpacked_says_why_and_the_others_are_read():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("good.json", b"good", zipfile.ZIP_DEFLATED)
        archive.writestr("odd.json", b"odd", zipfile.ZIP_BZIP2)
        archive.writestr("large.json", bytes(10 * MEBIBYTE + 1), zipfile.ZIP_DEFLATED)
        archive.writestr("damaged.json", b"damaged-damaged", zipfile.ZIP_STORED)
        archive.writestr("locked.json", b"locked", zipfile.ZIP_STORED)
    source = bytearray(written.getvalue().replace(b"damaged-damaged", b"damaged-damagee", 1))
    entry = source.rfind(b"PK\x01\x02")
    source[entry + 8] |= 1

    good, odd, large, damaged, locked = archives.read_inside(bytes(source), range(5))

    assert good == b"good"
    assert "packed in a way" in str(odd)
    assert "larger than 10 MB" in str(large)
    assert "damaged" in str(damaged)
    assert "password" in str(locked)
