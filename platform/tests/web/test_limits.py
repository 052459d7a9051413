"""Who asks too often is asked to wait; others are not."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counting")]

LINK = "/account/sign-in-link"


def ask(path: str, times: int, address: str = "192.0.2.1", **fields: str) -> list[int]:
    client = Client(REMOTE_ADDR=address)
    return [client.post(path, fields).status_code for _ in range(times)]


def test_ten_links_in_ten_minutes_and_not_one_more():
    answers = ask(LINK, 11, email="nobody@mail.example")

    assert answers == [302] * 10 + [429]


def test_the_answer_says_when_to_come_back():
    ask(LINK, 10, email="nobody@mail.example")

    response = Client(REMOTE_ADDR="192.0.2.1").post(LINK, {"email": "nobody@mail.example"})

    assert response.headers["Retry-After"] == "600"
    assert "<h1" in response.content.decode()


def test_reading_the_page_is_not_counted():
    client = Client(REMOTE_ADDR="192.0.2.1")

    assert {client.get(LINK).status_code for _ in range(12)} == {200}


def test_somebody_elsewhere_does_not_wait():
    ask(LINK, 11, email="nobody@mail.example")

    assert ask(LINK, 1, address="192.0.2.2", email="nobody@mail.example") == [302]


def test_another_address_of_the_same_household_waits_too():
    ask(LINK, 10, address="2001:db8:1:2::1", email="nobody@mail.example")

    assert ask(LINK, 1, address="2001:db8:1:2:ffff::2", email="nobody@mail.example") == [429]
    assert ask(LINK, 1, address="2001:db8:1:3::1", email="nobody@mail.example") == [302]


def test_sixty_checks_in_a_minute_and_not_one_more():
    answers = ask("/verify", 61, text="not a badge")

    assert answers == [422] * 60 + [429]
