"""A holder with a life behind her: two addresses, one given up, two accounts made one."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.core import outbox
from insigne_platform.core.tokens import token_for
from insigne_platform.people import services as people
from insigne_platform.people.models import AccountMerge
from web.a_badge import PICTURE, WORDS

SCHOOL, PRIVATE, OTHER = (
    "kanarie.school@students.uppsala.example",
    "amina@mail.example",
    "eva@employer.example",
)
CANARIES = (SCHOOL, PRIVATE, OTHER)


@dataclass(frozen=True, slots=True)
class Life:
    """What there is to look at when all is done, and what was logged on the way."""

    award: Award
    holding: Holding
    share: str
    version: AchievementVersion
    door: Client
    log: str


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the service writes to its log, as it writes it."""
    written = io.StringIO()
    handler = next(found for found in logging.getLogger().handlers if found.name == "insigne")
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def life(cast, noon, logged) -> Life:
    """Walk the whole way through the pages: add, claim, end, give up, merge, part."""
    door = Client()
    door.cookies["django_language"] = "en"
    door.post("/account/login/", {"login": PRIVATE, "password": "correct horse battery"})
    people.record_proved_address(cast.amina, SCHOOL)
    version = achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)
    achievements.set_picture(version, PICTURE, by=cast.ada)
    achievements.publish(version, by=cast.ada, at=noon)
    award = awards.award_one(version, awards.Recipient(email=SCHOOL), by=cast.ada, at=noon)
    outbox.deliver_all()
    kept = door.post(f"/backpack/waiting/{award.pk}").url
    school = EmailAddress.objects.get(email=SCHOOL)
    door.post(reverse("address-end", args=[school.pk]), {"day": "01-10-2031"})
    door.post(reverse("give-up", args=[school.pk]))
    door.post(reverse("ask-to-merge"), {"email": OTHER})
    outbox.deliver_all()
    merge = AccountMerge.objects.get()
    door.post(reverse("merge", args=[token_for("merge", merge.pk)]))
    outbox.deliver_all()
    door.post(reverse("undo-merge", args=[merge.pk]))
    outbox.deliver_all()
    merge.refresh_from_db()
    assert merge.undone_at is not None
    holding = Holding.objects.get(pk=kept.rsplit("/", 1)[1])
    link = backpack.share(holding, by=cast.amina, at=noon)
    award.refresh_from_db()
    version.refresh_from_db()
    share = f"/s/{token_for('share', link.pk)}"
    return Life(award, holding, share, version, door, logged.getvalue())
