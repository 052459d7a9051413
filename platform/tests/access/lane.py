"""The service as a program meets it: through the lane, without a browser's wishes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO

from django.core.handlers.wsgi import WSGIHandler

from insigne_platform.config.lane import Lane, django_store


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        """The body as a document."""
        document: dict[str, object] = json.loads(self.body)
        return document


def ask(path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask the service for *path*."""
    began: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "badges.example.org",
        "SERVER_PORT": "443",
        "HTTP_HOST": "badges.example.org",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    lane = Lane(WSGIHandler(), django_store)
    body = b"".join(lane(environ, lambda status, found: began.append((status, found))))
    status, found = began[0]
    return Answer(int(status.split()[0]), dict(found), body)
