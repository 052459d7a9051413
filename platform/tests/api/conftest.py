"""A program at the door, with a token of somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.api import services
from insigne_platform.api.scopes import SCOPES
from insigne_platform.core import outbox
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person
from web.a_badge import PICTURE, WORDS

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Program:
    """Something that asks with a token."""

    secret: str

    def ask(self, method: str, path: str, data: object = None, **headers: str) -> object:
        """Ask, and answer the response."""
        client = Client(raise_request_exception=False)
        headers = {"authorization": f"Bearer {self.secret}", **headers}
        more = {} if data is None else {"data": data, "content_type": JSON}
        return client.generic(method, f"/api/v1/{path}", headers=headers, **_written(more))

    def get(self, path: str, **headers: str) -> object:
        return self.ask("GET", path, **headers)

    def post(self, path: str, data: object = None, **headers: str) -> object:
        return self.ask("POST", path, data, **headers)


def _written(more: dict[str, object]) -> dict[str, object]:
    import json

    if "data" not in more or isinstance(more["data"], bytes):
        return more
    return {**more, "data": json.dumps(more["data"])}


@pytest.fixture
def program(cast) -> Callable[..., Program]:
    """Make a program with a token: Ada's for Uppsala, with every scope, unless it is said."""

    def make(
        by: Person | None = None,
        institution: Institution | None = None,
        scopes: Sequence[str] = tuple(SCOPES),
    ) -> Program:
        _token, secret = services.make_token(
            institution or cast.uppsala,
            name="A program",
            scopes=scopes,
            by=by or cast.ada,
            at=timezone.now(),
        )
        return Program(secret)

    return make


@pytest.fixture
def published(cast, noon) -> AchievementVersion:
    """A badge that can be awarded."""
    version = achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)
    achievements.set_picture(version, PICTURE, by=cast.ada)
    achievements.publish(version, by=cast.ada, at=noon)
    outbox.deliver_pending()
    return version


@pytest.fixture
def known(program, cast, published, noon) -> object:
    """An institution with one of everything, and a token for all of it."""
    from api.known import make_known  # it asks as programs do, who are known here

    return make_known(program(), cast, published, at=noon)
