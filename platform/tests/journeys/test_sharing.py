"""A holder shows a badge to whom she wants, for as long as she wants."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from insigne_platform.sharing.models import Link
from journeys.mailbox import link_in_mail_to
from journeys.stranger import BASE, verdict_on

pytestmark = pytest.mark.django_db

AMINA = "amina@mail.example"


@pytest.fixture
def amina(cast, sign_in, award) -> Client:
    """Amina, with a badge that she kept."""
    award(sign_in(cast.ada), AMINA, name="Amina Yılmaz", grade="8,5")
    client = sign_in(cast.amina)
    client.post(link_in_mail_to(AMINA, "/claim/"))
    return client


def page_of_the_badge(amina: Client) -> str:
    return re.findall(r'href="(/backpack/[0-9a-f-]{36})"', amina.get("/backpack").content.decode())[
        0
    ]


def shared_link(amina: Client, badge: str, **asked: str) -> tuple[str, str]:
    """Make a link; its own page, and the address as it is copied from there."""
    made = amina.post(f"{badge}/share", asked).url
    found = re.findall(rf"{re.escape(BASE)}(/s/[\w-]+)", amina.get(made).content.decode())
    return made, str(found[0])


def test_an_employer_sees_and_verifies_what_is_shared_until_it_is_stopped(amina, visitor):
    badge = page_of_the_badge(amina)
    made, link = shared_link(amina, badge, purpose="Application at the mill")

    door = visitor.get(link).content.decode()
    assert "Application at the mill" in door
    assert "sees in which hour" in door
    assert all(word not in door for word in ("Amina", "Reading ice", "8,5"))
    assert visitor.get(f"{link}/badge.png").status_code == 404
    assert visitor.post(link).url == link
    page = visitor.get(link).content.decode()
    picture = visitor.get(f"{link}/badge.png").content

    assert "Amina Yılmaz" in page
    assert "Reading ice" in page
    assert "8,5" in page
    assert AMINA not in page
    assert "Valid" in visitor.get(f"{link}/check").content.decode()
    assert verdict_on(picture).verdict == "valid"

    assert amina.post(f"{made}/stop").status_code == 302
    after = [visitor.get(link + end) for end in ("", "/check", "/badge.png")]

    assert {response.status_code for response in after} <= {404, 410}
    assert [b"Amina" in response.content for response in after] == [False, False, False]
    assert verdict_on(picture).verdict == "valid"  # what he took along is still true


def test_each_link_is_stopped_by_itself_and_counts_who_looked(amina, visitor):
    badge = page_of_the_badge(amina)
    made, first = shared_link(amina, badge)
    visitor.get(first)  # a program that looks ahead is nobody who looks
    visitor.post(first)
    visitor.post(first)
    amina.get(first)  # nor is the holder herself
    amina.post(f"{made}/stop")

    _made, second = shared_link(amina, badge, until="31-12-2199")
    visitor.post(second)

    assert visitor.get(first).status_code in {404, 410}
    assert visitor.get(second).status_code == 200
    counted = Link.objects.order_by("created_at").values_list("opened_count", flat=True)
    assert list(counted) == [2, 1]
    assert verdict_on(visitor.get(f"{second}/badge.png").content).verdict == "valid"


def test_a_link_with_a_pin_fills_the_view_log(amina, visitor):
    made, link = shared_link(
        amina, page_of_the_badge(amina), pin="4711", audience="The mill", purpose="Application"
    )

    wrong = visitor.post(link, {"pin": "1234"})
    assert wrong.status_code == 422
    assert "This is not the PIN of this link." in wrong.content.decode()
    assert visitor.get(link).content.decode().count("Reading ice") == 0
    assert visitor.post(link, {"pin": "4711"}).status_code == 302
    assert "Reading ice" in visitor.get(link).content.decode()

    log = amina.get("/backpack/views").content.decode()
    assert log.count("<td data-label") == 5
    for word in ("IJs lezen", "The mill", "Application", "grade"):
        assert word in log
    file = b"".join(amina.get("/backpack/views.csv").streaming_content).decode()
    assert file.count("The mill") == 1
    entry = re.findall(r"/backpack/views/delete\?entry=[0-9a-f-]{36}", log)[0]
    assert "Delete that somebody looked" in amina.get(entry).content.decode()
    for wrong in (entry[:-1], entry[:-36] + made.rpartition("/")[2], entry[:-36]):
        assert amina.post(wrong).status_code == 404
    assert "The mill" in amina.get("/backpack/views").content.decode()
    assert amina.post(f"/backpack/views/delete?link={made.rpartition('/')[2]}").status_code == 302
    assert "Nobody looked yet" in amina.get("/backpack/views").content.decode()


def test_a_link_that_works_once_is_for_one_browser(amina, visitor):
    _made, link = shared_link(amina, page_of_the_badge(amina), is_one_time="on")

    assert visitor.head(link).status_code == 200
    assert visitor.post(link).status_code == 302
    assert "Reading ice" in visitor.get(link).content.decode()

    late = Client()
    assert (late.get(link).status_code, late.post(link).status_code) == (404, 404)
    assert "Amina" not in late.get(link).content.decode()
    assert late.get(f"{link}/embed").status_code == 404


def test_a_day_that_is_over_makes_no_link(amina):
    badge = page_of_the_badge(amina)

    refused = amina.post(f"{badge}/share", {"until": "01-01-2020"})

    assert refused.status_code == 422
    assert 'value="01-01-2020"' in refused.content.decode()
    assert not Link.objects.exists()


def test_a_copy_with_an_address_says_whose_it_is_to_who_asks(amina):
    badge = page_of_the_badge(amina)
    plain = amina.get(f"{badge}/download/png").content

    copy = amina.post(f"{badge}/with-address", {"address": AMINA, "kind": "png"})
    again = amina.post(f"{badge}/with-address", {"address": AMINA, "kind": "png"})
    jwt = amina.post(f"{badge}/with-address", {"address": AMINA, "kind": "jwt"})

    assert copy.content == again.content
    for file in (copy.content, jwt.content):
        assert AMINA.encode() not in file
        assert verdict_on(file).verdict == "valid"
        assert verdict_on(file, recipient=AMINA).verdict == "valid"
        assert verdict_on(file, recipient="AMINA@mail.example").verdict == "valid"
        other = verdict_on(file, recipient="eva@employer.example")
        assert (other.verdict, other.deciding.code) == ("invalid", "recipient.other")
    asked = verdict_on(plain, recipient=AMINA)
    assert (asked.verdict, asked.deciding.code) == ("unknown", "recipient.unknown")


def test_a_copy_carries_no_address_that_is_not_proved(amina):
    badge = page_of_the_badge(amina)

    for address in ("eva@employer.example", "", "amina@mail.example\r\nBcc: x@y.example"):
        refused = amina.post(f"{badge}/with-address", {"address": address, "kind": "png"})
        assert refused.status_code in {403, 422}


def test_the_recipient_is_checked_on_the_page_too(amina, visitor):
    badge = page_of_the_badge(amina)
    copy = amina.post(f"{badge}/with-address", {"address": AMINA, "kind": "png"}).content

    def said(recipient: str) -> str:
        file = SimpleUploadedFile("badge.png", copy)
        page = visitor.post("/verify", {"file": file, "recipient": recipient}).content.decode()
        return re.sub(
            r"<[^>]*>", "", re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[0]
        ).strip()

    assert (said(AMINA), said("eva@employer.example")) == ("Valid", "Invalid")
    assert verdict_on(copy, recipient=AMINA).verdict == "valid"


def test_a_collection_is_shared_as_one(amina, visitor):
    made = amina.post("/backpack/collections", {"name": "Ice", "introduction": "All of it."}).url
    keys = re.findall(r'name="badge"\s+value="([0-9a-f-]{36})"', amina.get(made).content.decode())
    page = amina.post(made, {"badge": keys}).url
    own, link = shared_link(amina, page)
    ways = amina.get(own).content.decode()
    assert "Share on LinkedIn" in ways
    assert "<iframe" not in ways
    assert "is not for LinkedIn" not in ways

    assert visitor.post(link).status_code == 302
    shown = visitor.get(link).content.decode()
    assert "All of it." in shown
    badge = re.findall(r'href="(/s/[^"]+\?badge=[0-9a-f-]{36})"', shown)[0]
    assert "8,5" in visitor.get(badge).content.decode()
    key = badge.partition("?")[2]
    assert verdict_on(visitor.get(f"{link}/badge.png?{key}").content).verdict == "valid"
    for wrong in ("?badge=", "?badge=x", f"?badge={keys[0]}"):
        assert visitor.get(link + wrong).status_code == 404
        assert visitor.get(f"{link}/badge.png{wrong}").status_code == 404
