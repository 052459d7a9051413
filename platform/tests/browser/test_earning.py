"""Request with evidence → approved → claimed: in Dutch on a phone, in English at a desk."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA, EVA


def test_request_with_evidence_approved_and_claimed(own_demo, window):
    url = own_demo.url
    eva, ada = window("nl", "phone"), window("en", "desktop")
    sign_in(eva, url, EVA.email)
    eva.goto(f"{url}/applications")
    assert faults(eva) == []
    sign_in(ada, url, ADA.email)
    ada.goto(f"{url}/issuing/")
    ada.locator("nav a[href$='/applications']").first.click()
    ada.get_by_role("link", name=EVA.name).click()
    expect(ada.get_by_role("link", name=re.compile("verklaring.txt"))).to_be_visible()
    assert faults(ada) == []

    for group in ada.locator("main form fieldset").all():
        group.locator("input[type=radio]").last.check()
    ada.locator("button[name=approve]").click()
    expect(ada.get_by_text("The badge is awarded.")).to_be_visible()

    eva.goto(f"{url}/applications")
    eva.locator("main tbody th a").first.click()
    expect(eva.locator(".notice-ribbon a[href$='/backpack']")).to_be_visible()
    assert faults(eva) == []
    eva.goto(f"{url}/backpack")
    waiting = eva.locator(".notice-ribbon", has_text="studentenraad")
    waiting.get_by_role("button").first.click()
    expect(eva.get_by_role("heading", level=1)).to_contain_text("studentenraad")
