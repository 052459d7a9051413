"""The whole service as one WSGI application: the lane, then static files, then Django."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.headers import Headers

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from whitenoise import WhiteNoise

from insigne_platform.config.lane import Lane, SqliteStore, Store, django_store

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def _nosniff(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _refuse_moved_data() -> None:
    """Serve nothing under another base address than the badges in this data carry."""
    from insigne_platform.core.instance import open_instance  # noqa: PLC0415 - after the setup

    try:
        open_instance()
    except DatabaseError:  # not migrated yet, or away: that is what `/readyz` says
        return


def _store() -> Store:
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and str(database["NAME"]) != ":memory:":
        return SqliteStore(Path(database["NAME"]))
    return django_store


def make_application() -> WSGIApplication:
    """Put the three together."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "insigne_platform.config.settings")
    django = get_wsgi_application()
    _refuse_moved_data()
    static = WhiteNoise(
        django,
        root=settings.HOUSE / "web" / "static",
        prefix=settings.STATIC_URL,
        max_age=300,
        autorefresh=settings.DEBUG,
        add_headers_function=_nosniff,
    )
    return Lane(static, _store())


application = make_application()
