"""An employer asks, the holder grants a part by keyboard, it is used, and taken back."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from browser.test_identities import press
from insigne_platform.demo.university import AMINA, EVA

WORDS = {
    "nl": {
        "see": "Bekijk wat zij zouden zien", "grant": "Sta dit toe", "look": "Bekijk de badges",
        "back": "Trek het in", "gone": "Het is ingetrokken", "over": "Er is niets meer te zien",
        "log": "Inzagelogboek", "granted": "Inzagerecht van Waterschap Merwede",
    },
    "en": {
        "see": "See what they would see", "grant": "Grant this", "look": "Look at the badges",
        "back": "Take it back", "gone": "It is taken back", "over": "There is nothing to see",
        "log": "View log", "granted": "Granted to Waterschap Merwede",
    },
}  # fmt: skip


def clean(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


def follow(page: Page, selector: str) -> None:
    """Open the first such link by keyboard, and wait for where it leads."""
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_request_is_granted_in_part_used_and_taken_back(
    own_demo, window, tmp_path, language, size
):
    url, words = own_demo.url, WORDS[language]
    amina, eva = window(language, size), window(language, size)
    for page, who in ((amina, AMINA), (eva, EVA)):
        cookie = {"name": "django_language", "value": language, "url": url}
        page.context.add_cookies([cookie])
        sign_in(page, url, who.email)

    # Eva's organisation asked; she sees that it waits.
    eva.goto(f"{url}/organisations")
    clean(eva)
    follow(eva, ".links h3 a")
    clean(eva)
    organisation = eva.url
    for place in ("ask", "members", "mandates", "prove"):
        eva.goto(f"{organisation}/{place}")
        clean(eva)

    # Amina reads who asks what, and grants the first badge with her name, without the grade.
    amina.goto(f"{url}/backpack/requests")
    clean(amina)
    follow(amina, ".links h3 a")
    expect(amina.get_by_text("waterschap.example").first).to_be_visible()
    clean(amina)
    amina.screenshot(path=str(tmp_path / f"request-{size}.png"), full_page=True)
    amina.locator("input[name=badges]").first.focus()
    amina.keyboard.press("Space")
    amina.locator("input[name=parts][value=name]").focus()
    amina.keyboard.press("Space")
    amina.locator("input[name=days]").fill("14")
    with amina.expect_navigation():
        press(amina, words["see"])
    clean(amina)
    amina.screenshot(path=str(tmp_path / f"preview-{size}.png"), full_page=True)
    badge = amina.locator("h2.sheet-head").first.inner_text()
    expect(amina.locator("main")).to_contain_text(AMINA.name)
    press(amina, words["grant"])
    expect(amina.get_by_role("heading", level=1)).to_have_text(words["granted"])
    clean(amina)
    mine = amina.url

    # Eva is told that it is written down, looks, and takes the file along: no grade in any of it.
    eva.goto(organisation)
    follow(eva, ".links h3 a")
    clean(eva)
    follow(eva, "a[href*='/grants/']")
    clean(eva)
    assert badge not in eva.content()
    eva.get_by_role("button", name=words["look"]).press("Enter")
    expect(eva.locator("h2.sheet-head").first).to_have_text(badge)
    clean(eva)
    eva.screenshot(path=str(tmp_path / f"granted-{size}.png"), full_page=True)
    file = eva.locator("a[download]").first.get_attribute("href")
    given = eva.context.request.get(f"{url}{file}")
    credential = json.loads(given.body())
    assert "result" not in credential["credentialSubject"]
    assert AMINA.email not in given.text()

    # She sees who looked, and takes it back.
    amina.goto(f"{url}/backpack/views")
    expect(amina.locator("table.table-stack tbody tr").first).to_contain_text("Waterschap Merwede")
    clean(amina)
    amina.goto(mine)
    with amina.expect_navigation():
        press(amina, words["back"])
    clean(amina)
    press(amina, words["back"])
    expect(amina.get_by_text(words["gone"]).first).to_be_visible()

    eva.reload()
    expect(eva.get_by_text(words["over"]).first).to_be_visible()
    assert badge not in eva.content()
    clean(eva)
    assert eva.context.request.get(f"{url}{file}").status == 409
