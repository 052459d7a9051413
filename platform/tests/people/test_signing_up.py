"""Signing up and in with allauth, through the pages."""

import re

import pytest

from insigne_platform.core.models import OutboxFact
from insigne_platform.people import selectors
from insigne_platform.people.models import Person

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
FORGED = {"HTTP_HOST": "localhost"}


def _link_in(message):
    return re.search(r"https?://\S+/account/\S+", message.body)[0]


def test_who_signs_up_proves_the_address_and_then_signs_in(client, mailoutbox):
    form = {"email": "Amina@Mail.example", "password1": PASSWORD, "display_name": "Amina"}
    client.post("/account/signup/", form, headers={"accept-language": "nl"}, **FORGED)

    person = Person.objects.get()
    assert (person.email, person.language) == ("amina@mail.example", "nl")
    assert selectors.verified_addresses(person) == []
    link = _link_in(mailoutbox[0])
    assert link.startswith("https://badges.example.org/account/confirm-email/")

    client.post(link.removeprefix("https://badges.example.org"))

    assert selectors.verified_addresses(person) == ["amina@mail.example"]
    assert OutboxFact.objects.get(name="people.address_verified").payload == {
        "person_id": str(person.pk)
    }
    assert _signs_in(client, "amina@mail.example")


def test_an_address_that_was_not_proved_does_not_sign_in(client):
    client.post("/account/signup/", {"email": "amina@mail.example", "password1": PASSWORD})

    assert not _signs_in(client, "amina@mail.example")


def test_bo_guesses_five_times_and_then_waits(client, cast, counting):
    for _ in range(5):
        assert not _signs_in(client, "amina@mail.example", "wrong horse battery")

    assert not _signs_in(client, "amina@mail.example")


def test_a_new_password_is_asked_for_at_our_own_address(client, cast, mailoutbox):
    client.post("/account/password/reset/", {"email": "amina@mail.example"}, **FORGED)

    link = _link_in(mailoutbox[0])
    assert link.startswith("https://badges.example.org/account/password/reset/key/")
    page = client.get(link.removeprefix("https://badges.example.org"), follow=True)
    client.post(
        page.request["PATH_INFO"],
        {"password1": "another horse battery", "password2": "another horse battery"},
    )
    cast.amina.refresh_from_db()
    assert cast.amina.check_password("another horse battery")


def test_nobody_learns_from_signing_up_who_has_an_account(client, cast):
    answers = [
        client.post("/account/signup/", {"email": email, "password1": PASSWORD})
        for email in ("amina@mail.example", "new@mail.example")
    ]

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [
        (302, "/account/confirm-email/")
    ] * 2


def _signs_in(client, email, password=PASSWORD):
    client.post("/account/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session
