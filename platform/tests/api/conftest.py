"""A program at the door, with a token of somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from api.a_moment import a_moment
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


@dataclass(frozen=True, slots=True)
class Known:
    """What there is, so that not every request that is made up asks for nothing."""

    headers: dict[str, str]
    names: dict[str, str]

    def fill(self, case: object) -> None:
        """Have every second request name something that is there."""
        for name, value in self.names.items():
            if name in case.path_parameters and len(str(case.path_parameters[name])) % 2 == 0:
                case.path_parameters[name] = value
        if isinstance(case.body, dict):
            for field, name in (("badge", "badge_id"), ("issuer", "issuer_id")):
                if isinstance(case.body.get(field), str):
                    case.body[field] = self.names[name]


@pytest.fixture
def known(cast, program, published) -> Known:
    """An institution with a badge, an award, a batch and a test, and a token for all of it."""
    ada = program()
    badge = published.achievement.public_id
    award = ada.post("awards", {"badge": badge, "email": "amina@mail.example"}).json()
    outbox.deliver_all()
    names = {
        "badge_id": badge,
        "award_id": award["id"],
        "batch_id": award["batch"],
        "issuer_id": published.achievement.issuer.public_id,
        "moment_id": str(a_moment(published, cast.ada).pk),
    }
    return Known({"Authorization": f"Bearer {ada.secret}"}, names)
