"""A copy of everything in the browser: asked for, followed, taken along, and looked at."""

from __future__ import annotations

import json
import zipfile

import pytest
from playwright.sync_api import expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import AMINA

WORDS = {
    "nl": {"link": "Neem alles mee", "make": "Maak een kopie van alles", "copy": "Kopie van"},
    "en": {"link": "Take everything along", "make": "Make a copy of everything", "copy": "Copy of"},
}


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_everything_is_taken_along(demo, window, tmp_path, language, size):
    page, words = window(language, size), WORDS[language]
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/account/")
    page.get_by_role("link", name=words["link"]).press("Enter")
    assert faults(page) == []
    page.get_by_role("button", name=words["make"]).press("Enter")
    made = page.get_by_role("link", name=words["copy"]).first
    expect(made).to_be_visible(timeout=60_000)
    assert faults(page) == []
    with page.expect_download() as download:
        made.click()
    path = tmp_path / "copy.zip"
    download.value.save_as(path)

    with zipfile.ZipFile(path) as copy:
        badges = json.loads(copy.read("manifest.json"))["badges"]
        copy.extractall(tmp_path / "copy")
    assert len(badges) >= 3
    page.goto((tmp_path / "copy" / "index.html").as_uri())
    expect(page.get_by_role("link", name=badges[0]["name"]).first).to_be_visible()
    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
