"""What is shared says what the holder chose to say, and nothing is kept of who looks."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.test import Client

from achievements.badge_making import published
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.core import outbox
from insigne_platform.sharing import services
from insigne_platform.sharing.models import Link, View
from privacy.conftest import PRIVATE

pytestmark = pytest.mark.django_db

PIN = "80804711"
AUDIENCE, PURPOSE = "Kanarie & Co", "A post as canary keeper"
ADDRESS = "203.0.113.77"
AGENT = "Mozilla/5.0 (Canary; rv:77)"


@pytest.fixture
def holding(life, cast, noon) -> Holding:
    """A badge with a name on it, of who walked the whole way."""
    recipient = awards.Recipient(email=PRIVATE, name="Kanarie Vogel", grade="9,5")
    version = published(cast.uppsala_issuer, cast.ada, noon)
    award = awards.award_one(version, recipient, by=cast.ada, at=noon)
    outbox.deliver_pending()
    award.refresh_from_db()
    return backpack.claim(award, by=life.holding.person, at=noon)


@pytest.fixture
def link(holding, noon) -> Link:
    """A link to it with everything that could leak."""
    return services.make_link(
        holding, by=holding.person, at=noon, audience=AUDIENCE, purpose=PURPOSE, pin=PIN
    )


@pytest.fixture
def stranger() -> Client:
    """Somebody whose address and browser could be written down."""
    return Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": AGENT, "accept-language": "en"})


def path_of(link: Link) -> str:
    return "/s/" + str(services.address_of(link)).rpartition("/")[2]


def everything(client: Client, path: str) -> list[bytes]:
    answers = [client.get(path + after) for after in ("", "/check", "/badge.png", "/embed")]
    return [answer.content + str(dict(answer.items())).encode() for answer in answers]


def test_the_door_says_nothing_of_the_holder_or_the_badge(link, stranger, holding):
    found = b"".join(everything(stranger, path_of(link)))

    for word in (
        holding.award.recipient_name, holding.award.version.name_en, holding.person.email, AUDIENCE,
    ):  # fmt: skip
        assert word
        assert word.encode() not in found
    assert PURPOSE.encode() in found


def test_the_page_says_neither_the_address_nor_for_whom_it_is(link, stranger, holding):
    path = path_of(link)
    assert stranger.post(path, {"pin": PIN}).status_code == 302

    found = b"".join(everything(stranger, path))

    assert holding.award.recipient_name.encode() in found
    for word in (holding.person.email, holding.award.recipient_email, AUDIENCE, PIN):
        assert word.encode() not in found
        assert word.encode("utf-16-le") not in found


def test_nothing_is_kept_of_where_a_viewer_sits(link, stranger):
    stranger.post(path_of(link), {"pin": PIN})

    view = json.loads(serializers.serialize("json", View.objects.all()))[0]["fields"]
    kept = serializers.serialize("json", [*View.objects.all(), *Link.objects.all()])
    assert view["at"].endswith(":00:00Z")
    for word in (ADDRESS, AGENT, "Canary;", "203.0"):
        assert word not in kept


def test_no_token_no_pin_and_no_audience_reach_the_log(link, stranger, logged):
    path = path_of(link)
    stranger.get(path)
    stranger.post(path, {"pin": "1111"})
    stranger.post(path, {"pin": PIN})
    stranger.get(path)

    said = logged.getvalue()
    assert "s/<str:token>" in said
    for word in (path.removeprefix("/s/"), PIN, "1111", AUDIENCE, PURPOSE, ADDRESS, AGENT):
        assert word not in said


def test_neither_token_nor_pin_stands_in_the_database(link):
    kept = serializers.serialize("json", Link.objects.all())

    assert path_of(link).removeprefix("/s/") not in kept
    assert PIN not in kept


def test_robots_caches_and_the_next_page_learn_nothing(link, stranger):
    path = path_of(link)
    door = stranger.get(path)
    stranger.post(path, {"pin": PIN})

    for answer in (door, stranger.get(path), stranger.get(path + "/check")):
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "same-origin"  # to others it says nothing
        assert "no-store" in answer["Cache-Control"]


def test_the_pass_is_for_this_address_and_no_script_reads_it(link, stranger):
    path = path_of(link)
    given = stranger.post(path, {"pin": PIN}).cookies["insigne-shared"]

    assert (given["path"], bool(given["httponly"]), given["samesite"]) == (path, True, "Lax")
    assert int(given["max-age"]) == 3600


def test_a_frame_says_the_badge_and_not_the_holder(holding, noon, stranger):
    link = services.make_link(
        holding, by=holding.person, at=noon, audience=AUDIENCE, may_be_framed=True
    )
    page = stranger.get(path_of(link) + "/embed")

    assert page.status_code == 200
    assert "frame-ancestors *" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page
    assert b"<script" not in page.content
    assert not page.cookies
    for word in (holding.award.recipient_name, holding.person.email, AUDIENCE):
        assert word.encode() not in page.content


def test_only_the_frame_may_be_framed(link, stranger):
    assert "frame-ancestors *" not in stranger.get(path_of(link))["Content-Security-Policy"]


def test_a_signed_in_viewer_is_not_named(link, stranger, cast):
    stranger.force_login(cast.bo)
    stranger.post(path_of(link), {"pin": PIN})

    kept = serializers.serialize("json", View.objects.all())
    assert View.objects.get().viewer == ""
    assert str(cast.bo.pk) not in kept
    assert cast.bo.email not in kept


def test_another_holder_reads_no_link_and_no_log(link, stranger, cast):
    stranger.post(path_of(link), {"pin": PIN})
    eva = Client()
    eva.force_login(cast.bo)

    assert eva.get(f"/backpack/links/{link.pk}").status_code == 403
    page = eva.get(f"/backpack/views?link={link.pk}").content.decode()
    file = b"".join(eva.get("/backpack/views.csv").streaming_content).decode()
    assert AUDIENCE not in page
    assert AUDIENCE not in file


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_log_does_not_tell_the_language_of_a_viewer(holding, link, language):
    stranger = Client(headers={"accept-language": language})
    stranger.post(path_of(link), {"pin": PIN})
    version = holding.award.version

    assert version.name_nl != version.name_en
    own = version.name_nl if holding.person.language == "nl" else version.name_en
    assert View.objects.get().badges == [own]


def test_no_frame_goes_round_the_door(holding, noon, stranger):
    link = services.make_link(holding, by=holding.person, at=noon)

    assert stranger.get(path_of(link) + "/embed").status_code == 404
    assert not View.objects.exists()


def test_who_looks_ahead_at_a_frame_is_not_written_down(holding, noon, stranger):
    link = services.make_link(holding, by=holding.person, at=noon, may_be_framed=True)

    assert stranger.head(path_of(link) + "/embed").status_code == 200
    assert not View.objects.exists()
    assert (
        "The holder sees in which hours" in stranger.get(path_of(link) + "/embed").content.decode()
    )
    assert View.objects.get().through == "page"
