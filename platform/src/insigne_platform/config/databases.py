"""Where the data is: a file beside the others, or PostgreSQL by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRESQL = ("postgresql", "postgres")


def sqlite(file: Path) -> dict[str, Any]:
    """A database in *file*, for one machine."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # A chunk of a large list is some 15 MB in one transaction: it stays in memory until it
            # is committed, and not each of them is followed by the writing of the file itself.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-32000; PRAGMA wal_autocheckpoint=8000;",
        },
    }


def at_address(url: str) -> dict[str, Any]:
    """The database at `postgresql://user:password@host:port/name?sslmode=…`.

    Raises `ImproperlyConfigured` for another address; what it says does not repeat the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in POSTGRESQL or not name:
        raise ImproperlyConfigured(
            "INSIGNE_DATABASE_URL is written postgresql://user:password@host:5432/name"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
