"""A house in the browser: it chooses colours that can be seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import BO


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
        ("nl", "desktop", ("Instellingen", r"Wijzig\s*: Kleuren", "Bewaar", "Gebruik #")),
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
