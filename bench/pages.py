"""How long a page takes at the size of a university: the 95th percentile, as a browser asks.

Made once and kept in `.tools/bench-large` (a million awards take some minutes). The size is large
unless `INSIGNE_BENCH_SIZE` says otherwise; another database is used if `INSIGNE_DATABASE_URL`
names one. `INSIGNE_BENCH_DATA` is a folder whose data are measured as they are, at the port that
their addresses name (`INSIGNE_BENCH_PORT`).
"""

import os
import random
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

from bench.timing import Row

COMMAND = Path(".venv/bin/insigne")
PORT = int(os.environ.get("INSIGNE_BENCH_PORT", "8191"))
ADDRESS = f"http://localhost:{PORT}"
PASSWORD = "orange-ribbon-42"
ADA, EVA, ADMINISTRATOR = "ada@merwede.example", "eva@waterschap.example", "beheer@insigne.example"
"""Who awards for the whole house, who works for one group of it, and who runs it."""
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
OF_A_PART = tuple(name for name in PAGES if name.split(",")[0] in ("overview", "badges", "awards"))
"""The pages of who works for a part."""
ASKED = {
    **{name: (ADA, path) for name, path in PAGES.items()},
    **{f"of a group: {name}": (EVA, PAGES[name]) for name in OF_A_PART},
    "history": (ADMINISTRATOR, "history"),
}
"""Who asks for what, by the name of the row."""


def measure() -> list[Row]:
    """A row for each page; its peer is what it may take."""
    size = os.environ.get("INSIGNE_BENCH_SIZE", "large")
    database = "postgresql" if os.environ.get("INSIGNE_DATABASE_URL") else "sqlite"
    with _served(size):
        browsers = {email: _signed_in(email) for email in (ADA, EVA, ADMINISTRATOR)}
        home = browsers[ADA].open(f"{ADDRESS}/issuing/").geturl()
        times = _times(browsers, home)
    return [
        Row(f"page {name}, {size} {database}", _percentile(found), "300 ms", ALLOWED, "allowed")
        for name, found in times.items()
    ]


def _times(browsers: Mapping[str, OpenerDirector], home: str) -> dict[str, list[float]]:
    """Ask every page so many times, in an order in which no page always follows the same."""
    asked = [name for name in ASKED for _ in range(TIMES)]
    random.Random(1).shuffle(asked)
    for who, path in ASKED.values():
        for _ in range(WARM):
            browsers[who].open(home + path).read()
    times: dict[str, list[float]] = {name: [] for name in ASKED}
    for name in asked:
        who, path = ASKED[name]
        started = time.perf_counter()
        browsers[who].open(home + path).read()
        times[name].append((time.perf_counter() - started) * 1e6)
    return times


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


@contextmanager
def _served(size: str) -> Iterator[None]:
    """Serve a demo of this size, made if it is not there yet."""
    made = os.environ.get("INSIGNE_BENCH_DATA")
    data = made or Path(".tools") / f"bench-{size}"
    command = [str(COMMAND), "demo", f"--port={PORT}", f"--data={data}"]
    command += [] if made else [f"--size={size}"]
    log = Path(".tools") / f"bench-{size}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as written:
        server = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
    try:
        _wait(server)
        yield
    finally:
        server.terminate()
        server.wait(timeout=60)


def _signed_in(email: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{ADDRESS}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    browser.open(f"{ADDRESS}/account/login/", urlencode(form).encode())
    return browser


def _wait(server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(f"{ADDRESS}/healthz").read()
        except (URLError, ConnectionError):
            if server.poll() is not None:
                raise SystemExit("the demo did not start: see its log in .tools") from None
            time.sleep(1)
        else:
            return
    raise SystemExit("the demo did not start in an hour")
