import hashlib
import sqlite3
import threading
from io import BytesIO

import pytest

from insigne_platform.config.lane import Lane, SqliteStore, StoredDocument, wants_page

BODY = b'{"id":"x"}'
ETAG = f'"{hashlib.sha256(BODY).hexdigest()}"'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def _document(body=BODY, media_type="application/ld+json", status=200):
    return StoredDocument(body, media_type, hashlib.sha256(body).hexdigest(), status)


STORED = {
    "/public/badges/x": _document(),
    "/public/badges/x/image.svg": _document(b"<svg/>", "image/svg+xml"),
    "/public/assertions/gone": _document(b'{"revoked":true}', status=410),
}


def _django(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"page"]


def ask(path, method="GET", **headers):
    """Ask the lane, and answer status, headers and body."""
    answered = {}

    def start_response(status, given):
        answered.update(status=int(status.split()[0]), headers=dict(given))

    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "wsgi.input": BytesIO()}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    body = b"".join(Lane(_django, STORED.get)(environ, start_response))
    return answered["status"], answered["headers"], body


def test_the_stored_bytes_are_answered_to_anybody_and_revalidated():
    status, headers, body = ask("/public/badges/x")

    assert (status, body) == (200, BODY)
    assert headers["Content-Type"] == "application/ld+json"
    assert headers["Content-Length"] == "10"
    assert headers["ETag"] == ETAG
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Vary"] == "Accept"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("known", [ETAG, f"W/{ETAG}", f'"other", {ETAG}', "*"])
def test_who_has_the_bytes_gets_none(known):
    status, headers, body = ask("/public/badges/x", if_none_match=known)

    assert (status, body, headers["ETag"]) == (304, b"", ETAG)
    assert "Content-Length" not in headers


def test_who_has_other_bytes_gets_these():
    assert ask("/public/badges/x", if_none_match='"other"')[0] == 200


def test_head_has_the_headers_and_no_body():
    status, headers, body = ask("/public/badges/x", method="HEAD")

    assert (status, headers["Content-Length"], body) == (200, "10", b"")


def test_what_is_gone_says_so_even_to_who_has_it():
    etag = f'"{STORED["/public/assertions/gone"].etag}"'

    status, _headers, body = ask("/public/assertions/gone", if_none_match=etag)

    assert (status, body) == (410, b'{"revoked":true}')


def test_nothing_there_is_said_to_anybody():
    status, headers, body = ask("/public/badges/none")

    assert (status, headers["Content-Type"]) == (404, "application/json")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert body == b'{"error":"There is nothing at this address."}'


def test_a_browser_gets_the_page_and_always_the_picture():
    assert ask("/public/badges/x", accept=BROWSER)[2] == b"page"
    assert ask("/public/badges/x/v2", accept=BROWSER)[2] == b"page"
    assert ask("/public/badges/x/image.svg", accept=BROWSER)[2] == b"<svg/>"


def test_a_picture_can_run_and_fetch_nothing():
    policy = ask("/public/badges/x/image.svg")[1]["Content-Security-Policy"]

    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_other_addresses_and_methods_go_on():
    assert ask("/backpack")[2] == b"page"
    assert ask("/public/badges/x", method="POST")[2] == b"page"


def test_a_script_elsewhere_may_ask_first():
    status, headers, _body = ask("/public/badges/x", method="OPTIONS")

    assert (status, headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("application/xhtml+xml", True),
        ("", False),
        ("*/*", False),
        ("application/json", False),
        ("application/ld+json, text/html;q=0.5", False),
        ("text/html;q=0.5, application/ld+json", False),
        ("application/json;q=0.5, text/html", True),
        ("text/html, application/json", True),
        ("application/json, text/html", False),
        ("text/html;q=0", False),
        (";;q=,", False),
    ],
)
def test_what_is_preferred(accept, expected):
    assert wants_page(accept) is expected


def test_each_thread_has_its_own_connection(tmp_path):
    file = tmp_path / "with space?.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE core_publicdocument (path, body, media_type, etag, status)")
        database.execute(
            "INSERT INTO core_publicdocument VALUES ('/public/a', x'01', 't', 'e', 200)"
        )
    database.close()
    store = SqliteStore(file)
    answers = []

    def read():
        answers.append(store("/public/a"))
        store._connection().close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [StoredDocument(b"\x01", "t", "e", 200)] * 3
    assert store("/public/b") is None
    store._connection().close()
