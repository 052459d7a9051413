"""Every page, in both languages, on a phone and a desk: axe finds no fault, nothing is cut."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import sign_in
from insigne_platform.demo.university import ADA, ADMINISTRATOR, AMINA

PUBLIC = ("/", "/verify", "/how-we-check", "/privacy", "/accessibility", "/developers")
SIGNING_IN = (
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/sign-in-link",
)
ENOUGH = 80  # pages that one visitor finds by following links
LEFT_ALONE = re.compile(
    r"/(download|picture|image|logout|language|page$)|\.(png|svg|json|atom|csv|xlsx|css)$|/3/|^/evidence/|/change$|^/account/copies/."
)


def faults(page: Page) -> list[str]:
    """What axe finds, and what is wider than the screen."""
    found = Axe().run(page)
    texts = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
        for violation in found.response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        texts.append("wider than the screen")
    return texts


def links_of(page: Page, url: str) -> list[str]:
    """The addresses on this site that a page leads to, without their query."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    paths = (
        href.removeprefix(url).split("#")[0].split("?")[0] for href in found if href.startswith(url)
    )
    return [path for path in paths if path and not LEFT_ALONE.search(path)]


def kind_of(path: str) -> str:
    """The page that an address shows, whatever it shows there."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path)
    return re.sub(
        r"/(issuing|public/\w+|s|claim)/(?!badges|lists|batches|awards|new)[\w-]{10,}",
        r"/\1/ID",
        path,
    )


def visited(page: Page, url: str, starts: tuple[str, ...]) -> dict[str, list[str]]:
    """Follow links from *starts*, one page of each kind, and list the faults of each."""
    answers: dict[str, list[str]] = {}
    todo = list(starts)
    while todo and len(answers) < ENOUGH:
        path = todo.pop(0)
        if kind_of(path) in answers:
            continue
        answer = page.goto(url + path)
        assert answer is not None
        assert answer.status < 400, f"{path} answers {answer.status}"
        answers[kind_of(path)] = faults(page)
        todo += links_of(page, url)
    return answers


def with_faults(answers: dict[str, list[str]]) -> dict[str, list[str]]:
    return {path: texts for path, texts in answers.items() if texts}


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_stranger_finds_no_fault(demo, window, language, size):
    page = window(language, size)

    answers = visited(page, demo.url, (*PUBLIC, *SIGNING_IN, "/demo/mail"))

    assert len(answers) >= len(PUBLIC) + len(SIGNING_IN)
    assert with_faults(answers) == {}


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("actor", "starts", "at_least"),
    [
        (ADA, ("/issuing/",), 12),
        (AMINA, ("/backpack", "/account/", "/account/email/"), 5),
        (ADMINISTRATOR, ("/issuing/",), 12),
    ],
    ids=["teacher", "holder", "administrator"],
)
def test_who_signed_in_finds_no_fault(demo, window, language, size, actor, starts, at_least):
    page = window(language, size)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, actor.email)

    answers = visited(page, demo.url, starts)

    assert len(answers) >= at_least, sorted(answers)
    assert with_faults(answers) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_colour_schemes_have_enough_contrast(demo, window, scheme):
    page = window("nl", "desktop", color_scheme=scheme)

    assert with_faults(visited(page, demo.url, PUBLIC)) == {}
