"""A house in the browser: it chooses how it looks, and asks a colleague to come and work there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADMINISTRATOR, BO, PASSWORD


def _clean(page: Page) -> None:
    assert faults(page) == []


def _enter(page: Page, url: str, language: str, email: str) -> None:
    """Sign in, and read in this language whatever language is one's own."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(page, url, email)


def _settings(page: Page, url: str, link: str) -> None:
    """Go to the settings of the only, or the first, institution."""
    page.goto(f"{url}/issuing/")
    if page.url.endswith("/issuing/"):
        page.locator("main a[href^='/issuing/']:not([href$='/new'])").first.click()
    page.get_by_role("link", name=link, exact=True).click()


@pytest.mark.parametrize(
    ("language", "size", "words"),
    [
        ("nl", "desktop", ("Instellingen", r"Wijzig\s*: Kleuren", "Sla op", "Gebruik #")),
        ("en", "phone", ("Settings", r"Change\s*: Colours", "Save", "Use #")),
    ],
)
def test_a_company_chooses_colours_that_can_be_seen(demo, window, language, size, words):
    settings, change, save, use = words
    page = window(language, size)
    _enter(page, demo.url, language, BO.email)
    _settings(page, demo.url, settings)
    _clean(page)
    page.get_by_role("link", name=re.compile(change)).click()

    page.locator("[name=primary]").fill("#ffd24a")
    page.locator("[name=primary_dark]").fill("")
    page.get_by_role("button", name=save, exact=True).click()
    proposal = page.get_by_role("button", name=re.compile(f"^{use}"))
    expect(proposal).to_be_visible()
    _clean(page)
    colour = proposal.inner_text().split()[-1]
    proposal.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(settings)
    visitor = window(language, size)
    visitor.goto(f"{demo.url}/at/deltawerk")
    shown = visitor.evaluate("getComputedStyle(document.querySelector('.top')).borderTopColor")
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    assert shown == f"rgb({red}, {green}, {blue})"
    _clean(visitor)


def _mailed_link(page: Page, url: str, address: str, part: str) -> str:
    page.goto(f"{url}/demo/mail?search={address}")
    page.locator("main tbody th a").first.click()
    return page.locator(f"a[href*='{part}']").first.get_attribute("href") or ""


def _register(page: Page, url: str, address: str) -> None:
    """Make an account and confirm its address."""
    page.goto(f"{url}/account/signup/")
    page.locator("main input[name=email]").fill(address)
    page.locator("main input[name=password1]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile("confirm-email"))
    page.goto(_mailed_link(page, url, address, "confirm-email"))
    page.locator("main form button[type=submit]").first.click()


def test_a_colleague_without_an_account_is_invited_and_comes_to_work(demo, window):
    page, address = window("nl"), "jo.vermeer@merwede.example"
    _enter(page, demo.url, "nl", ADMINISTRATOR.email)
    _settings(page, demo.url, "Mensen")
    page.locator("[name=email]").fill(address)
    page.locator("[name=place]").select_option(label="Faculteit Recht en de uitgevers daarin")
    page.get_by_label("Badges uitreiken", exact=True).uncheck()
    expect(page.locator("[name=role][value=own]")).to_be_checked()
    page.get_by_role("button", name="Toevoegen of uitnodigen").click()
    expect(page.get_by_text(f"Er is een uitnodiging onderweg naar {address}.")).to_be_visible()
    _clean(page)

    colleague = window("nl", "phone")
    link = _mailed_link(colleague, demo.url, address, "/invitation/")
    colleague.goto(link)
    expect(colleague.get_by_role("heading", level=1)).to_contain_text("Merwede Universiteit")
    _clean(colleague)
    _register(colleague, demo.url, address)
    sign_in(colleague, demo.url, address)
    colleague.goto(link)
    _clean(colleague)
    colleague.get_by_role("button", name="Uitnodiging aannemen").click()
    expect(colleague.get_by_text("U werkt nu voor Merwede Universiteit.")).to_be_visible()
    _clean(colleague)

    page.reload()
    row = page.get_by_role("row", name=re.compile(address))
    expect(row).to_contain_text("Faculteit Recht")
    expect(row).to_contain_text("Badges maken")
    expect(row).not_to_contain_text("Badges uitreiken")


def test_rights_are_changed_by_keyboard_alone(demo, window):
    page = window("en", "phone")
    _enter(page, demo.url, "en", ADMINISTRATOR.email)
    _settings(page, demo.url, "People")
    page.get_by_role("link", name=re.compile(r"Change\s*Eva Jansen")).click()
    _clean(page)

    page.get_by_label("Award badges to people").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_text("What Eva Jansen may do is changed.")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("eva@"))
    expect(row).to_contain_text("Award badges to people")
