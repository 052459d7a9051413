"""A full moment → the waiting list → a seat; the office moves the moment, and cancels it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA, AMINA, EVA


def test_who_waits_gets_the_seat_and_reads_when_the_moment_is_cancelled(own_demo, window):
    eva, ada = window("nl", "phone"), window("en", "desktop")
    amina, url = window("nl", "phone"), own_demo.url

    sign_in(ada, url, ADA.email)
    moment = _leaves_one_seat(ada, url)
    sign_in(eva, url, EVA.email)
    _opens_the_moment(eva, url, "^Meld je aan")
    eva.locator("main form button[type=submit]").click()
    expect(eva.get_by_text("Je bent aangemeld. Je krijgt er een bericht van.")).to_be_visible()

    sign_in(amina, url, AMINA.email)
    _opens_the_moment(amina, url, "^Naar de wachtlijst")
    assert faults(amina) == []
    amina.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(amina.get_by_text("Je bent nummer 1 op de wachtlijst")).to_be_visible()
    assert faults(amina) == []

    _changes_the_place(ada, moment)
    _takes_eva_off(ada, moment)
    amina.reload()
    expect(amina.get_by_role("link", name="Meld je af")).to_be_visible()
    expect(amina.get_by_text("op de wachtlijst")).to_have_count(0)
    expect(amina.locator("dl.facts").first).to_contain_text("Attic")

    _cancels_the_moment(ada, moment)
    amina.reload()
    expect(amina.get_by_text("De examinator is ziek.")).to_be_visible()
    assert faults(amina) == []


def _leaves_one_seat(ada: Page, url: str) -> str:
    """Open the coming moment, give it one seat, and answer its address."""
    ada.goto(f"{url}/issuing/")
    ada.locator("nav a[href$='/applications']").first.click()
    ada.get_by_role("link", name="Tests", exact=True).click()
    ada.locator("main tbody th a").first.click()
    moment = ada.url
    ada.get_by_role("link", name="Change the moment").click()
    ada.locator("input[name=seats]").fill("1")
    ada.locator("main form button[type=submit]").click()
    expect(ada.get_by_text("0 of 1")).to_be_visible()
    return moment


def _opens_the_moment(page: Page, url: str, button: str) -> None:
    page.goto(f"{url}/catalogue")
    page.get_by_role("link", name=re.compile("^Doe de toets")).first.click()
    assert faults(page) == []
    page.get_by_role("link", name=re.compile(button)).first.click()


def _changes_the_place(ada: Page, moment: str) -> None:
    ada.goto(f"{moment}/edit")
    ada.locator("input[name=place]").fill("Attic")
    ada.locator("main form button[type=submit]").click()
    expect(ada.get_by_text("2 persons get a message that says so.")).to_be_visible()
    assert faults(ada) == []
    ada.get_by_role("button", name="Move it, and tell them").click()
    expect(ada.get_by_text("1 of 1")).to_be_visible()
    assert faults(ada) == []


def _takes_eva_off(ada: Page, moment: str) -> None:
    ada.get_by_role("link", name=EVA.name).click()
    assert faults(ada) == []
    ada.get_by_role("link", name="To another moment").click()
    expect(ada.get_by_text("No other moment of this test has a free seat.")).to_be_visible()
    assert faults(ada) == []
    ada.go_back()
    ada.get_by_role("link", name="Cancel the registration").click()
    assert faults(ada) == []
    ada.get_by_role("button", name="Cancel the registration").click()
    expect(ada.get_by_text("does not come, and is told.")).to_be_visible()


def _cancels_the_moment(ada: Page, moment: str) -> None:
    ada.goto(moment)
    ada.get_by_role("link", name="Cancel the moment").click()
    ada.locator("textarea[name=note]").fill("De examinator is ziek.")
    assert faults(ada) == []
    ada.get_by_role("button", name="Cancel the moment").click()
    expect(ada.get_by_text("This moment was cancelled.")).to_be_visible()
    assert faults(ada) == []
