"""A long list in a browser: offered, mended and awarded to the last person, nobody twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.list_making import (
    MEANINGS,
    bad_numbers,
    good_row,
    list_with_faults,
    write_excel,
)
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA

BAD = 37
LONG = 300_000  # milliseconds: ten thousand awards on a busy machine
WORDS = {
    "nl": {
        "meaning": "Wat betekenen de kolommen?", "ready": "Reik uit aan", "pause": "Pauzeren",
        "go_on": "Ga verder", "paused": "Dit staat stil.", "done": "Uitgereikt aan {} mensen",
        "already": "Heeft deze badge al", "nobody": "Niemand om aan uit te reiken",
        "wrong": "Rijen met een fout",
    },
    "en": {
        "meaning": "What do the columns mean?", "ready": "Award ", "pause": "Pause",
        "go_on": "Go on", "paused": "This is paused.", "done": "Awarded to {} people",
        "already": "Has this badge already", "nobody": "Nobody to award this to",
        "wrong": "Rows with an error",
    },
}  # fmt: skip


def written(number: int, language: str) -> str:
    """A number as the pages write it: grouped as in the language, whatever the space is."""
    return re.sub(r"\D", r"\\D?", f"{number:,}")


def offer(page: Page, file: Path) -> None:
    """Offer a file for the badge that the page is about, from its page for lists."""
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").first.click()


def await_preview(page: Page) -> None:
    """Wait until the list was read, which a long one is by the worker."""
    expect(page.locator("dl.figures")).to_be_visible(timeout=LONG)


def figure(page: Page, label: str) -> int:
    """The number that stands with a label on the preview."""
    term = page.locator("dl.figures > div").filter(has=page.get_by_text(label, exact=True))
    return int(re.sub(r"\D", "", term.locator(".big").inner_text()))


def remarks_on(page: Page) -> list[tuple[int, str]]:
    """Row and sentence of every remark."""
    found = page.locator("tr.row-error").evaluate_all(
        "rows => rows.map(row => [0, 2].map(place => row.cells[place].textContent.trim()))"
    )
    return [(int(row), sentence) for row, sentence in found]


def award(page: Page) -> None:
    page.locator("main form button[name=award]").click()
    expect(page.locator("#progress")).to_be_visible()


def await_done(page: Page, count: int, words: dict[str, str]) -> None:
    """Wait for the page to say by itself that so many have the badge."""
    heading = re.compile(words["done"].format(written(count, "")))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading, timeout=LONG)


def watch_it_pause_and_go_on(page: Page, words: dict[str, str], total: int) -> None:
    """Pause halfway, look, go on; the bar grows on a page that nobody loads anew."""
    page.get_by_role("button", name=words["pause"], exact=True).click()
    expect(page.get_by_text(words["paused"])).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name=words["go_on"], exact=True).click()
    bar = page.locator("#progress [data-part=bar]")
    before = int(bar.get_attribute("value") or 0)
    page.evaluate("window.isTheSamePage = true")
    page.wait_for_function(
        "before => Number(document.querySelector('#progress [data-part=bar]').value) > before",
        arg=before,
        timeout=LONG,
    )
    assert page.evaluate("window.isTheSamePage") is True
    assert before < total


def name_the_columns(page: Page, words: dict[str, str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words["meaning"])
    assert faults(page) == []
    for place, meaning in enumerate(MEANINGS):
        page.locator(f"select[name=column-{place}]").select_option(meaning)
    page.locator("main form button[type=submit]").first.click()


@pytest.mark.parametrize(
    ("language", "size", "rows"), [("nl", "phone", 10_000), ("en", "desktop", 400)]
)
def test_everybody_on_a_list_with_faults_gets_the_badge_in_the_end_and_once(
    own_demo, window, tmp_path, language, size, rows
):
    page, words, url = window(language, size), WORDS[language], own_demo.url
    page.set_default_timeout(LONG)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(page, url, ADA.email)
    table, expected = list_with_faults(rows, BAD)
    page.goto(f"{url}/issuing/")
    page.locator("main a[href$='/award']").first.click()
    page.locator("a[href$='/award/list']").first.click()
    offering = page.url
    assert faults(page) == []

    offer(page, write_excel(tmp_path / "group.xlsx", table))
    name_the_columns(page, words)
    await_preview(page)
    assert remarks_on(page) == [(row, said[language]) for row, said in expected]
    assert figure(page, words["wrong"]) == BAD
    assert faults(page) == []
    award(page)
    if rows > 1000:
        watch_it_pause_and_go_on(page, words, rows - BAD)
    await_done(page, rows - BAD, words)
    assert faults(page) == []

    page.goto(offering)
    mended = [good_row(number) for number in bad_numbers(rows, BAD)]
    offer(page, write_excel(tmp_path / "mended.xlsx", mended))
    await_preview(page)
    assert remarks_on(page) == []
    assert figure(page, words["already"]) == 0
    award(page)
    await_done(page, BAD, words)

    page.goto(offering)
    everybody = [good_row(number) for number in range(1, rows + 1)]
    offer(page, write_excel(tmp_path / "everybody.xlsx", everybody))
    await_preview(page)
    assert figure(page, words["already"]) == rows
    expect(page.get_by_role("heading", level=1)).to_have_text(words["nobody"])
    expect(page.locator("main form button[name=award]")).to_have_count(0)
    assert faults(page) == []
