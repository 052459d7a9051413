"""A microcredential from empty to published: step by step, and approved by another person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.the_editor import (
    ASSESSMENT,
    EARNED,
    LEVEL,
    OUTCOMES,
    begin_a_badge,
    clean,
    enter,
    fill,
    go_on,
    meter_says,
    to_step,
)
from insigne_platform.demo.pictures import PICTURES
from insigne_platform.demo.university import ADA, ADMINISTRATOR

WORDS = {
    "nl": {
        "name": "IJs lezen", "settings": "Instellingen", "change": r"Wijzig\s*: Vier ogen",
        "save": "Sla op", "one": "Er ontbreekt nog 1 ding", "ask": "Goedkeuring vragen",
        "two": "goedgekeurd en gepubliceerd", "back": "stuurde dit concept terug",
        "quality": "kwaliteit", "hours": "70 uur", "grades": "1 tot en met 10; behaald vanaf 6",
    },
    "en": {
        "name": "Reading ice", "settings": "Settings", "change": r"Change\s*: Four eyes",
        "save": "Save", "one": "1 thing is still missing", "ask": "Ask for approval",
        "two": "is approved and published", "back": "sent this draft back",
        "quality": "quality", "hours": "70 hours", "grades": "1 to 10; passed from 6",
    },
}  # fmt: skip


def want_two_people(page: Page, url: str, words: dict[str, str]) -> None:
    """The administrator lets every badge be approved by another person."""
    page.goto(f"{url}/issuing/")
    if page.url.endswith("/issuing/"):
        page.locator("main a[href^='/issuing/']:not([href$='/new'])").first.click()
    page.get_by_role("link", name=words["settings"], exact=True).click()
    page.get_by_role("link", name=re.compile(words["change"])).click()
    page.locator("[name=requires_approval]").check()
    clean(page)
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["settings"])


def refused_while_nothing_is_stated(page: Page, words: dict[str, str]) -> None:
    """Ask at once: all that is missing is named, and nothing is sent to anybody."""
    meter_says(page, 5)
    to_step(page, "publish")
    page.get_by_role("button", name=words["ask"]).click()
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(10)
    clean(page)
    to_step(page, "step/what")


def all_but_one(page: Page, tmp_path: Path) -> None:
    """Walk through the steps, and forget how the quality is assured."""
    picture = tmp_path / "badge.svg"
    picture.write_text(PICTURES["delta"])
    clean(page)
    fill(
        page, {"description_nl": "Ziet hoe dik ijs is.", "description_en": "Sees how thick ice is."}
    )
    fill(page, {"isced_field": "053", "croho": "50206", "tags": "ijs, veldwerk"})
    go_on(page)
    for said, done in ((EARNED, 6), (OUTCOMES, 7), (LEVEL, 9), (ASSESSMENT, 10)):
        clean(page)
        fill(page, said)
        meter_says(page, done)
        clean(page)
        go_on(page)
    page.locator("[name=picture]").set_input_files(picture)
    fill(page, {"picture_alt_nl": "Zon boven ijs", "picture_alt_en": "Sun above ice"})
    clean(page)
    go_on(page)


def refused_below_eleven(page: Page, words: dict[str, str]) -> None:
    """The only thing that is missing is named, and its name leads to where it is said."""
    page.get_by_role("button", name=words["ask"]).click()
    missing = page.get_by_role("alert")
    expect(missing).to_contain_text(words["one"])
    clean(page)
    missing.get_by_role("link", name=re.compile(words["quality"])).click()
    fill(page, {"quality_kind": "accredited", "quality_assurance": "NVAO, 2026"})
    meter_says(page, 11)
    go_on(page)
    go_on(page)


def asked_link(page: Page, url: str, email: str) -> str:
    """The link in the newest mail that asks for approval."""
    page.goto(f"{url}/demo/mail?search={email}")
    page.locator("main tbody th a").first.click()
    return page.locator("a[href$='/approval']").first.get_attribute("href") or ""


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_microcredential_is_made_whole_and_approved(own_demo, window, tmp_path, language, size):
    url, words = own_demo.url, WORDS[language]
    office, ada = window(language, size), window(language, size)
    enter(office, url, language, ADMINISTRATOR.email)
    want_two_people(office, url, words)
    enter(ada, url, language, ADA.email)
    begin_a_badge(ada, url, "microcredential", "IJs lezen", "Reading ice")
    refused_while_nothing_is_stated(ada, words)
    all_but_one(ada, tmp_path)
    refused_below_eleven(ada, words)
    meter_says(ada, 11)
    clean(ada)
    ada.get_by_role("button", name=words["ask"]).click()
    expect(ada.locator("button[name=withdraw]")).to_be_visible()
    expect(ada.locator("button[name=approve]")).to_have_count(0)
    clean(ada)

    office.goto(asked_link(office, url, ADMINISTRATOR.email))
    clean(office)
    office.locator("[name=comment]").fill("Noem de meren bij naam.")
    office.locator("button[name=send_back]").click()
    ada.reload()
    ada.goto(ada.url.replace("/approval", ""))
    expect(ada.get_by_text(re.compile(words["back"]))).to_be_visible()
    expect(ada.get_by_text("Noem de meren bij naam.")).to_be_visible()
    clean(ada)
    to_step(ada, "publish")
    ada.get_by_role("button", name=words["ask"]).click()

    office.goto(asked_link(office, url, ADMINISTRATOR.email))
    office.locator("button[name=approve]").click()
    expect(office.get_by_text(re.compile(words["two"]))).to_be_visible()
    clean(office)

    stranger = window(language, size)
    office.locator("main a[href*='/public/badges/']").first.click()
    stranger.goto(office.url)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(words["name"])
    for said in (words["hours"], "EQF 6", words["grades"], "50206", "minor Noordpool", "veldwerk"):
        expect(stranger.get_by_text(said).first).to_be_visible()
    clean(stranger)
