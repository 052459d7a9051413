"""Signing in, by password and by a link in the mail, and one's own account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from insigne_platform.core import outbox
from insigne_platform.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "page",
    ["account_login", "account_signup", "account_reset_password", "account_reset_password_done",
     "account_inactive", "account_email_verification_sent", "sign-in-link", "sign-in-link-sent",
     "account_reset_password_from_key_done"],
)  # fmt: skip
def test_pages_for_who_is_not_signed_in_are_ours(client, page):
    response = client.get(reverse(page))

    assert response.status_code == 200
    assert "insigne.js" in response.content.decode()
    assert "<style" not in response.content.decode()


@pytest.mark.parametrize(
    "page", ["account", "account_email", "account_change_password", "account_logout"]
)
def test_pages_of_ones_account_are_ours(at_the_door, cast, page):
    response = at_the_door(cast.amina).get(reverse(page))

    assert response.status_code == 200
    assert "insigne.js" in response.content.decode()


def test_a_wrong_password_keeps_the_address(client, cast):
    entered = {"login": "amina@mail.example", "password": "not this one"}

    response = client.post(reverse("account_login"), entered)

    assert 'value="amina@mail.example"' in response.content.decode()
    assert "notice-invalid" in response.content.decode()


def test_who_signs_up_confirms_the_address_by_a_link_and_a_press(client):
    entered = {
        "display_name": "Noor", "email": "noor@mail.example", "password1": "correct horse battery",
    }  # fmt: skip

    client.post(reverse("account_signup"), entered)
    address = re.search(r"https://badges\.example\.org(\S+)", mail.outbox[0].body)[1]
    asked = client.get(address)
    client.post(address)

    noor = Person.objects.get(email="noor@mail.example")
    assert noor.display_name == "Noor"
    assert "noor@mail.example" in asked.content.decode()
    assert noor.emailaddress_set.get().verified


def test_a_link_in_the_mail_signs_in_once_and_only_after_a_press(client, cast):
    client.post(reverse("sign-in-link"), {"email": "amina@mail.example"})
    outbox.deliver_pending()
    address = re.search(r"https://badges\.example\.org(/sign-in-link/\S+)", mail.outbox[0].body)[1]

    opened = client.get(address)
    before = client.get(reverse("backpack")).status_code
    pressed = client.post(address)
    after = client.get(reverse("backpack")).status_code
    again = Client().post(address)

    assert opened.status_code == 200
    assert (before, after) == (302, 200)
    assert pressed.url == "/backpack"
    assert again.status_code == 404


def test_the_answer_is_the_same_for_an_address_that_nobody_has(client, cast):
    known = client.post(reverse("sign-in-link"), {"email": "amina@mail.example"})
    unknown = client.post(reverse("sign-in-link"), {"email": "nobody@mail.example"})

    assert known.url == unknown.url == reverse("sign-in-link-sent")


def test_the_mail_is_in_the_readers_language(client, cast):
    client.post(reverse("sign-in-link"), {"email": "amina@mail.example"})
    outbox.deliver_pending()

    text, html = mail.outbox[0].body, mail.outbox[0].alternatives[0].content
    assert "/sign-in-link/" in text
    assert 'lang="nl"' in html


def test_name_and_language_are_kept(at_the_door, cast):
    amina = at_the_door(cast.amina)

    response = amina.post(reverse("account"), {"display_name": "Amina Y.", "language": "en"})

    cast.amina.refresh_from_db()
    assert response.url == reverse("account")
    assert (cast.amina.display_name, cast.amina.language) == ("Amina Y.", "en")


def test_an_address_is_added_and_has_to_be_confirmed(at_the_door, cast):
    amina = at_the_door(cast.amina)

    amina.post(reverse("account_email"), {"email": "amina@work.example", "action_add": ""})
    page = amina.get(reverse("account_email")).content.decode()

    assert "amina@work.example" in page
    assert "Not confirmed yet" in page
    assert mail.outbox[0].to == ["amina@work.example"]
