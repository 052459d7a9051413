"""A zip of many badges, opened without trusting a word of what it says of itself."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from insigne_platform.backpack.exported import MANIFEST, Manifest, read_manifest
from insigne_platform.core.errors import Invalid, Problem

MEBIBYTE: Final = 1024 * 1024
LARGEST_ARCHIVE: Final = 30 * MEBIBYTE
LARGEST_INSIDE: Final = 10 * MEBIBYTE
LARGEST_TOGETHER: Final = 200 * MEBIBYTE
MOST_FILES: Final = 1000
MOST_OF_A_COPY: Final = 6000  # files of a whole backpack that was taken along
LARGEST_DIRECTORY: Final = 2 * MEBIBYTE  # of the zip itself, which is read whole
LONGEST_NAME: Final = 200
STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
END: Final = b"PK\x05\x06"
END_SIZE: Final = 22
END_64: Final = b"PK\x06\x07"
LONGEST_COMMENT: Final = 65_535
SPOKEN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED: Final = 0x1
TROUBLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    struct.error,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class Inside:
    """A file in a zip: where it stands there, and what it is called."""

    index: int
    name: str


def is_archive(source: bytes) -> bool:
    """Say whether these bytes are a zip."""
    return source.startswith(STARTS)


def files_in(archive: bytes) -> Sequence[Inside]:
    """List what is in a zip, or raise `Invalid` for one that we will not open."""
    if len(archive) > LARGEST_ARCHIVE:
        raise _refused(_("This zip is larger than 30 MB. Divide it over several."))
    if _directory_size(archive) > LARGEST_DIRECTORY:
        raise _too_many()
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            entries = opened.infolist()
    except TROUBLE as error:
        raise _refused(_("This zip cannot be read: it is damaged. Make it again.")) from error
    wanted = [(index, entry) for index, entry in enumerate(entries) if _is_wanted(entry)]
    if not wanted:
        raise _refused(_("There is no file in this zip."))
    names = {entry.filename for _index, entry in wanted}
    if len(wanted) > (MOST_OF_A_COPY if MANIFEST in names else MOST_FILES):
        raise _too_many()
    if sum(entry.file_size for _index, entry in wanted) > LARGEST_TOGETHER:
        raise _refused(_("Unpacked, this zip is larger than 200 MB. Divide it over several."))
    return [Inside(index, safe_name(entry.filename)) for index, entry in wanted]


def copy_in(archive: bytes) -> tuple[Manifest, Sequence[Inside]] | None:
    """What a copy of a backpack says of itself, and its badges; None for any other zip.

    Call it after `files_in`, or it may be a zip that we do not open.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        entries = opened.infolist()
        index = next((i for i, entry in enumerate(entries) if entry.filename == MANIFEST), None)
        content = None if index is None else _read(opened, entries[index])
    manifest = read_manifest(content) if isinstance(content, bytes) else None
    if manifest is None:
        return None
    return manifest, [
        Inside(number, entry.filename)
        for number, entry in enumerate(entries)
        if entry.filename in manifest.badges
    ]


def read_inside(archive: bytes, indices: Iterable[int]) -> Iterator[bytes | str]:
    """Unpack these files one after the other: the bytes, or the sentence that says why not."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        entries = opened.infolist()
        for index in indices:
            yield _read(opened, entries[index])


def safe_name(name: str) -> str:
    """The last part of a file's name, without what may turn or hide the text around it."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(sign for sign in unicodedata.normalize("NFC", last) if sign.isprintable())
    kept = kept.encode("utf-8", "replace").decode().strip()
    return kept[-LONGEST_NAME:] or "badge"


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | str:
    if entry.flag_bits & ENCRYPTED:
        return _("This file is locked with a password. Make the zip without one.")
    if entry.compress_type not in SPOKEN:
        return _("This file is packed in a way that we do not read. Make the zip again.")
    if entry.file_size > LARGEST_INSIDE:
        return _("This is larger than 10 MB. Choose a smaller file.")
    try:
        with opened.open(entry) as file:
            content = file.read(LARGEST_INSIDE + 1)
    except TROUBLE:
        return _("This file in the zip is damaged. Ask for the file again.")
    if len(content) > LARGEST_INSIDE:
        return _("This is larger than 10 MB. Choose a smaller file.")
    return content


def _directory_size(archive: bytes) -> int:
    """How large the list of files says it is; the whole of it is read before anything is known."""
    at = len(archive) - END_SIZE
    if archive[at : at + 4] != END or archive[-2:] != b"\0\0":
        at = archive.rfind(END, max(0, len(archive) - END_SIZE - LONGEST_COMMENT))
    if at < 0 or at + END_SIZE > len(archive):
        raise _refused(_("This zip cannot be read: it is damaged. Make it again."))
    if archive[max(0, at - 20) : at].startswith(END_64):
        raise _too_many()
    size: int = struct.unpack_from("<L", archive, at + 12)[0]
    return size


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Leave out folders, and what computers put into every zip."""
    parts = entry.filename.split("/")
    is_hidden = parts[-1].startswith(".") or parts[-1] == "Thumbs.db" or "__MACOSX" in parts
    return not entry.is_dir() and not is_hidden


def _too_many() -> Invalid:
    return _refused(_("There are more than 1,000 files in this zip. Divide it over several."))


def _refused(message: str) -> Invalid:
    return Invalid([Problem("file", message)])
