"""After awarding, in a browser: a batch is revoked; a badge is suspended, and lifted again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA, ADMINISTRATOR, AMINA

WORDS = {
    "nl": {
        "whole": "Trek de hele reeks in", "ask": "badges intrekken?", "revoke": "Trek in",
        "done": "badges zijn ingetrokken.", "suspend": "Schort op", "lift": "Hef de opschorting op",
        "suspended": "Opgeschort", "valid": "Geldig", "did": "trok een badge in",
    },
    "en": {
        "whole": "Revoke the whole batch", "ask": "Revoke 3 awards?", "revoke": "Revoke",
        "done": "3 awards are revoked.", "suspend": "Suspend", "lift": "Lift the suspension",
        "suspended": "Suspended", "valid": "Valid", "did": "revoked an award",
    },
}  # fmt: skip


def begin(page: Page, url: str, language: str, email: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(page, url, email)


def award_three(page: Page, url: str, tmp_path: Path, name: str) -> None:
    """Ada awards a badge of the demo to three people, from a file."""
    rows = "".join(f"{name}{n}@post.example,Test {n}\n" for n in range(3))
    (tmp_path / "group.csv").write_text(f"email,name\n{rows}")
    page.goto(f"{url}/issuing/")
    page.locator("main a[href$='/award']").first.click()
    page.locator("a[href$='/award/list']").first.click()
    page.locator("input[type=file]").set_input_files(tmp_path / "group.csv")
    page.locator("main form button[type=submit]").first.click()
    page.locator("main form button[name=award], main form button[type=submit]").first.click()
    expect(page.get_by_text(re.compile("3 (of|van) (de )?3"))).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(("language", "size"), [("nl", "desktop"), ("en", "phone")])
def test_a_batch_is_revoked_and_the_history_says_so(demo, window, tmp_path, language, size):
    page, words = window(language, size), WORDS[language]
    begin(page, demo.url, language, ADA.email)
    award_three(page, demo.url, tmp_path, f"weg-{language}-")

    page.get_by_role("link", name=words["whole"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words["ask"])
    assert faults(page) == []
    page.locator("[name=reason]").fill("Verkeerde lijst.")
    page.locator("[name=public_reason]").fill("Per ongeluk uitgereikt.")
    page.get_by_role("button", name=words["revoke"], exact=True).click()
    expect(page.get_by_text(re.compile(words["done"])).last).to_be_visible(timeout=30_000)
    assert faults(page) == []

    office = window(language, size)
    begin(office, demo.url, language, ADMINISTRATOR.email)
    office.goto(f"{demo.url}/issuing/")
    office.locator("main a[href^='/issuing/']:not([href*=new])").first.click()
    office.locator("a[href$='/history']").first.click()
    expect(office.get_by_text(words["did"]).first).to_be_visible()
    assert faults(office) == []


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_suspended_is_said_by_the_verdict_until_it_is_lifted(own_demo, window, language, size):
    url, words = own_demo.url, WORDS[language]
    holder, office = window(language, size), window(language, size)
    begin(holder, url, language, AMINA.email)
    holder.goto(f"{url}/backpack?search=lab")
    holder.locator("main h3 a[href^='/backpack/']").first.click()
    there = holder.url
    begin(office, url, language, ADA.email)
    office.goto(f"{url}/issuing/")
    office.locator("main a[href^='/issuing/']:not([href*=new]):not([href*=badges])").first.click()
    office.goto(office.url.rstrip("/") + "/awards?search=Amina+lab")
    office.locator("tbody th a").first.click()

    office.get_by_role("link", name=words["suspend"], exact=True).click()
    assert faults(office) == []
    office.locator("[name=reason]").fill("Melding.")
    office.get_by_role("button", name=words["suspend"], exact=True).click()
    expect(office.get_by_role("button", name=words["lift"])).to_be_visible()

    holder.goto(there)
    holder.locator("form[action$='/check'] button").click()
    expect(holder.locator(".levels").get_by_text(words["suspended"]).first).to_be_visible()
    assert faults(holder) == []

    office.get_by_role("button", name=words["lift"]).click()
    expect(office.get_by_role("link", name=words["suspend"], exact=True)).to_be_visible()
    holder.goto(there)
    holder.locator("form[action$='/check'] button").click()
    expect(holder.get_by_role("heading", level=1)).to_contain_text(words["valid"])
