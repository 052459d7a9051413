"""A letter in the browser: it is shown while it is written, and a placeholder is a press away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADMINISTRATOR

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "size"), [("nl", "desktop"), ("en", "phone")])
def test_a_letter_is_shown_while_it_is_written(demo, window, language, size):
    page = window(language, size)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, ADMINISTRATOR.email)
    page.goto(f"{demo.url}/issuing/")
    if page.url.endswith("/issuing/"):
        page.locator("main a[href^='/issuing/']:not([href$='/new'])").first.click()
    house = page.url.rstrip("/")
    page.goto(f"{house}/settings/letters")
    assert faults(page) == []
    page.locator("a[href$='/letters/claim']").click()
    assert faults(page) == []

    page.locator("[name=subject_en]").fill("Well done: ")
    page.get_by_role("button", name="{badge}", exact=True).click()

    preview = page.locator("[data-letter-preview] article[lang=en]")
    expect(preview.locator("h3")).to_have_text("Well done: Reading ice")
    page.locator("[name=body_en]").fill("<b>Nowhere</b> {naam}")
    expect(preview).to_contain_text("<b>Nowhere</b> {naam}")
    page.locator("main form[data-letter] button[type=submit]:not([name])").click()
    expect(page.locator("#id_body_en")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("main")).to_contain_text(re.compile("{link}"))
    assert faults(page) == []
