"""Reading what a person hands over, and writing what they asked for."""

import importlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

from insigne.cli.exit_codes import ExitCode, Refusal

MOST_BYTES = 10 * 1024 * 1024
FIRST_BYTES = 64 * 1024
ZIP_START = b"PK\x03\x04"


def read(path: Path) -> bytes:
    """Read a file of at most 10 MB, or `-` for standard input; refuse it otherwise."""
    try:
        if str(path) == "-":
            content = _read_all(sys.stdin.buffer)
        else:
            with path.open("rb") as file:
                content = _read_all(file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(f"{path} cannot be read: {reason}.", ExitCode.USAGE) from error
    if len(content) > MOST_BYTES:
        raise Refusal(f"{path} is larger than 10 MB, which no badge is.", ExitCode.USAGE)
    return content


def _read_all(file: BinaryIO) -> bytes:
    """Read one byte more than there may be, and make room for so many only if there are many."""
    content = file.read(FIRST_BYTES)
    if len(content) < FIRST_BYTES:
        return content
    return content + file.read(MOST_BYTES + 1 - FIRST_BYTES)


def is_archive(path: str) -> bool:
    """Say whether a zip archive is there."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(ZIP_START)) == ZIP_START
    except (OSError, ValueError):
        return False


def is_folder(path: str) -> bool:
    """Say whether a folder is there."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    tempfile = importlib.import_module("tempfile")  # whoever only reads does without
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(f"{path} cannot be written: {reason}.", ExitCode.USAGE) from error


def write_secret(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file that only its owner can read; one that is there is kept unless *force*."""
    try:
        if force:
            path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Refusal(
            f"{path} is there already; --force replaces it for good.", ExitCode.USAGE
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(f"{path} cannot be written: {reason}.", ExitCode.USAGE) from error


def print_bytes(content: bytes) -> None:
    """Write to standard output exactly these bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
