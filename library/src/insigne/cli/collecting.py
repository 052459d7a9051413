"""From what a person names to the files that are meant: folders and zip archives are opened."""

import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from insigne.cli import files
from insigne.cli.examining import is_address
from insigne.cli.exit_codes import ExitCode, Refusal

MOST_ITEMS = 1_000_000


class Item(NamedTuple):
    """One file, address or member of an archive; *was_found* if nobody named it itself.

    Of what was found in a folder it is known whether it *is_link*, to a file elsewhere.
    """

    name: str
    place: str
    member: str = ""
    was_found: bool = False
    is_link: bool = False

    def load(self) -> bytes:
        """Give the bytes, at most 10 MB of them, or raise `Refusal`."""
        return files.read(Path(self.place)) if not self.member else _member_of(self)


def items_in(named: Sequence[str]) -> list[Item]:
    """Give all that is meant, each once, in the order of the names and sorted within folders."""
    found: dict[tuple[str, str], Item] = {}
    for name in named:
        for item in _items_of(name):
            found.setdefault((_place_of(item), item.member), item)
            if len(found) > MOST_ITEMS:
                raise Refusal(f"More than {MOST_ITEMS:,} files are too many.", ExitCode.USAGE)
    return list(found.values())


def _items_of(name: str) -> Iterator[Item]:
    if is_address(name) or name == "-":
        yield Item(name, name)
    elif files.is_folder(name):
        yield from _items_in_folder(Path(name))
    elif files.is_archive(name):
        yield from _items_in_zip(name)
    else:
        yield Item(name, name)


def _items_in_folder(folder: Path) -> Iterator[Item]:
    for path, is_link in sorted(_files_below(str(folder)), key=_parts):
        yield Item(path, path, was_found=True, is_link=is_link)


def _parts(found: tuple[str, bool]) -> list[str]:
    return found[0].split(os.sep)  # noqa: PTH206  # for each of a million files


def _files_below(folder: str) -> Iterator[tuple[str, bool]]:
    """Give the files that are not hidden, and whether each is a link.

    The system tells what they are while it lists them.
    """
    folders = [folder]
    while folders:
        try:
            entries = os.scandir(folders.pop())
        except OSError:  # who may not look in there has no badges in there
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.is_file():
                    yield entry.path.removeprefix("./"), entry.is_symlink()


def _items_in_zip(name: str) -> Iterator[Item]:
    try:
        with zipfile.ZipFile(name) as archive:
            members = sorted(info.filename for info in archive.infolist() if not info.is_dir())
    except _ZIP_TROUBLE as error:
        raise Refusal(f"{name} cannot be read: {error}.", ExitCode.USAGE) from error
    for member in members:
        if not Path(member).name.startswith("."):
            yield Item(f"{name}/{member}", name, member, was_found=True)


def _member_of(item: Item) -> bytes:
    """Unpack one member, and stop where no badge goes on."""
    try:
        with zipfile.ZipFile(item.place) as archive, archive.open(item.member) as file:
            content = file.read(files.MOST_BYTES + 1)
    except _ZIP_TROUBLE as error:
        raise Refusal(f"{item.name} cannot be read: {error}.", ExitCode.USAGE) from error
    if len(content) > files.MOST_BYTES:
        raise Refusal(f"{item.name} is larger than 10 MB, which no badge is.", ExitCode.USAGE)
    return content


def _place_of(item: Item) -> str:
    """Say where the item is in truth, however it is called."""
    place = item.place
    if is_address(place) or place == "-":
        return place
    if item.was_found and not item.is_link and not item.member:
        end = place.rfind(os.sep) + 1
        return f"{_real_folder(place[:end])}{os.sep}{place[end:]}"
    path = Path(place)
    if path.is_symlink():
        return str(path.absolute().resolve())
    return f"{_real_folder(str(path.parent))}{os.sep}{path.name}"


@lru_cache(maxsize=1024)
def _real_folder(folder: str) -> str:
    """Find out once for all its files which folder it is."""
    return str(Path(folder).absolute().resolve())


# RuntimeError: it is encrypted; NotImplementedError and EOFError: packed in another way, or cut off
_ZIP_TROUBLE = (
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
