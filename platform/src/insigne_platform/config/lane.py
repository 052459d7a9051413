"""The thin lane in front of Django: public addresses are answered with the stored bytes."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Addresses that are a page too, for who comes with a browser.
PAGES = re.compile(
    r"/public/(?:(?:3/)?(?:issuers|badges)|assertions|endorsements)/[^/]+|/public/badges/[^/]+/v\d+"
)
HTML = {"text/html", "application/xhtml+xml"}
ANYBODY = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag"),
]
CAREFULLY = [
    ("Cache-Control", "no-cache"),
    ("Vary", "Accept"),
    ("X-Content-Type-Options", "nosniff"),
    # What is shown at its own address (an SVG, say) can run and fetch nothing.
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
]
NOT_FOUND = b'{"error":"There is nothing at this address."}'


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """The bytes at a public address, as they are served."""

    body: bytes
    media_type: str
    etag: str
    status: int


Store = Callable[[str], StoredDocument | None]


class SqliteStore:
    """Reads published documents from SQLite, one connection for each thread."""

    QUERY = "SELECT body, media_type, etag, status FROM core_publicdocument WHERE path = ?"

    def __init__(self, file: Path) -> None:
        self._address = f"file:{quote(str(file))}?mode=ro"
        self._of_thread = threading.local()

    def __call__(self, path: str) -> StoredDocument | None:
        """Answer what stands at *path*."""
        row = self._connection().execute(self.QUERY, (path,)).fetchone()
        return StoredDocument(*row) if row else None

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._address, uri=True, timeout=5)
            self._of_thread.connection = connection
        return connection


def django_store(path: str) -> StoredDocument | None:
    """Read published documents through Django, where the database is another one."""
    from insigne_platform.core import publication  # noqa: PLC0415 - models come after the setup

    found = publication.document_at(path)
    if found is None:
        return None
    return StoredDocument(bytes(found.body), found.media_type, found.etag, found.status)


class Lane:
    """Answers GET and HEAD of public addresses; everything else goes on to Django."""

    def __init__(self, django: WSGIApplication, store: Store) -> None:
        self._django = django
        self._store = store

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the store, or hand the request on."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith("/public/"):
            return self._django(environ, start_response)
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return _preflight(start_response)
        is_for_us = environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        if not is_for_us or (PAGES.fullmatch(path) and wants_page(environ.get("HTTP_ACCEPT", ""))):
            return self._django(environ, start_response)
        return _answer(self._store(path), environ, start_response)


def wants_page(accept: str) -> bool:
    """Say whether a page is preferred to data: a browser names HTML, and before any JSON."""
    best, wants = 0.0, False
    for kind, weight in map(_kind_and_weight, accept.split(",")):
        if weight > best and (kind in HTML or "json" in kind):
            best, wants = weight, kind in HTML
    return wants


def _kind_and_weight(part: str) -> tuple[str, float]:
    kind, _, rest = part.partition(";")
    weight = re.search(r"\bq=([01](?:\.\d{1,3})?)", rest)
    return kind.strip().lower(), float(weight[1]) if weight else 1.0


def _answer(
    document: StoredDocument | None, environ: WSGIEnvironment, start_response: Any
) -> Iterable[bytes]:
    if document is None:
        return _send(start_response, 404, "application/json", NOT_FOUND, [], environ)
    etag = f'"{document.etag}"'
    named = [("ETag", etag)]
    if document.status == HTTPStatus.OK and _is_known(etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", [*named, *ANYBODY, *CAREFULLY])
        return []
    return _send(
        start_response, document.status, document.media_type, document.body, named, environ
    )


def _is_known(etag: str, if_none_match: str) -> bool:
    """Compare weakly, as a conditional GET does (RFC 9110, "If-None-Match")."""
    if not if_none_match:
        return False
    known = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in known or known == ["*"]


def _send(
    start_response: Any,
    status: int,
    media_type: str,
    body: bytes,
    more: list[tuple[str, str]],
    environ: WSGIEnvironment,
) -> Iterable[bytes]:
    headers = [("Content-Type", media_type), ("Content-Length", str(len(body)))]
    phrase = f"{status} {HTTPStatus(status).phrase}"
    start_response(phrase, [*headers, *more, *ANYBODY, *CAREFULLY])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _preflight(start_response: StartResponse) -> Iterable[bytes]:
    allowed = [
        ("Access-Control-Allow-Methods", "GET, HEAD"),
        ("Access-Control-Allow-Headers", "Accept, If-None-Match"),
        ("Access-Control-Max-Age", "86400"),
        ("Content-Length", "0"),
    ]
    start_response("204 No Content", [*ANYBODY, *allowed])
    return []
