"""A zip of mixed badges in the browser: brought, followed, found back, thrown away and put back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from backpack.badges_elsewhere import SCRIPTED, golden, in_png, in_svg, zipped
from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import AMINA, EVA, Actor
from verification.outsiders import KEY, badge, signed

ISSUER = f"did:key:{KEY.public_key.to_multikey()}"
METHOD = f"{ISSUER}#{KEY.public_key.to_multikey()}"
SIZES = [("nl", "phone", AMINA), ("en", "desktop", EVA)]
SHOW = {"nl": "Toon", "en": "Show"}
IMPORT = {"nl": "Haal op", "en": "Import"}
WORDS = {
    "nl": {
        "bring": "Badges van elders ophalen",
        "twenty": "20 badges zijn nieuw in je rugzak.",
        "not_yours": "Niet gebleken dat hij van jou is",
        "keep": "Bewaar dit",
        "delete": "Gooi weg uit mijn rugzak",
        "back": "Haal terug",
        "again": "Controleer opnieuw",
        "pdf": "beschadigd",
    },
    "en": {
        "bring": "Import badges",
        "twenty": "20 badges are new in your backpack.",
        "not_yours": "Not shown to be yours",
        "keep": "Keep these words",
        "delete": "Delete from my backpack",
        "back": "Put it back",
        "again": "Check it again",
        "pdf": "damaged",
    },
}


def of_did_key(number: int, address: str, name: str = "Sewing") -> bytes:
    """A badge that can be checked without asking anybody: the key is in the issuer's name."""
    whole = badge(ISSUER, id=f"urn:uuid:7e1f5ba1-54bc-4ed4-8c5e-{number:012d}", name=name)
    subject = whole["credentialSubject"]
    assert isinstance(subject, dict)
    identity = {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "hashed": False,
        "identityHash": address,
    }
    achievement = {**subject["achievement"], "name": name}
    whole["credentialSubject"] = {**subject, "identifier": [identity], "achievement": achievement}
    return signed(whole, METHOD)


def forty(address: str) -> dict[str, bytes]:
    """Forty files: twenty badges, sixteen of them once more, and four that are none."""
    files = {f"kort-{n}.json": of_did_key(n, address, f"Sewing {n}") for n in range(8)}
    files |= {f"plaatje-{n}.png": in_png(content) for n, content in enumerate(files.values())}
    files |= {
        "draw.svg": in_svg(of_did_key(90, address, "Drawing"), SCRIPTED),
        "of-somebody.json": of_did_key(91, "somebody@else.example", "Knitting"),
        "forged.json": of_did_key(92, address, "Honest").replace(b"Honest", b"Forged"),
        "did-key.json": golden("0.1.0/3-did-key", "credential.json"),
        "jwt.jwt": golden("0.1.0/3-jwt-eddsa", "credential.jwt"),
        "jwt-rsa.jwt": golden("0.1.0/3-jwt-rs256", "credential.jwt"),
        "vc-jose.jwt": golden("0.2.0/3-vc-jose", "credential.jwt"),
        "sd.sd-jwt": golden("0.2.0/3-sd-jwt-vc", "credential.sd-jwt"),
        "controller.json": golden("0.1.0/3-controller-document", "credential.json"),
        "old.svg": golden("0.1.0/2-svg", "badge.svg"),
        "clr.json": golden("0.2.0/clr-2", "credential.json"),
        "ecdsa.json": golden("0.2.0/3-ecdsa-jcs-2019", "credential.json"),
    }
    files |= {f"copy-{n}.json": of_did_key(n, address, f"Sewing {n}") for n in range(8)}
    return files | {
        "diploma.pdf": b"%PDF-1.7",
        "notes.txt": b"hello",
        "inner.zip": zipped({"a": b"1"}),
        "screenshot.png": in_png(b"x" * 10)[:200],
    }


def as_zip(files: dict[str, bytes], folder: Path) -> Path:
    path = folder / "mixed.zip"
    path.write_bytes(zipped(files))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert len(archive.namelist()) == 40
    return path


