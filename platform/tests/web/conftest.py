"""A badge in each state, and somebody at the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.people.models import Person
from web.a_badge import PICTURE, WORDS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def at_the_door() -> Callable[[Person], Client]:
    """A browser in which somebody is signed in, reading English."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend=BACKEND)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture
def draft(cast) -> AchievementVersion:
    """A draft that lacks only a picture."""
    return achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)


@pytest.fixture
def published(cast, noon) -> AchievementVersion:
    """A badge that can be awarded."""
    version = achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)
    achievements.set_picture(version, PICTURE, by=cast.ada)
    achievements.publish(version, by=cast.ada, at=noon)
    outbox.deliver_pending()
    return version


@pytest.fixture
def give(cast, published, noon) -> Callable[..., Award]:
    """Award the badge, with its documents made and its mail sent."""

    def give_to(email: str = "amina@mail.example", at: datetime = noon, **more: str) -> Award:
        award = awards.award_one(published, awards.Recipient(email, **more), by=cast.ada, at=at)
        outbox.deliver_pending()
        award.refresh_from_db()
        return award

    return give_to
