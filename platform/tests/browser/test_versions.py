"""A next version with another meaning: who earned the first one keeps it, and it stays readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.the_editor import clean, enter, fill, go_on, to_step
from insigne_platform.demo.university import ADA, AMINA

WORDS = {
    "nl": {
        "name": "Data-ethiek", "next": "Maak een nieuwe versie", "publish": "Publiceer",
        "valid": "Geldig", "newer": "Er is een nieuwere versie.", "first": "3 EC",
        "second": "4 EC",
    },
    "en": {
        "name": "Data ethics", "next": "Make a new version", "publish": "Publish",
        "valid": "Valid", "newer": "There is a newer version.", "first": "3 EC",
        "second": "4 EC",
    },
}  # fmt: skip
WHY = "Een casus erbij, op verzoek van het werkveld."


def to_the_badge(page: Page, url: str, name: str) -> None:
    """Find the badge among those of the university."""
    page.goto(f"{url}/issuing/")
    page.locator("nav a[href$='/badges']").first.click()
    page.locator("[name=search]").fill(name)
    page.locator("form[role=search] button").first.click()
    page.get_by_role("link", name=name).first.click()


def publish_another_meaning(page: Page, words: dict[str, str]) -> None:
    """More work and a third outcome: the difference is read before it is published."""
    page.get_by_role("button", name=words["next"]).click()
    to_step(page, "step/outcomes")
    fill(page, {"outcome_2_nl": "Bespreekt een casus.", "outcome_2_en": "Discusses a case."})
    go_on(page)
    fill(page, {"workload_ects": "4", "workload_hours": "112"})
    clean(page)
    to_step_saved(page)
    difference = page.locator(".differences")
    expect(difference.locator("ins", has_text="112")).to_be_visible()
    expect(difference.locator("del", has_text="84")).to_be_visible()
    expect(difference.locator("ins", has_text=re.compile("casus|case"))).to_be_visible()
    expect(page.locator("[name=change][value=major]")).to_be_checked()
    page.locator("[name=note]").fill(WHY)
    clean(page)
    page.get_by_role("button", name=words["publish"], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("(version|versie) 2"))
    clean(page)


def to_step_saved(page: Page) -> None:
    """Save what stands in the step, and go to the last one."""
    go_on(page)
    to_step(page, "publish")


def verdict_of(page: Page, url: str, badge: Path) -> str:
    """What anybody is told of a file."""
    page.goto(f"{url}/verify")
    page.locator("input[type=file]").set_input_files(badge)
    page.locator("main form button[type=submit]").first.click()
    return page.get_by_role("heading", level=1).inner_text().strip()


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_who_earned_the_first_version_keeps_it(own_demo, window, tmp_path, language, size):
    url, words = own_demo.url, WORDS[language]
    ada, amina, stranger = (window(language, size) for _who in range(3))
    enter(amina, url, language, AMINA.email)
    amina.goto(f"{url}/backpack")
    amina.get_by_role("link", name=words["name"]).first.click()
    held = amina.url
    with amina.expect_download() as download:
        amina.locator("a[href$='/download/png']").first.click()
    badge = tmp_path / "badge.png"
    download.value.save_as(badge)

    enter(ada, url, language, ADA.email)
    to_the_badge(ada, url, words["name"])
    publish_another_meaning(ada, words)
    ada.locator("a[href$='/compare']").first.click()
    expect(ada.get_by_text(WHY)).to_be_visible()
    clean(ada)
    ada.go_back()
    ada.locator("main a[href*='/public/badges/']").first.click()
    public = re.sub(r"/v\d+$", "", ada.url)

    amina.goto(held)
    expect(amina.get_by_text(words["first"]).first).to_be_visible()
    expect(amina.get_by_text(words["second"])).to_have_count(0)
    clean(amina)
    amina.locator("form[action$='/check'] button").click()
    expect(amina.get_by_role("heading", level=1)).to_contain_text(words["valid"])
    clean(amina)
    assert verdict_of(stranger, url, badge) == words["valid"]
    clean(stranger)

    stranger.goto(public)
    expect(stranger.get_by_text(words["second"]).first).to_be_visible()
    expect(stranger.get_by_text(words["newer"])).to_have_count(0)
    clean(stranger)
    stranger.goto(f"{public}/v1")
    expect(stranger.get_by_text(words["first"]).first).to_be_visible()
    expect(stranger.get_by_text(words["newer"])).to_be_visible()
    clean(stranger)
