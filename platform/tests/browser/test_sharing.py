"""A badge is shown by a link with a PIN, a stranger looks, and the log says so."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import AMINA

WORDS = {
    "nl": {
        "make": "Maak een link",
        "works": "Werkt",
        "door": "Er is een badge met je gedeeld",
        "show": "Toon de badge",
        "wrong": "Dit is niet de pincode van deze link.",
        "log": "Inzagelogboek",
        "stop": "Stop deze link",
        "closed": "Deze badge wordt niet meer gedeeld",
    },
    "en": {
        "make": "Make a link",
        "works": "Works",
        "door": "A badge is shared with you",
        "show": "Show the badge",
        "wrong": "This is not the PIN of this link.",
        "log": "View log",
        "stop": "Stop this link",
        "closed": "This badge is not shared any more",
    },
}


def clean(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    assert faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_stranger_with_the_pin_fills_the_log(demo, window, language, size):
    page, words = window(language, size), WORDS[language]
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/backpack?origin=here")
    page.locator(".rack h3 a").first.click()
    name = page.get_by_role("heading", level=1).inner_text()
    page.locator("a[href$='/share']").first.click()
    clean(page)
    page.locator("[name=audience]").fill(f"De molen {language}")
    page.locator("[name=purpose]").fill("Sollicitatie")
    page.locator("[name=pin]").fill("47")
    page.get_by_role("button", name=words["make"]).click()
    expect(page.locator("[name=purpose]")).to_have_value("Sollicitatie")
    page.locator("[name=pin]").fill("4711")
    page.get_by_role("button", name=words["make"]).click()
    address = page.locator("#address").input_value()
    clean(page)

    stranger = window(language, size)
    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(words["door"])
    assert name not in stranger.content()
    clean(stranger)
    stranger.keyboard.type("1234")  # the field has the focus
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_text(words["wrong"]).first).to_be_visible()
    clean(stranger)
    stranger.locator("[name=pin]").fill("4711")
    stranger.get_by_role("button", name=words["show"]).press("Enter")
    expect(stranger.get_by_role("heading", level=1)).to_have_text(name)
    clean(stranger)

    page.goto(f"{demo.url}/backpack/views")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["log"])
    expect(page.locator("table.table-stack tbody tr").first).to_contain_text(f"De molen {language}")
    clean(page)

    page.goto(f"{demo.url}/backpack/links")
    clean(page)
    page.locator(".links h3 a").first.click()
    page.get_by_role("link", name=words["stop"]).press("Enter")
    clean(page)
    page.get_by_role("button", name=words["stop"]).press("Enter")
    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(words["closed"])
    clean(stranger)


def test_a_frame_and_a_code_are_there_for_a_link_without_a_pin(demo, window, tmp_path):
    page = window("en", "desktop")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/backpack?origin=here")
    page.locator(".rack h3 a").first.click()
    name = page.get_by_role("heading", level=1).inner_text()
    page.locator("a[href$='/share']").first.click()
    page.locator("[name=may_be_framed]").check()
    page.get_by_role("button", name="Make a link").click()
    drawn = page.locator(".link-qr").evaluate("image => image.complete && image.naturalWidth")
    assert drawn > 100
    frame = page.locator("#frame").input_value()
    clean(page)

    other = window("en", "desktop")
    mine = f"<!doctype html><title>Mine</title><h1>Mine</h1>{frame}"
    (tmp_path / "index.html").write_text(mine)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        other.goto(f"http://127.0.0.1:{served.server_port}/")
        inside = other.frame_locator("iframe")
        expect(inside.get_by_role("heading", level=1)).to_have_text(name)
        with other.context.expect_page() as opened:
            inside.get_by_role("link").click()
        door = opened.value.get_by_role("heading", level=1)
        expect(door).to_have_text("A badge is shared with you")
        served.shutdown()


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_collection_is_put_in_order_and_shown_with_a_pin(demo, window, language, size):
    page, words = window(language, size), WORDS[language]
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/backpack/collections")
    clean(page)
    page.locator("[name=name]").fill(f"Water {language}")
    page.locator("[name=introduction]").fill("What I know of it.")
    page.locator("main form button[type=submit]").first.click()
    clean(page)
    for box in page.locator("[name=badge]:enabled").all()[:3]:
        box.focus()
        page.keyboard.press("Space")
    page.locator("main form:not([role=search]) button[type=submit]").press("Enter")
    rows = page.locator(".collection-items h3")
    expect(rows).to_have_count(3)
    clean(page)
    first, second, third = rows.all_inner_texts()

    page.locator("button[name=down]").first.press("Enter")
    expect(rows).to_have_text([second, first, third])
    if size == "desktop":
        page.locator(".collection-items li").nth(2).drag_to(
            page.locator(".collection-items li").nth(0), target_position={"x": 20, "y": 5}
        )
        expect(rows).to_have_text([third, second, first])
    page.locator("a[href$='/share']").click()
    clean(page)
    page.locator("[name=audience]").fill(f"Het gemaal {language}")
    page.locator("[name=pin]").fill("4711")
    page.get_by_role("button", name=words["make"]).click()
    address = page.locator("#address").input_value()

    stranger = window(language, size)
    stranger.goto(address)
    stranger.locator("[name=pin]").fill("4711")
    stranger.get_by_role("button", name=words["show"]).click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(f"Water {language}")
    expect(stranger.locator(".rack > li")).to_have_count(3)
    clean(stranger)
    stranger.locator(".rack h3 a").first.click()
    expect(stranger.get_by_role("link", name=f"Water {language}")).to_be_visible()
    clean(stranger)

    page.goto(f"{demo.url}/backpack/views")
    seen = page.locator("table.table-stack tbody tr").first
    expect(seen).to_contain_text(f"Het gemaal {language}")
    if language == "nl":  # the log is in the language of its holder, whatever the page is in
        expect(seen).to_contain_text(first)
