"""Notifications in the browser: looked at, read, and chosen, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import AMINA

WORDS = {
    "nl": {
        "bell": "Meldingen",
        "choose": "Kies wat we je melden",
        "kind": "Een badge verloopt binnenkort",
    },
    "en": {
        "bell": "Notifications",
        "choose": "Choose what you are told",
        "kind": "A badge expires soon",
    },
}


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_choice_is_kept_and_undone(demo, window, tmp_path, language, size):
    page, words = window(language, size), WORDS[language]
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/account/")
    page.get_by_role("banner").get_by_role("link", name=words["bell"]).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["bell"])
    page.screenshot(path=tmp_path / f"listed-{language}.png", full_page=True)
    assert faults(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_role("main").get_by_role("link", name=words["choose"]).press("Enter")
    page.screenshot(path=tmp_path / f"choices-{language}.png", full_page=True)
    assert faults(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    for is_on in (False, True):
        page.get_by_role("checkbox", name=words["kind"]).press("Space")
        page.get_by_role("main").locator("form button[type=submit]").press("Enter")
        expect(page.get_by_role("checkbox", name=words["kind"])).to_be_checked(checked=is_on)