def enter(page: Page, url: str, language: str, actor: Actor) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    sign_in(page, url, actor.email)


def bring(page: Page, url: str, language: str, path: Path) -> None:
    page.goto(f"{url}/backpack")
    page.get_by_role("link", name=WORDS[language]["bring"]).first.click()
    page.locator("main input[type=file]").set_input_files(path)
    page.get_by_role("button", name=IMPORT[language], exact=True).click()


def clean(page: Page) -> None:
    assert faults(page) == []


@pytest.mark.parametrize(("language", "size", "actor"), SIZES)
def test_forty_mixed_files_become_twenty_badges(demo, window, tmp_path, language, size, actor):
    page, words = window(language, size), WORDS[language]
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    enter(page, demo.url, language, actor)
    page.goto(f"{demo.url}/backpack/import")
    clean(page)
    bring(page, demo.url, language, as_zip(forty(actor.email), tmp_path))

    expect(page.get_by_text(words["twenty"])).to_be_visible(timeout=120_000)
    clean(page)
    row = page.locator(".backpack-files li", has_text="diploma.pdf")
    expect(row).to_contain_text(WORDS[actor.language]["pdf"])  # reasons are in one's own language

    page.goto(f"{demo.url}/backpack?origin=elsewhere&view=timeline")
    clean(page)
    page.goto(f"{demo.url}/backpack?origin=elsewhere&verdict=invalid")
    expect(page.get_by_role("link", name="Forged")).to_be_visible()
    expect(page.get_by_role("link", name="Knitting")).to_have_count(0)
    clean(page)

    page.goto(f"{demo.url}/backpack")
    page.locator("[name=search]").fill("knitting")
    page.get_by_role("button", name=SHOW[language], exact=True).click()
    expect(page.get_by_text(words["not_yours"]).first).to_be_visible()
    page.get_by_role("link", name="Knitting").click()
    expect(page.get_by_text(words["not_yours"]).first).to_be_visible()
    clean(page)

    page.goto(f"{demo.url}/backpack?search=drawing")
    page.get_by_role("link", name="Drawing").click()
    expect(page.locator(".notice-valid")).to_contain_text(actor.email)
    clean(page)
    assert ran == []


def test_tags_the_bin_and_a_new_check_by_keyboard_alone(demo, window, tmp_path):
    page, words = window("en", "phone"), WORDS["en"]
    enter(page, demo.url, "en", AMINA)
    path = tmp_path / "weaving.json"
    path.write_bytes(of_did_key(500, AMINA.email, "Weaving"))
    bring(page, demo.url, "en", path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Authentic")

    page.locator("[name=tags]").focus()
    page.keyboard.type("Loom, work")
    page.keyboard.press("Enter")
    expect(page.locator("[name=tags]")).to_have_value("loom, work")
    page.get_by_role("button", name=words["again"]).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Checked again.")).to_be_visible()
    clean(page)

    page.goto(f"{demo.url}/backpack?tag=loom")
    expect(page.get_by_role("link", name="Weaving")).to_be_visible()
    page.get_by_role("link", name="Weaving").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=words["delete"]).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/backpack$"))

    page.goto(f"{demo.url}/backpack/bin")
    clean(page)
    page.get_by_role("button", name=re.compile(f"{words['back']}.*Weaving", re.DOTALL)).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=tags]")).to_have_value("loom, work")


def test_a_badge_of_this_site_is_recognised(demo, window, tmp_path):
    page = window("en", "desktop")
    enter(page, demo.url, "en", AMINA)
    page.goto(f"{demo.url}/backpack?origin=here")
    page.locator(".rack h3 a").first.click()
    address = page.url
    with page.expect_download() as download:
        page.locator("a[href$='/download/json']").click()
    path = tmp_path / "mine.json"
    download.value.save_as(path)
    assert json.loads(path.read_bytes())["type"]
    bring(page, demo.url, "en", path)

    expect(page.get_by_text("This badge was awarded here")).to_be_visible()
    assert page.url == address
