"""A form of ours cannot be sent by another site, and no request says where we are."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import override_settings

from access.posting import posted_to
from access.table import ACTORS, Row, rows
from access.world import World
from insigne_platform.core import outbox
from insigne_platform.core.models import AuditEntry

pytestmark = pytest.mark.django_db

FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)
WITHOUT_TOKEN = "/verify"  # it stores nothing and nobody is signed in to it
DONE = ("200", "302", "422")


def who_may(row: Row) -> str | None:
    """Somebody for whom this does something."""
    able = [actor for actor in ACTORS if row.answers[actor] in DONE]
    signed_in = [actor for actor in able if actor != "nobody"]
    return (signed_in or able or [None])[0]


# Programs carry a token, and no cookie that a browser could be made to send.
POSTS = [
    row
    for row in rows()
    if row.method == "POST" and who_may(row) and not row.route.startswith("/api/")
]
PAGES = [row for row in rows() if row.method == "GET" and "200" in row.answers.values()]


@pytest.mark.parametrize("row", [row for row in POSTS if row.route != WITHOUT_TOKEN], ids=str)
def test_what_is_posted_without_our_token_does_nothing(world, row):
    door = world.door(who_may(row), enforce_csrf_checks=True)
    before = AuditEntry.objects.count()

    response = door.post(row.path(world.uppsala.named[row.of]), posted_to(row.route, world.uppsala))

    assert response.status_code == 403
    assert "This form is out of date" in response.content.decode(errors="replace")
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_every_form_that_changes_something_carries_our_token(world, row):
    actors = [actor for actor in ACTORS if row.answers[actor] == "200"]

    forms = [form for actor in actors for form in forms_on(world, row, actor)]

    assert [form[:200] for form in forms if "csrfmiddlewaretoken" not in form] == []


def forms_on(world: World, row: Row, actor: str) -> list[str]:
    """The forms on a page that are posted, without those that carry no token on purpose."""
    answer = world.door(actor).get(row.path(world.uppsala.named[row.of]))
    page = answer.getvalue().decode(errors="replace")
    return [form for form in FORM.findall(page) if 'action="/verify"' not in form]


@pytest.mark.parametrize("host", ["evil.example", "badges.example.org.evil.example", "a b", ""])
@pytest.mark.parametrize("path", ["/", "/verify", "/account/password/reset/", "/backpack"])
def test_another_host_than_ours_is_not_answered(world, path, host):
    response = world.door("nobody").get(path, headers={"host": host})

    assert response.status_code == 400


@override_settings(ALLOWED_HOSTS=["*"])
def test_mails_lead_to_us_whatever_a_request_says(world):
    said = {"host": "evil.example", "x-forwarded-host": "evil.example"}

    asked = {"email": "amina@mail.example", "password1": "correct horse battery"}

    for path in ("/account/password/reset/", "/account/sign-in-link", "/account/signup/"):
        world.door("nobody").post(path, asked, headers=said)
    for path in ("/account/password/reset/", "/account/signup/"):
        unknown = {**asked, "email": "somebody-new@mail.example"}
        world.door("nobody").post(path, unknown, headers=said)
    outbox.deliver_all()

    links = [re.findall(r"https?://\S+", message.body) for message in mail.outbox]
    assert len(links) == 5
    assert {link.split("/")[2] for found in links for link in found} == {"badges.example.org"}


def test_the_page_for_developers_is_there_only_while_developing(world):
    assert world.door("operator").get("/design/").status_code == 404
