"""A demo of its own, served as a visitor has it, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from insigne_platform.demo.university import PASSWORD

INSIGNE = Path(sys.executable).parent / "insigne"
CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@dataclass(slots=True)
class Demo:
    """A running demo, which can be stopped."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the process, as the operator would."""
        self.process.terminate()
        self.process.wait(timeout=30)


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start_demo(data: Path, port: int | None = None) -> Demo:
    """Serve a demo from *data*, on a free port or on this one, and wait until it answers."""
    port = port or free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("INSIGNE_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (data.parent / f"{data.name}.log").open("wb") as log:
        process = subprocess.Popen(
            [INSIGNE, "demo", "--port", str(port), "--data", str(data)],
            stdout=log,
            stderr=log,
            env=environment,
        )
    demo = Demo(f"http://localhost:{port}", data, process)
    for _ in range(1800):
        try:
            urllib.request.urlopen(f"{demo.url}/healthz", timeout=2).close()
        except OSError:
            assert process.poll() is None, (data.parent / f"{data.name}.log").read_text()
            time.sleep(0.1)
        else:
            return demo
    process.kill()
    raise AssertionError("the demo did not start within three minutes")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all tests that leave it as it is, or add to it."""
    running = start_demo(tmp_path_factory.mktemp("demo") / "data")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A demo that was built and stopped, and the port that its badges name: making one is slow."""
    data, port = tmp_path_factory.mktemp("built") / "data", free_port()
    start_demo(data, port).stop()
    return data, port


@pytest.fixture
def own_demo(tmp_path: Path, built_demo: tuple[Path, int]) -> Iterator[Demo]:
    """A demo for one test, which may stop it."""
    built, port = built_demo
    shutil.copytree(built, tmp_path / "data")
    running = start_demo(tmp_path / "data", port)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; without it these tests are skipped, and counted."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (./dev check installs it on Debian)")
    browser = playwright_driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a private window: its own cookies, one language, one size."""
    opened: list[BrowserContext] = []

    def open_window(language: str = "en", size: str = "desktop", **options: object) -> Page:
        context = chromium.new_context(
            locale={"en": "en-GB", "nl": "nl-NL"}[language], viewport=SIZES[size], **options
        )
        context.set_default_timeout(30_000)
        opened.append(context)
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()


def sign_in(page: Page, url: str, email: str) -> None:
    """Sign in with the demo's password."""
    page.goto(f"{url}/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda now: "/account/login" not in now)
