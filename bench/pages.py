"""How long a page takes at the size of a university: the 95th percentile, as a browser asks.

Made once and kept in `.tools/bench-large` (a million awards take some minutes). The size is large
unless `INSIGNE_BENCH_SIZE` says otherwise; another database is used if `INSIGNE_DATABASE_URL`
names one. `INSIGNE_BENCH_DATA` is a folder whose data are measured as they are.
"""

import os
import random
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bench.timing import Row

COMMAND = Path(".venv/bin/insigne")
PORT = 8191
ADDRESS = f"http://localhost:{PORT}"
ADA, PASSWORD = "ada@merwede.example", "orange-ribbon-42"
ALLOWED = 300_000.0
"""Microseconds that a page may take at the 95th percentile."""
TIMES, WARM = 60, 3
PATIENCE = 3600.0
PAGES = {
    "overview": "",
    "badges": "badges",
    "badges, searched": "badges?search=statistiek",
    "badges, last page": "badges?page=last",
    "awards": "awards",
    "awards, last page": "awards?page=last",
    "awards, oldest": "awards?order=oldest",
    "awards, by name": "awards?order=name",
    "awards, by name, last page": "awards?order=-name&page=last",
    "awards, by badge": "awards?order=badge",
    "awards, by badge, last page": "awards?order=badge&page=last",
    "awards, by expiry": "awards?order=expiry",
    "awards, expiring in 90 days": "awards?expires=90",
    "awards, claimed": "awards?state=claimed",
    "awards, not claimed": "awards?state=waiting",
    "awards, declined": "awards?state=declined",
    "awards, revoked": "awards?state=revoked",
    "awards, suspended": "awards?state=suspended",
    "awards, unfinished": "awards?state=unfinished",
    "awards, of an address": "awards?search=s0001234@",
    "awards, of a common name": "awards?search=emma",
    "awards, of two names": "awards?search=emma+jansen",
    "awards, of badges by a word": "awards?search=statistics",
    "awards, of a letter": "awards?search=a",
    "awards, of nobody": "awards?search=qqqq",
    "awards, of a name and a badge": "awards?search=emma+statistics",
    "awards, of a name and a badge, by name": "awards?search=emma+statistics&order=name",
    "awards, of a letter and a badge": "awards?search=a+statistics",
    "awards, of two badges": "awards?search=statistics+part",
    "awards, of a common name, declined": "awards?search=emma&state=declined",
    "people": "people",
    "issuers": "issuers",
    "statistics": "statistics",
    "statistics, all": "statistics?period=all&measure=viewed",
}


def measure() -> list[Row]:
    """A row for each page; its peer is what it may take."""
    size = os.environ.get("INSIGNE_BENCH_SIZE", "large")
    database = "postgresql" if os.environ.get("INSIGNE_DATABASE_URL") else "sqlite"
    with _served(size) as browser:
        home = browser.open(f"{ADDRESS}/issuing/").geturl()
        times = _times(browser, home)
    return [
        Row(f"page {name}, {size} {database}", _percentile(found), "300 ms", ALLOWED, "allowed")
        for name, found in times.items()
    ]


def _times(browser: OpenerDirector, home: str) -> dict[str, list[float]]:
    """Ask every page so many times, in an order in which no page always follows the same."""
    asked = [(name, path) for name, path in PAGES.items() for _ in range(TIMES)]
    random.Random(1).shuffle(asked)
    for path in PAGES.values():
        for _ in range(WARM):
            browser.open(home + path).read()
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    for name, path in asked:
        started = time.perf_counter()
        browser.open(home + path).read()
        times[name].append((time.perf_counter() - started) * 1e6)
    return times


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


@contextmanager
def _served(size: str) -> Iterator[OpenerDirector]:
    """Serve a demo of this size, made if it is not there yet, and sign Ada in."""
    made = os.environ.get("INSIGNE_BENCH_DATA")
    data = made or Path(".tools") / f"bench-{size}"
    command = [str(COMMAND), "demo", f"--port={PORT}", f"--data={data}"]
    command += [] if made else [f"--size={size}"]
    log = Path(".tools") / f"bench-{size}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as written:
        server = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
    try:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        _wait(browser, server)
        page = browser.open(f"{ADDRESS}/account/login/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        form = {"login": ADA, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        browser.open(f"{ADDRESS}/account/login/", urlencode(form).encode())
        yield browser
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(browser: OpenerDirector, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            browser.open(f"{ADDRESS}/healthz").read()
        except (URLError, ConnectionError):
            if server.poll() is not None:
                raise SystemExit("the demo did not start: see its log in .tools") from None
            time.sleep(1)
        else:
            return
    raise SystemExit("the demo did not start in an hour")
