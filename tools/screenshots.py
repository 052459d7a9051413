"""The pictures in docs/screens: the six main pages, on a phone and on a desk, from a fresh demo."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "platform" / "tests"))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from browser.conftest import CHROMIUM, QUIET, SIZES, sign_in, start_demo  # noqa: E402
from insigne_platform.demo.university import ADA, AMINA  # noqa: E402

SCREENS = ROOT / "docs" / "screens"


def front(page: Page, url: str) -> None:
    """What this is, and the box to verify with."""
    page.goto(url)


def verify(page: Page, url: str) -> None:
    """A valid badge and what it is worth."""
    with tempfile.TemporaryDirectory() as folder:
        badge = Path(folder) / "badge.png"
        backpack(page, url)
        page.get_by_role("link", name="Waterbeheer in de delta").first.click()
        with page.expect_download() as download:
            page.locator("a[href$='/download/png']").first.click()
        download.value.save_as(badge)
        page.goto(f"{url}/verify")
        page.locator("input[type=file]").set_input_files(badge)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector(".verdict")


def backpack(page: Page, url: str) -> None:
    """What a holder keeps."""
    sign_in(page, url, AMINA.email)
    page.goto(f"{url}/backpack")


def issuing(page: Page, url: str) -> None:
    """What an institution has given."""
    sign_in(page, url, ADA.email)
    page.goto(f"{url}/issuing/")
    page.locator("main a[href^='/issuing/']").first.click()


def editor(page: Page, url: str) -> None:
    """Where a badge is made."""
    issuing(page, url)
    page.locator("a[href$='/badges']").first.click()
    page.get_by_role("link", name="Academisch schrijven").first.click()


def badge(page: Page, url: str) -> None:
    """The public page of a badge."""
    issuing(page, url)
    page.locator("a[href$='/badges']").first.click()
    page.get_by_role("link", name="Waterbeheer in de delta").first.click()
    page.locator("main a[href*='/public/badges/']").first.click()


PAGES = {
    "front": front,
    "verify": verify,
    "backpack": backpack,
    "issuing": issuing,
    "editor": editor,
    "badge": badge,
}


def main() -> None:
    """Take every picture anew."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = start_demo(Path(folder) / "data")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            for name, show in PAGES.items():
                for size, viewport in SIZES.items():
                    context = browser.new_context(locale="nl-NL", viewport=viewport)
                    context.add_cookies(
                        [{"name": "django_language", "value": "nl", "url": demo.url}]
                    )
                    page = context.new_page()
                    show(page, demo.url)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(
                        path=SCREENS / f"{name}-{size}.png", full_page=size == "desktop"
                    )
                    context.close()
        finally:
            browser.close()
            demo.stop()


if __name__ == "__main__":
    main()
