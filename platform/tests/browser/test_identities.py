"""Claiming with a second address after graduation: in Dutch on a phone, in English at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA, AMINA, EVA

SCHOOL, PRIVATE = AMINA.email, "amina.prive@mail.example"
WORDS = {
    "nl": {
        "add": "Voeg dit adres toe", "yes": "Ja, dit is mijn adres",
        "give": "Loslaten", "sure": "Dit adres loslaten", "past": "Niet meer van jou",
        "end": "Wanneer houdt het op?", "ends": "Het eindigt op 1 oktober 2031.",
    },
    "en": {
        "add": "Add this address", "yes": "Yes, this is my address",
        "give": "Give up", "sure": "Give up this address", "past": "No longer yours",
        "end": "When does it end?", "ends": "It ends on 1 October 2031.",
    },
}  # fmt: skip


def press(page: Page, name: str) -> None:
    """Walk to a button or link with the Tab key, and press it: no pointer is used."""
    for _ in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.innerText || ''")
        if " ".join(here.split()).startswith(name):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {name} by keyboard")


def newest_letter(page: Page, url: str, address: str, place: str) -> str:
    """The link to *place* in the newest mail to an address that has one; waits for it."""
    for _ in range(60):
        page.goto(f"{url}/demo/mail?search={address}")
        letters = page.locator("main tbody th a").evaluate_all("links => links.map(a => a.href)")
        for letter in letters:
            page.goto(letter)
            found = re.findall(rf"{re.escape(place)}[^\s\"'<]+", page.content())
            if found:
                return f"{url}{found[0]}"
        page.wait_for_timeout(500)
    raise AssertionError(f"no letter to {address} leads to {place}")


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_claimed_with_a_second_address_after_graduation(own_demo, window, tmp_path, language, size):
    url, words = own_demo.url, WORDS[language]
    amina, ada = window(language, size), window("en", "desktop")
    amina.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(amina, url, SCHOOL)
    amina.goto(f"{url}/backpack")
    kept = amina.locator(".rack > li").count()
    assert kept > 0

    # She says when her school's address ends, and adds one of her own, by keyboard alone.
    amina.goto(f"{url}/account/email/")
    press(amina, words["end"])
    amina.wait_for_url("**/end")
    assert faults(amina) == []
    amina.locator("input[name=day]").focus()
    amina.keyboard.press("ControlOrMeta+A")
    amina.keyboard.type("01-10-2031")
    amina.keyboard.press("Enter")
    expect(amina.get_by_text(words["ends"])).to_be_visible()
    amina.locator("input[type=email]").focus()
    amina.keyboard.type(PRIVATE)
    press(amina, words["add"])
    expect(amina.get_by_role("heading", name=PRIVATE)).to_be_visible()
    assert faults(amina) == []
    amina.screenshot(path=str(tmp_path / f"addresses-{size}.png"), full_page=True)
    amina.goto(newest_letter(ada, url, PRIVATE, "/account/confirm-email/"))
    press(amina, words["yes"])
    amina.wait_for_url(lambda now: "confirm-email" not in now)

    # She graduates: the address of school goes, and what she kept stays.
    amina.goto(f"{url}/account/email/")
    amina.get_by_role("link", name=re.compile(f"^{words['give']}.*{SCHOOL}")).focus()
    amina.keyboard.press("Enter")
    amina.wait_for_url("**/give-up")
    assert faults(amina) == []
    amina.screenshot(path=str(tmp_path / f"give-up-{size}.png"), full_page=True)
    press(amina, words["sure"])
    expect(amina.get_by_role("heading", name=words["past"])).to_be_visible()
    assert faults(amina) == []
    amina.goto(f"{url}/backpack")
    assert amina.locator(".rack > li").count() == kept

    # A new badge comes to the address that is left, and hangs beside the others.
    sign_in(ada, url, ADA.email)
    ada.goto(f"{url}/issuing/")
    ada.locator("nav a[href$='/badges']").first.click()
    ada.locator("main a[href*='/issuing/badges/']").first.click()
    ada.goto(f"{ada.url.rstrip('/')}/award")
    ada.locator("input[name=email]").fill(PRIVATE)
    ada.locator("input[name=name]").fill("Amina Yılmaz")
    ada.locator("main form button[type=submit]").first.click()
    ada.wait_for_url(lambda now: not now.endswith("/award"))
    for _ in range(30):
        amina.goto(f"{url}/backpack")
        if amina.locator(".notice-ribbon form").count():
            break
        amina.wait_for_timeout(500)
    before = amina.locator(".rack > li").count()
    amina.locator(".notice-ribbon form button").first.focus()
    amina.keyboard.press("Enter")
    amina.wait_for_url(re.compile(r"/backpack/[0-9a-f-]{36}$"))
    amina.goto(f"{url}/backpack")
    assert amina.locator(".rack > li").count() == before + 1


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_two_accounts_become_one_and_part_again(own_demo, window, tmp_path, language, size):
    url = own_demo.url
    amina, mail = window(language, size), window("en", "desktop")
    amina.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(amina, url, SCHOOL)
    amina.goto(f"{url}/backpack")
    own = amina.locator(".rack > li").count()
    amina.goto(f"{url}/account/merge")
    assert faults(amina) == []
    amina.locator("input[type=email]").focus()
    amina.keyboard.type(EVA.email)
    amina.keyboard.press("Enter")
    amina.wait_for_url("**/account/email/")

    amina.goto(newest_letter(mail, url, EVA.email, "/account/merge/"))
    assert faults(amina) == []
    amina.screenshot(path=str(tmp_path / f"merge-{size}.png"), full_page=True)
    assert amina.locator("main dl dd").count() > 1
    press(amina, {"nl": "Maak er één van", "en": "Make them one"}[language])
    amina.wait_for_url("**/account/email/")
    expect(amina.get_by_role("heading", name=EVA.email)).to_be_visible()
    assert faults(amina) == []
    amina.screenshot(path=str(tmp_path / f"merged-{size}.png"), full_page=True)
    amina.goto(f"{url}/backpack")
    assert amina.locator(".rack > li").count() >= own

    amina.goto(f"{url}/account/email/")
    part = {"nl": "Weer splitsen", "en": "Part them again"}[language]
    press(amina, part)
    amina.wait_for_url("**/undo")
    assert faults(amina) == []
    press(amina, part)
    amina.wait_for_url("**/account/email/")
    expect(amina.get_by_role("heading", name=EVA.email)).to_have_count(0)
