"""What is unsafe in production, and said so by `insigne check --deploy`."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from insigne_platform.core import instance


def register() -> None:
    """Add our checks to Django's own."""
    checks.register(base_address_is_safe, checks.Tags.security, deploy=True)
    checks.register(secrets_are_closed, checks.Tags.security, deploy=True)
    checks.register(is_no_demo, checks.Tags.database, deploy=True)


def base_address_is_safe(**_options: Any) -> list[checks.CheckMessage]:
    """Badges carry the base address for ever: it has to be one with TLS."""
    if settings.INSIGNE_BASE_URL.startswith("https://"):
        return []
    return [checks.Error("INSIGNE_BASE_URL does not start with https://", id="insigne.E001")]


def secrets_are_closed(**_options: Any) -> list[checks.CheckMessage]:
    """Files with secrets are read by their owner only."""
    files = [settings.DATA_DIR / name for name in ("secret.key", "keys.secret")]
    return [
        checks.Error(f"{file.name} can be read by others: chmod 600", id="insigne.E002")
        for file in files
        if _is_open_to_others(file)
    ]


def _is_open_to_others(file: Path) -> bool:
    return file.exists() and bool(file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def is_no_demo(**options: Any) -> list[checks.CheckMessage]:
    """A demo's data is never served as real."""
    if options.get("databases") and instance.is_demo():
        return [checks.Error("this data directory holds a demo", id="insigne.E003")]
    return []
