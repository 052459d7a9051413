"""Everything is taken along, erased here, and brought in whole at another place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in, start_demo
from browser.test_every_page import faults
from insigne_platform.demo.university import AMINA, EVA, PASSWORD

WORDS = {
    "nl": {"word": "WISSEN", "gone": "Alles is gewist", "fetch": "Maak een kopie"},
    "en": {"word": "ERASE", "gone": "Everything is erased", "fetch": "Make a copy"},
}


def clean(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_taken_along_erased_and_brought_in_elsewhere(own_demo, window, tmp_path, language, size):
    page, words = window(language, size), WORDS[language]
    cookie = {"name": "django_language", "value": language, "url": own_demo.url}
    page.context.add_cookies([cookie])
    sign_in(page, own_demo.url, AMINA.email)
    page.goto(f"{own_demo.url}/account/known")
    clean(page)
    page.screenshot(path=str(tmp_path / f"known-{size}.png"), full_page=True)
    copy = taken_along(page, own_demo.url, tmp_path)

    page.goto(f"{own_demo.url}/account/erase")
    clean(page)
    page.screenshot(path=str(tmp_path / f"erase-{size}.png"), full_page=True)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=word]").fill(words["word"])
    page.locator("[name=at_once]").focus()
    page.keyboard.press("Space")
    page.locator("main form button[type=submit]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["gone"])
    clean(page)
    page.goto(f"{own_demo.url}/account/login/")
    page.locator("input[name=login]").fill(AMINA.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/account/login"))

    elsewhere = start_demo(tmp_path / "elsewhere")
    try:
        other = window(language, size)
        sign_in(other, elsewhere.url, EVA.email)
        other.goto(f"{elsewhere.url}/backpack/import")
        other.locator("input[type=file]").set_input_files(copy)
        other.locator("main form button[type=submit]").first.click()
        other.wait_for_url(re.compile(r"/backpack/imports?/"))
        other.goto(f"{elsewhere.url}/backpack?origin=elsewhere")
        for _ in range(60):
            if other.locator(".rack > li").count() >= 4:
                break
            other.wait_for_timeout(1000)
            other.reload()
        assert other.locator(".rack > li").count() >= 4
        clean(other)
    finally:
        elsewhere.stop()


def taken_along(page: Page, url: str, folder: Path) -> Path:
    """Ask for a copy of everything, wait for it, and fetch it."""
    page.goto(f"{url}/account/copies")
    page.locator("main form button[type=submit]").first.press("Enter")
    link = page.locator("main a[href*='/account/copies/']").first
    for _ in range(60):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.goto(f"{url}/account/copies")
    with page.expect_download() as taken:
        link.click()
    copy = folder / "copy.zip"
    taken.value.save_as(copy)
    return copy
