"""A badge made in a browser: the steps of the editor, and what a microcredential says in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults

EARNED = {
    "criteria_nl": "Meet drie meren en verdedig het verslag.",
    "criteria_en": "Measure three lakes and defend the report.",
    "participation_kind": "blended",
    "participation_form": "Tien dinsdagavonden",
    "prerequisites": "Een eerste jaar natuurkunde",
    "valid_months": "60",
}
OUTCOMES = {
    "outcome_0_nl": "Meet de dikte van ijs.",
    "outcome_0_en": "Measures how thick ice is.",
    "skills": "glaciologie\nmeten",
}
LEVEL = {
    "eqf_level": "6",
    "nlqf_level": "6",
    "workload_hours": "70",
    "stackability": "Telt voor 2,5 EC in de minor Noordpool",
}
ASSESSMENT = {
    "assessment_kind": "report",
    "assessment_type": "Verslag en verdediging",
    "supervision_kind": "onsite",
    "identity_check": "document",
    "grade_scale": "dutch",
    "grade_pass": "6",
}


def enter(page: Page, url: str, language: str, email: str) -> None:
    """Sign in, and read in this language whatever language is one's own."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(page, url, email)


def clean(page: Page) -> None:
    """Find no fault in the page as it is now."""
    assert faults(page) == [], page.url


def begin_a_badge(page: Page, url: str, kind: str, name_nl: str, name_en: str) -> None:
    """Begin an empty badge at the first institution where one works."""
    page.goto(f"{url}/issuing/")
    page.locator("main a[href$='/badges/new']").first.click()
    clean(page)
    page.locator(f"[name=scenario][value={kind}]").check()
    page.locator("[name=name_nl]").fill(name_nl)
    page.locator("[name=name_en]").fill(name_en)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("[name=description_nl]")).to_be_visible()


def fill(page: Page, said: Mapping[str, str]) -> None:
    """Enter what a step asks, by the names of its fields."""
    for name, value in said.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def go_on(page: Page) -> None:
    """Save the step, and go to the next one."""
    page.locator("button[name=next]").click()
    page.wait_for_load_state()


def to_step(page: Page, key: str) -> None:
    """Go to a step from the list of steps; the last one is `publish`."""
    page.locator(f"main a[href$='/{key}']").first.click()


def meter_says(page: Page, done: int) -> None:
    """See how many of the eleven elements are stated, once the last change is saved."""
    expect(page.locator("#meter")).to_have_text(re.compile(rf"\b{done} (of|van) 11\b"))
