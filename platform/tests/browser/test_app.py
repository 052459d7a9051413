"""Without a network one's own badges are there, if the device was to keep them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import sign_in
from insigne_platform.demo.university import AMINA

WORKS = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
WORDS = {
    "nl": ("Mijn badges op dit apparaat bewaren", "Geen netwerk", "Je hebt geen netwerk"),
    "en": ("Keep my badges on this device", "No network", "You have no network"),
}


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_badges_are_kept_only_if_the_holder_wants_it_and_gone_when_she_signs_out(
    demo, window, language, size
):
    keep, nothing, kept_note = WORDS[language]
    page = window(language, size)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(demo.url + "/account/")
    page.wait_for_function(WORKS)

    page.goto(demo.url + "/backpack")
    page.context.set_offline(True)
    page.goto(demo.url + "/backpack")
    assert page.locator("h1").inner_text() == nothing
    page.context.set_offline(False)

    page.goto(demo.url + "/account/")
    page.get_by_role("button", name=keep).press("Enter")
    page.locator("[data-this-device] [role=status]").filter(has_text="badge").wait_for()
    page.goto(demo.url + "/backpack")
    badges = page.locator("ul.rack a[href^='/backpack/']").count()
    page.context.set_offline(True)
    page.goto(demo.url + "/backpack")
    assert page.get_by_text(kept_note).is_visible()
    assert page.locator("ul.rack a[href^='/backpack/']").count() == badges > 0
    page.locator("ul.rack a[href^='/backpack/']").first.click()
    assert page.get_by_text(kept_note).is_visible()
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    assert not Axe().run(page).response["violations"]
    page.goto(demo.url + "/issuing/")
    assert page.locator("h1").inner_text() == nothing
    page.context.set_offline(False)

    page.goto(demo.url + "/account/")
    page.locator("form[action*=logout] button").click()
    assert page.evaluate("caches.has('insigne-mine')") is False
