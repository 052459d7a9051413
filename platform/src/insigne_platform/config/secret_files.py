"""Secrets of this installation, each in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret(name: str, file: Path, *, may_make: bool) -> str:
    """Answer the secret *name* from the environment, or from *file*, made at first use.

    `NAME` holds the secret itself, `NAME_FILE` the path of a file with it. A secret that
    an existing installation has lost is never made anew: what it protected would be lost.
    """
    if value := os.environ.get(name):
        return value
    if chosen := os.environ.get(f"{name}_FILE"):
        return Path(chosen).read_text(encoding="ascii").strip()
    if not file.exists():
        if not may_make:
            raise ImproperlyConfigured(f"{file.name} is missing from {file.parent}: restore it")
        _make(file)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    """Write 256 random bits, readable by the owner only, whole or not at all."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(32))
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, file)  # fails if another process was first, and then its secret counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def optional(name: str) -> str:
    """Answer what `NAME` says, or the file that `NAME_FILE` names; nothing if neither is there."""
    if chosen := os.environ.get(f"{name}_FILE"):
        return Path(chosen).read_text(encoding="utf-8").strip()
    return os.environ.get(name, "")
