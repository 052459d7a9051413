"""Registered for a test → passed → badge in the backpack: Dutch on a phone, English at a desk."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA, EVA

BADGE = re.compile("ethiek|ethics")


def test_registered_passed_and_in_the_backpack(own_demo, window):
    eva, ada = window("nl", "phone"), window("en", "desktop")
    url = own_demo.url

    _registers(eva, url)
    sign_in(ada, url, ADA.email)
    _opens_the_moment(ada, url)
    _enters_a_file(ada)

    eva.goto(f"{url}/registrations")
    assert faults(eva) == []
    eva.locator("main tbody th a").first.click()
    expect(eva.locator(".notice-ribbon")).to_contain_text("Je bent geslaagd")
    expect(eva.locator("dl.facts").first).to_contain_text("8,5")
    assert faults(eva) == []
    eva.locator(".notice-ribbon a[href$='/backpack']").click()
    eva.locator(".notice-ribbon", has_text=BADGE).get_by_role("button").first.click()
    expect(eva.get_by_role("heading", level=1)).to_contain_text(BADGE)


def _registers(eva: Page, url: str) -> None:
    """From the catalogue to her own page, cancelling once on the way."""
    eva.goto(f"{url}/catalogue")
    eva.get_by_role("link", name=re.compile("^Doe de toets")).first.click()
    assert faults(eva) == []
    eva.get_by_role("link", name=re.compile("^Meld je aan")).first.click()
    eva.wait_for_url(re.compile("/account/login"))
    sign_in(eva, url, EVA.email)
    eva.goto(f"{url}/catalogue")
    eva.get_by_role("link", name=re.compile("^Doe de toets")).first.click()
    for time in ("once", "again"):
        eva.get_by_role("link", name=re.compile("^Meld je aan")).first.click()
        assert faults(eva) == []
        eva.locator("main form button[type=submit]").click()
        expect(eva.get_by_text("Je bent aangemeld. Je krijgt er een bericht van.")).to_be_visible()
        assert faults(eva) == []
        if time == "once":
            eva.locator("a[href$='/cancel']").click()
            assert faults(eva) == []
            eva.locator("main form button[type=submit]").click()
            eva.locator("main .notice a[href*='/take/']").click()


def _opens_the_moment(ada: Page, url: str) -> None:
    ada.goto(f"{url}/issuing/")
    ada.locator("nav a[href$='/applications']").first.click()
    ada.get_by_role("link", name="Tests", exact=True).click()
    assert faults(ada) == []
    ada.locator("main tbody th a").first.click()  # the latest one: Eva's
    expect(ada.get_by_role("link", name=EVA.name)).to_be_visible()
    assert faults(ada) == []
    ada.get_by_role("link", name=EVA.name).click()
    assert faults(ada) == []
    ada.go_back()


def _enters_a_file(ada: Page) -> None:
    ada.locator("a[href$='/results']").click()
    assert faults(ada) == []
    rows = f"e-mail;score\n{EVA.email};8,5\nnobody@post.example;7\n".encode()
    file = {"name": "results.csv", "mimeType": "text/csv", "buffer": rows}
    ada.locator("main input[type=file]").set_input_files(file)
    ada.locator("main form button[type=submit]").click()
    expect(ada.get_by_text("“nobody@post.example” is not registered")).to_be_visible()
    assert faults(ada) == []
    ada.locator("button[name=enter]").click()
    expect(ada.get_by_text("1 result is entered.")).to_be_visible()
    assert faults(ada) == []
    ada.get_by_role("link", name="To who takes the test").click()
    expect(ada.locator("main tbody tr", has_text=EVA.name)).to_contain_text("Passed")
