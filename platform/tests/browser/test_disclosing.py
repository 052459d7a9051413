"""A badge is shown without its grade, and the file says so on the page for viewers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import AMINA

CASES = [("nl", "phone", "sd-jwt-vc"), ("en", "desktop", "ecdsa-sd-2023")]


@pytest.mark.parametrize(("language", "size", "kind"), CASES)
def test_a_badge_without_its_grade(demo, window, tmp_path, language, size, kind):
    page = window(language, size)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/backpack?origin=here")
    page.locator(".rack h3 a").first.click()
    page.locator("a[href$='/disclose']").first.press("Enter")
    assert faults(page) == []
    page.locator("[name=fields_shown][value=name]").check()
    expect(page.locator("[name=fields_shown][value=grade]")).not_to_be_checked()
    page.locator(f"[name=format][value={kind}]").check()
    page.locator("main form button[type=submit]").first.press("Enter")
    sheet = page.locator(".sheet")
    expect(sheet).to_contain_text(AMINA.name)
    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
    with page.expect_download() as download:
        page.locator("button[name=download]").press("Enter")
    path = tmp_path / "part"
    download.value.save_as(path)

    stranger = window(language, size)
    stranger.goto(f"{demo.url}/verify")
    stranger.locator("input[type=file]").first.set_input_files(path)
    stranger.locator("main form button[type=submit]").first.click()
    expect(stranger.locator("h1")).to_have_text({"nl": "Geldig", "en": "Valid"}[language])
    expect(stranger.locator("main")).to_contain_text(AMINA.name)
    assert {"nl": "Cijfer", "en": "Grade"}[language] not in stranger.locator("main").inner_text()
    assert faults(stranger) == []
