"""What is public of an award: that it was given, and never to whom, how well, or for what."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from access.lane import ask
from access.table import rows
from access.world import NOON, SECRETS, Side, World
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award, IssuedDocument
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.core.models import PublicDocument
from insigne_platform.core.tokens import token_for
from insigne_platform.people.models import Person

pytestmark = pytest.mark.django_db

PRIVATE_PARTS = ("name", "grade", "narrative", "evidence_url")


def award_of(side: Side) -> Award:
    return Award.objects.get(**{"pk": side.named["award"]["award_id"]})


def holding_of(side: Side) -> Holding:
    return Holding.objects.get(pk=side.named["holding"]["holding_id"])


def told_in(body: bytes) -> list[str]:
    """Which secrets of the award stand in *body*, as they are or as JSON or HTML writes them."""
    text = body.decode("utf-8", errors="replace")
    people = Person.objects.values_list("email", flat=True)
    secrets = [*SECRETS.values(), *people]
    spellings = ((secret, secret, json.dumps(secret)[1:-1]) for secret in secrets)
    return [secret for secret, *written in spellings if any(each in text for each in written)]


def test_the_holders_own_credential_has_what_may_not_leak(world):
    document = awards.document(award_of(world.uppsala), "ob3", at=NOON)

    assert told_in(document) == [SECRETS[part] for part in PRIVATE_PARTS]


def test_no_stored_document_tells_of_a_person(world):
    stored = {found.path: told_in(bytes(found.body)) for found in PublicDocument.objects.all()}

    assert {path.split("/")[2] for path in stored} >= {"issuers", "badges", "assertions", "status"}
    assert {path: told for path, told in stored.items() if told} == {}


def test_no_page_that_anybody_may_see_tells_of_a_person(world):
    pages = {}
    for row in rows():
        if (
            row.method == "GET"
            and row.answers["nobody"] == "200"
            and row.of not in ("share", "claim")
        ):
            response = world.door("nobody").get(row.path(world.uppsala.named[row.of]))
            pages[row.route] = told_in(response.content)

    pages.pop("/account/^confirm-email/(?P<key>[-:\\w]+)/$")  # a link that was mailed to her
    assert "/public/assertions/<str:public_id>" in pages
    assert {route: told for route, told in pages.items() if told} == {}


def test_the_hosted_assertion_says_that_it_was_given_and_to_nobody(world):
    award = award_of(world.uppsala)

    answer = ask(f"/public/assertions/{award.public_id}", accept="application/json")

    document = answer.json()
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert sorted(document) == [
        "@context", "badge", "id", "image", "issuedOn", "recipient", "type", "verification",
    ]  # fmt: skip
    assert document["recipient"] == {"type": "id", "hashed": False, "identity": award.subject_urn}


def test_it_is_revalidated_and_gone_when_revoked(world):
    award = award_of(world.uppsala)
    path = f"/public/assertions/{award.public_id}"
    etag = ask(path).headers["ETag"]
    known = ask(path, if_none_match=etag)

    awards.revoke(award, "Given by mistake.", by=world.people["ada"], at=NOON)
    gone = ask(path, if_none_match=etag)

    assert (known.status, known.body) == (304, b"")
    assert (gone.status, gone.json()["revoked"]) == (410, True)
    assert told_in(gone.body) == []


def test_a_credential_has_no_public_address(world):
    award = award_of(world.uppsala)
    held = awards.document(award, "ob3", at=NOON)
    names = (award.public_id, award.pk, award.credential_id, award.credential_id[9:])
    tried = [
        f"/public/{place}{name}{ending}"
        for place in ("", "3/", "assertions/", "3/assertions/", "credentials/", "3/credentials/")
        for name in names
        for ending in ("", ".json", ".jwt", "/image")
        if f"{place}{name}{ending}" != f"assertions/{award.public_id}"
    ]

    answers = {path: ask(path, accept="application/vc+ld+json").status for path in tried}

    assert {path: status for path, status in answers.items() if status != 404} == {}
    assert not PublicDocument.objects.filter(body=held).exists()
    signed = IssuedDocument.objects.exclude(body=None).values_list("body", flat=True)
    assert not PublicDocument.objects.filter(body__in=list(signed)).exists()


@pytest.mark.parametrize("after", ["", "/check", "/badge.png"])
def test_a_link_shows_the_badge_until_it_is_stopped(world, after):
    named = world.uppsala.named["share"]
    link = holding_of(world.uppsala).share_links.get()
    shown = world.door("nobody").get(f"/s/{named['token']}{after}")

    backpack.stop_sharing(link, by=world.people["amina"], at=NOON)
    stopped = world.door("nobody").get(f"/s/{named['token']}{after}")

    assert shown.status_code == 200
    assert told_in(shown.content) != []
    assert stopped.status_code in {404, 410}
    assert told_in(stopped.content) == []


@pytest.mark.parametrize("after", ["", "/check", "/badge.png"])
def test_a_link_shows_nothing_after_its_day(world, after):
    yesterday = timezone.now() - timedelta(days=1)
    link = backpack.share(
        holding_of(world.uppsala),
        by=world.people["amina"],
        at=yesterday,
        expires_at=yesterday + timedelta(hours=1),
    )

    over = world.door("nobody").get(f"/s/{token_for('share', link.pk)}{after}")

    assert over.status_code in {404, 410}
    assert told_in(over.content) == []


@pytest.mark.parametrize("purpose", ["claim", "sign-in", "share "])
def test_a_token_of_another_purpose_opens_nothing(world, purpose):
    link = holding_of(world.uppsala).share_links.get()

    assert world.door("nobody").get(f"/s/{token_for(purpose, link.pk)}").status_code == 404


def test_what_is_shared_is_not_for_robots_or_caches(world: World):
    shared = world.door("nobody").get(f"/s/{world.uppsala.named['share']['token']}")

    assert shared["X-Robots-Tag"] == "noindex"
    assert "no-store" in shared["Cache-Control"]
    assert "private" in shared["Cache-Control"]


def test_what_is_ones_own_is_kept_in_no_cache(world):
    """Whatever somebody sees because they are signed in is stored nowhere on the way."""
    careless = {}
    for row in rows():
        for actor in ("amina", "ada"):
            if row.method == "GET" and row.answers["nobody"] == "login":
                response = world.door(actor).get(row.path(world.uppsala.named[row.of]))
                told = response.headers.get("Cache-Control", "")
                if response.status_code == 200 and "no-store" not in told:
                    careless[row.route] = told
    assert careless == {}


@pytest.mark.parametrize(
    "path",
    ["/public/", "/public/\x00", "/public/badges/\xff\xfe", "/public/" + "a" * 10_000,
     "/public/badges/../../etc/passwd", "/public/status/%00", "/public//",
     "/public/badges/x/image"],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["application/json", "*/*", "", "text/html", "x" * 5000])
def test_public_addresses_that_lead_nowhere_say_so(world, path, accept):
    answer = ask(path, accept=accept, if_none_match='"' + "x," * 2000)

    assert answer.status == 404
    assert answer.body != b""
