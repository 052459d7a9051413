"""Doors: what the people of a story do in their browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from access.fixtures import whole_world, world
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core import outbox
from insigne_platform.people.models import Person
from web.a_badge import PICTURE, WORDS

__all__ = ["whole_world", "world"]

PASSWORD = "correct horse battery"


@pytest.fixture
def visitor(db) -> Client:
    """A browser in which nobody is signed in."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def sign_in(db) -> Callable[[Person], Client]:
    """Have somebody sign in with an address and a password, on the page for that."""

    def through_the_door(person: Person) -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        given = {"login": person.email, "password": PASSWORD}
        assert client.post("/account/login/", given).status_code == 302
        return client

    return through_the_door


@pytest.fixture
def make_badge(cast) -> Callable[[Client], AchievementVersion]:
    """Have a teacher of Uppsala make a badge and publish it."""

    def through_the_door(teacher: Client) -> AchievementVersion:
        new = reverse("badge-new", args=[cast.uppsala.public_id])
        picture = SimpleUploadedFile("ice.svg", PICTURE, "image/svg+xml")
        entered = {**WORDS, "issuer": cast.uppsala_issuer.pk, "picture": picture, "publish": "1"}
        publish = teacher.post(new, entered).url
        assert teacher.get(publish).status_code == 200
        edit = teacher.post(publish, {"publish": "1"}).url
        assert "This version never changes" in teacher.get(edit).content.decode()
        outbox.deliver_all()
        return AchievementVersion.objects.get()

    return through_the_door


@pytest.fixture
def award(make_badge) -> Callable[..., AchievementVersion]:
    """Have a teacher make a badge and award it to one address after another; the mail leaves."""

    def through_the_door(teacher: Client, *emails: str, **more: str) -> AchievementVersion:
        badge = make_badge(teacher)
        for email in emails:
            given = {"email": email, **more}
            done = teacher.post(reverse("badge-award", args=[badge.pk]), given)
            assert done.status_code == 302
        outbox.deliver_all()
        return badge

    return through_the_door
