"""Before a grant nobody learns anything; with one, what was granted; and the log names nobody."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.test import Client
from django.utils import timezone

from grants.conftest import proved
from insigne_platform.core import outbox
from insigne_platform.grants import services
from insigne_platform.grants.models import AccessRequest, Kind
from insigne_platform.grants.services.asking import Wish
from insigne_platform.notifications.models import Notification
from insigne_platform.sharing.models import View
from privacy.conftest import PRIVATE
from privacy.test_sharing import holding

pytestmark = pytest.mark.django_db
__all__ = ["holding"]

NOBODY = "nobody@mail.example"
PURPOSE = "A post as canary keeper"
HERS = ("Kanarie Vogel", "9,5")


@pytest.fixture
def eva(cast) -> Client:
    """The employer's browser, of which address and name could be written down."""
    client = Client(REMOTE_ADDR="203.0.113.78", headers={"user-agent": "Canary-Agent"})
    client.cookies["django_language"] = "en"
    client.force_login(cast.eva, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def works(cast):
    """The employer's organisation."""
    made = services.found_organisation(
        name="Aviary", domain="employer.example", kind=Kind.EMPLOYER, by=cast.eva
    )
    return proved(made, cast.eva, timezone.now())


@pytest.fixture
def asked(cast, works, holding) -> AccessRequest:
    """What it asks of who has the badge."""
    wish = Wish(PRIVATE, PURPOSE, 30, fields=["name", "grade"])
    return services.ask(works, wish, by=cast.eva, at=timezone.now())


@pytest.fixture
def granted(asked, holding):
    """The badge without name and grade."""
    now = timezone.now()
    return services.grant(asked, [holding], fields=[], days=9, by=holding.person, at=now)


def pages(client: Client, works, request: AccessRequest) -> bytes:
    place = f"/organisations/{works.pk}"
    paths = ("", f"/requests/{request.pk}", "/ask", "/members", "/mandates")
    return b"".join(client.get(place + path).content for path in paths)


def test_before_the_answer_the_organisation_learns_nothing(eva, works, asked, holding):
    found = pages(eva, works, asked)

    for word in (*HERS, holding.award.version.name_en, str(holding.pk), str(holding.person.pk)):
        assert word.encode() not in found


def test_an_address_that_nobody_has_looks_the_same(cast, eva, works, asked):
    other = services.ask(works, Wish(NOBODY, PURPOSE, 30), by=cast.eva, at=timezone.now())
    outbox.deliver_all()
    first, second = (
        eva.get(f"/organisations/{works.pk}/requests/{each.pk}")
        .content.decode()
        .partition("<main")[2]
        for each in (asked, other)
    )

    first = (
        first.replace(PRIVATE, "X").replace(str(asked.pk), "Y").replace("; Your name, Grade", "")
    )
    second = second.replace(NOBODY, "X").replace(str(other.pk), "Y")
    said = [
        [word for word in text.split() if not word.startswith("value=")] for text in (first, second)
    ]
    assert said[0] == said[1]


def test_what_was_not_granted_is_nowhere_in_what_they_get(eva, works, granted):
    place = f"/organisations/{works.pk}/grants/{granted.pk}"
    eva.post(place)
    badge = granted.badges.get()
    answers = [
        eva.get(place),
        eva.get(f"{place}/{badge.pk}.json"),
        eva.get(f"{place}/{badge.pk}.sd-jwt"),
    ]

    for answer in answers:
        assert answer.status_code == 200
        found = answer.content + str(dict(answer.items())).encode()
        for word in HERS:
            assert word.encode() not in found


def test_the_page_is_kept_by_no_cache_and_found_by_no_robot(eva, works, granted):
    place = f"/organisations/{works.pk}/grants/{granted.pk}"
    eva.post(place)

    answer = eva.get(place)

    assert "no-store" in answer["Cache-Control"]
    assert Client().get(place).status_code == 302  # nobody gets in without signing in


def test_nothing_is_kept_of_where_somebody_looked_from(eva, works, granted):
    eva.post(f"/organisations/{works.pk}/grants/{granted.pk}")

    kept = serializers.serialize("json", View.objects.all())
    assert "Aviary" in kept
    for word in ("203.0.113.78", "Canary-Agent", "eva@employer.example"):
        assert word not in kept


def test_the_log_of_the_service_names_nobody(eva, works, granted, asked, logged):
    outbox.deliver_all()
    pages(eva, works, asked)
    place = f"/organisations/{works.pk}/grants/{granted.pk}"
    eva.post(place)
    eva.get(place)
    eva.post(f"/organisations/{works.pk}/ask", {"address": NOBODY, "purpose": PURPOSE, "days": "3"})
    outbox.deliver_all()

    written = logged.getvalue()
    assert "organisations/" in written  # it was logged that somebody asked
    for word in (*HERS, PRIVATE, NOBODY, PURPOSE, "employer.example", "203.0.113.78"):
        assert word not in written


def test_who_is_asked_is_told_in_the_app_and_nobody_else(cast, works, asked, holding):
    outbox.deliver_all()

    told = Notification.objects.filter(kind="request")
    assert [each.person_id for each in told] == [holding.person.pk]
    assert told.get().parameters == {"organisation": "Aviary"}
