"""The whole story, through the doors: make, award, keep, take along, verify, revoke."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.conftest import INSIGNE, sign_in
from insigne_platform.demo.pictures import PICTURES
from insigne_platform.demo.university import ADA, AMINA

RECIPIENTS = Path(__file__).parents[3] / "examples" / "recipients.csv"
RECIPIENT = "f.vanthof"


def make_a_badge(page: Page, url: str, tmp_path: Path) -> None:
    """Ada makes an informal badge with a picture, and publishes it."""
    picture = tmp_path / "badge.svg"
    picture.write_text(PICTURES["delta"])
    page.goto(f"{url}/issuing/")
    page.get_by_role("link", name="New badge").first.click()
    page.get_by_label("Informal").check()
    page.locator("[name=name_nl]").fill("IJs lezen")
    page.locator("[name=name_en]").fill("Reading ice")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Reading ice")
    page.locator("[name=description_nl]").fill("Zee-ijs lezen van satellietbeelden.")
    page.locator("[name=description_en]").fill("Reading sea ice from satellite pictures.")
    page.get_by_role("button", name="Save and go on").click()
    page.locator("[name=criteria_nl]").fill("De toets gehaald.")
    page.locator("[name=criteria_en]").fill("Passed the test.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Picture").click()
    page.locator("[name=picture]").set_input_files(picture)
    page.locator("[name=picture_alt_nl]").fill("Zon boven golven")
    page.locator("[name=picture_alt_en]").fill("Sun above waves")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Publish Reading ice")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published").first).to_be_visible()


def award_the_list(page: Page) -> None:
    """Ada awards the messy list: the rows that are wrong are named, the others awarded."""
    page.locator("main a[href$='/award']").first.click()
    page.locator("a[href$='/award/list']").first.click()
    page.locator("input[type=file]").set_input_files(RECIPIENTS)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text(re.compile("marit.bergsma@")).first).to_be_visible()
    page.get_by_role("button", name=re.compile(r"Award the 17\b")).click()
    expect(page.get_by_text(re.compile(r"17 of 17")).first).to_be_visible(timeout=60_000)


def claim_link_of(page: Page, url: str, address: str) -> str:
    """The link in the mail to *address*."""
    page.goto(f"{url}/demo/mail?search={address}")
    page.locator("main tbody th a").first.click()
    return page.locator("a[href*='/claim/']").first.get_attribute("href") or ""


def verdict_of(page: Page, url: str, badge: Path) -> str:
    """What the verify page says of a file, in a window of its own."""
    page.goto(f"{url}/verify")
    page.locator("input[type=file]").set_input_files(badge)
    page.locator("main form button[type=submit]").first.click()
    return page.get_by_role("heading", level=1).inner_text().strip()


def with_one_byte_changed(badge: bytes) -> bytes:
    """The same picture whose credential says another name; its checksum mended."""
    start = badge.index(b"openbadgecredential") - 4
    size = int.from_bytes(badge[start - 4 : start])
    chunk = badge[start : start + 4 + size]
    place = chunk.index(b"Reading ice") if b"Reading ice" in chunk else chunk.index(b"IJs lezen")
    changed = chunk[:place] + b"X" + chunk[place + 1 :]
    from zlib import crc32

    mended = changed + crc32(changed).to_bytes(4)
    return badge[:start] + mended + badge[start + 4 + size + 4 :]


def test_make_award_keep_verify_revoke(own_demo, window, tmp_path):
    url = own_demo.url
    ada = window("en")
    sign_in(ada, url, ADA.email)
    make_a_badge(ada, url, tmp_path)
    award_the_list(ada)

    fleur = window("en", "phone")
    fleur.goto(claim_link_of(fleur, url, RECIPIENT))
    fleur.locator("main form button[type=submit]").first.click()
    fleur.goto(f"{url}/backpack")
    fleur.get_by_role("link", name=re.compile("IJs lezen|Reading ice")).first.click()
    with fleur.expect_download() as download:
        fleur.locator("a[href$='/download/png']").first.click()
    badge = tmp_path / "badge.png"
    download.value.save_as(badge)

    stranger = window("en")
    assert verdict_of(stranger, url, badge) == "Valid"
    changed = tmp_path / "changed.png"
    changed.write_bytes(with_one_byte_changed(badge.read_bytes()))
    assert verdict_of(stranger, url, changed) == "Invalid"

    ada.goto(f"{url}/issuing/")
    ada.locator("a[href$='/awards']").first.click()
    ada.locator("[name=search]").fill(RECIPIENT)
    ada.locator("form[role=search] button").click()
    ada.locator("main tbody a").first.click()
    ada.get_by_role("link", name=re.compile("Revoke")).first.click()
    ada.locator("[name=reason]").fill("Awarded to the wrong group.")
    ada.get_by_role("button", name=re.compile("Revoke")).first.click()
    assert verdict_of(stranger, url, badge) == "Invalid"
    expect(stranger.get_by_text(re.compile("revoked", re.IGNORECASE)).first).to_be_visible()

    own_demo.stop()
    done = subprocess.run(
        [INSIGNE, "verify", badge], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "unknown" in done.stdout.lower()


def test_amina_shares_and_stops_sharing(own_demo, window):
    url = own_demo.url
    amina = window("nl", "phone")
    sign_in(amina, url, AMINA.email)
    amina.goto(f"{url}/backpack")
    amina.get_by_role("link", name=re.compile("Data-ethiek")).first.click()
    amina.locator("main a[href$='/share']").first.click()
    amina.get_by_role("button", name="Maak een link").click()
    shared = amina.locator("[value*='/s/'], a[href*='/s/']").first
    link = shared.get_attribute("value") or shared.get_attribute("href") or ""

    eva = window("nl")
    eva.goto(link)
    eva.get_by_role("button", name="Toon de badge").click()
    expect(eva.get_by_role("heading", name=re.compile("Data-ethiek")).first).to_be_visible()
    amina.locator("a[href$='/stop']").first.click()
    amina.locator("form[action$='/stop'] button[type=submit]").first.click()
    stopped = eva.goto(link)

    assert stopped is not None
    assert stopped.status in {404, 410}


def test_the_keyboard_reaches_the_verdict(demo, window):
    page = window("nl")
    page.goto(demo.url)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("[name=text]").focus()
    page.keyboard.type("dit is geen badge")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/verify")
    expect(page.locator("[name=text]")).to_have_value("dit is geen badge")
