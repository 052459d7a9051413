"""A certificate is taken along, printed, and verified by its file and by its code."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne.baking import pdf
from insigne_platform.demo.university import AMINA

WORDS = {
    "nl": {"valid": "Geldig", "sealed": "na het verzegelen", "show": "Toon de badge"},
    "en": {"valid": "Valid", "sealed": "after it was sealed", "show": "Show the badge"},
}


@pytest.mark.parametrize(("language", "size"), [("nl", "phone"), ("en", "desktop")])
def test_a_certificate_is_verified_by_its_file_and_by_its_code(
    demo, window, tmp_path, language, size
):
    page, words = window(language, size), WORDS[language]
    page.context.add_cookies([{"name": "django_language", "value": language, "url": demo.url}])
    sign_in(page, demo.url, AMINA.email)
    page.goto(f"{demo.url}/backpack?origin=here")
    page.locator(".rack h3 a").first.click()
    name = page.get_by_role("heading", level=1).inner_text()
    with page.expect_download() as taken:
        page.locator("form[action$='/certificate'] button").press("Enter")
    file = tmp_path / "certificate.pdf"
    taken.value.save_as(file)
    assert pdf.extract(file.read_bytes()).seal.is_intact

    stranger = window(language, size)
    stranger.goto(f"{demo.url}/verify")
    stranger.locator("input[type=file]").set_input_files(file)
    stranger.locator("main form button[type=submit]").first.click()
    expect(stranger.locator("main")).to_contain_text(words["valid"])
    if language == "nl":  # the badge is written in Dutch
        expect(stranger.locator("main")).to_contain_text(name)
    assert faults(stranger) == []

    changed = tmp_path / "changed.pdf"
    content = file.read_bytes()
    place = content.index(b"/MediaBox") + 12
    changed.write_bytes(content[:place] + b"9" + content[place + 1 :])
    stranger.goto(f"{demo.url}/verify")
    stranger.locator("input[type=file]").set_input_files(changed)
    stranger.locator("main form button[type=submit]").first.click()
    expect(stranger.locator("main")).to_contain_text(words["sealed"])
    assert faults(stranger) == []

    stranger.goto(_code_on(file))
    stranger.get_by_role("button", name=words["show"]).press("Enter")
    expect(stranger.get_by_role("heading", level=1)).to_have_text(name)
    assert faults(stranger) == []


def _code_on(file: Path) -> str:
    """What a camera reads on the printed page."""
    printer = shutil.which("pdftoppm")
    if printer is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    page = subprocess.run(
        [printer, "-r", "150", "-png", "-singlefile", str(file)], capture_output=True, check=True
    ).stdout
    with Image.open(io.BytesIO(page)) as image:
        (code,) = zxingcpp.read_barcodes(image.convert("RGB"))
    return str(code.text)
