"""The picture studio: drawn, saved, published, awarded, and the credential is in the picture."""

from __future__ import annotations

import io
import json
import re
import struct
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from browser.test_versions import verdict_of
from browser.the_editor import begin_a_badge, clean, enter, fill, go_on, to_step
from insigne.baking import Standard, extract
from insigne_platform.demo.university import ADA, AMINA

WORDS = {
    "nl": {
        "name": "Veldwerk", "alt": "Schild", "leaf": "een blad", "publish": "Publiceer",
        "valid": "Geldig", "save": "Bewaar de afbeelding", "award": "Reik de badge uit",
    },
    "en": {
        "name": "Fieldwork", "alt": "Shield", "leaf": "a leaf", "publish": "Publish",
        "valid": "Valid", "save": "Save the picture", "award": "Award the badge",
    },
}  # fmt: skip


def choose(page: Page, name: str, value: str) -> None:
    """Press the tile of a shape or a sign, as a mouse or a finger does."""
    page.locator(f"label.tile:has([name={name}][value={value}])").click()


def draw(page: Page, words: dict[str, str], language: str) -> None:
    """Choose a shape, colours, a sign and words; take one choice back and do it again."""
    page.locator("main a[href$='/studio']").click()
    clean(page)
    look = page.locator("img[data-look]").first
    before = look.get_attribute("src") or ""
    choose(page, "shape", "shield")
    page.locator("button[name=palette][value=forest]").click()
    expect(page.locator("[name=field]")).to_have_value("#15805c")
    page.locator("[name=accent]").fill("#ff7a1a")
    choose(page, "sign", "leaf")
    page.locator("[name=line_1]").fill("VELD")
    page.locator("[name=plaque]").fill("2026")
    page.locator("[name=plaque]").blur()
    alt = page.locator(f"[name=alt_{language}]")
    expect(alt).to_have_value(re.compile(f"{words['alt']}.*{words['leaf']}.*VELD"))
    expect(look).not_to_have_attribute("src", before)
    page.locator("[data-act=undo]").click()
    expect(page.locator("[name=plaque]")).to_have_value("")
    page.locator("[data-act=redo]").click()
    expect(page.locator("[name=plaque]")).to_have_value("2026")
    clean(page)
    page.get_by_role("button", name=words["save"]).click()
    page.wait_for_url(lambda now: "/studio" not in now)


def finish_and_publish(page: Page, words: dict[str, str]) -> None:
    """Say the rest, look at the picture once more, and publish."""
    to_step(page, "step/what")
    fill(page, {"description_nl": "Kan buiten meten.", "description_en": "Can measure outside."})
    go_on(page)
    fill(page, {"criteria_nl": "Drie dagen mee.", "criteria_en": "Three days along."})
    go_on(page)
    to_step(page, "step/picture")
    expect(page.locator("main img.pic-m")).to_be_visible()
    clean(page)
    to_step(page, "publish")
    page.get_by_role("button", name=words["publish"], exact=True).click()
    expect(page.locator("main a[href$='/award']")).to_be_visible()
    clean(page)


def award_to_amina(page: Page, words: dict[str, str]) -> None:
    page.locator("main a[href$='/award']").first.click()
    clean(page)
    fill(page, {"email": AMINA.email, "name": AMINA.name})
    page.get_by_role("button", name=words["award"]).click()
    expect(page.locator("main .notice", has_text=AMINA.name)).to_be_visible()
    clean(page)


def kept_picture(page: Page, url: str, words: dict[str, str], tmp_path: Path) -> bytes:
    """Amina keeps the badge, and takes the picture with her."""
    page.goto(f"{url}/backpack")
    clean(page)
    waiting = page.locator(".notice-ribbon", has_text=words["name"])
    waiting.get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["name"])
    clean(page)
    with page.expect_download() as download:
        page.locator("a[href$='/download/png']").first.click()
    download.value.save_as(tmp_path / "badge.png")
    return (tmp_path / "badge.png").read_bytes()


def text_chunks(png: bytes) -> dict[str, str]:
    """The international texts of a PNG, read as the PNG specification has it and no other way."""
    found, place = {}, 8
    while place < len(png):
        (size,) = struct.unpack_from(">I", png, place)
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        if kind == b"iTXt":
            keyword, _nul, rest = data.partition(b"\0")
            assert rest[0] == 0, "compressed"
            found[keyword.decode()] = rest[2:].split(b"\0", 2)[2].decode()
        place += 12 + size
    return found


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_drawn_badge_carries_its_credential(own_demo, window, tmp_path, language, size):
    url, words = own_demo.url, WORDS[language]
    ada, amina, stranger = (window(language, size) for _who in range(3))
    enter(ada, url, language, ADA.email)
    begin_a_badge(ada, url, "informal", "Veldwerk", "Fieldwork")
    to_step(ada, "step/picture")
    clean(ada)
    draw(ada, words, language)
    finish_and_publish(ada, words)
    ada.locator("main a[href*='/public/badges/']").first.click()
    clean(ada)
    public = re.sub(r"/v\d+$", "", ada.url)
    published = ada.request.get(f"{public}/v1/image").body()
    ada.go_back()
    award_to_amina(ada, words)

    enter(amina, url, language, AMINA.email)
    picture = kept_picture(amina, url, words, tmp_path)

    carried = text_chunks(picture)
    assert list(carried) == ["openbadgecredential"]
    said = json.loads(carried["openbadgecredential"])
    assert said["credentialSubject"]["achievement"]["name"] in {"Veldwerk", "Fieldwork"}
    assert said["proof"]
    baked = extract(picture)
    assert baked is not None
    assert baked.standard == Standard.OPEN_BADGES_3
    assert baked.text == carried["openbadgecredential"]
    shown, drawn = (Image.open(io.BytesIO(each)).convert("RGBA") for each in (picture, published))
    assert shown.tobytes() == drawn.tobytes()
    assert (0x15, 0x80, 0x5C, 255) in {colour for _many, colour in shown.getcolors(1 << 24)}
    assert verdict_of(stranger, url, tmp_path / "badge.png") == words["valid"]
    clean(stranger)
