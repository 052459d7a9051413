import gzip
import ipaddress
import socket
import threading
import time

import pytest
from werkzeug import Response

from insigne.adapters.fetching import HttpFetcher
from insigne.adapters.guarded_transport import is_global, is_global_or_loopback, is_loopback
from insigne.verification.evidence import Fetched, Need, NotFetched, Purpose

HERE = HttpFetcher(allow_this_machine=True, timeout=3.0)
OUT_THERE = HttpFetcher(timeout=0.5)


def need(url, purpose=Purpose.KEYS):
    return Need(url, purpose)


def test_an_answer_is_kept_whatever_its_status(httpserver):
    httpserver.expect_request("/a").respond_with_data(
        b'{"a":1}', 404, content_type="application/json; charset=utf-8"
    )

    fetched = HERE.fetch(need(httpserver.url_for("/a#part")))

    assert isinstance(fetched, Fetched)
    assert (fetched.status, fetched.body, fetched.media_type) == (
        404,
        b'{"a":1}',
        "application/json",
    )
    assert fetched.url.endswith("/a#part")
    assert fetched.final_url == httpserver.url_for("/a")


def test_nothing_about_the_asker_is_sent(httpserver, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    seen = []

    def handler(request):
        seen.append(dict(request.headers))
        return Response("{}", headers={"Set-Cookie": "who=me; Path=/"})

    httpserver.expect_request("/").respond_with_handler(handler)

    assert isinstance(HERE.fetch(need(httpserver.url_for("/"))), Fetched)
    assert isinstance(HERE.fetch(need(httpserver.url_for("/"))), Fetched)
    assert [sorted(headers) for headers in seen] == [
        ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
    ] * 2


def test_three_redirects_are_followed_and_not_four(httpserver):
    for step in range(4):
        location = {"Location": f"/{step + 1}"}
        httpserver.expect_request(f"/{step}").respond_with_data(b"", 302, headers=location)
    httpserver.expect_request("/4").respond_with_data(b"{}")

    assert HERE.fetch(need(httpserver.url_for("/1"))).final_url == httpserver.url_for("/4")
    assert HERE.fetch(need(httpserver.url_for("/0"))) == NotFetched(
        httpserver.url_for("/0"), "more than 3 redirects"
    )


@pytest.mark.parametrize("location", ["https://[", "//[#z", "https://a]b.example/"])
def test_a_redirect_to_no_address_is_no_answer(monkeypatch, location):
    monkeypatch.setattr(HttpFetcher, "_ask", lambda *arguments: (None, location))

    answer = OUT_THERE.fetch(need("https://out.example/"))

    assert answer == NotFetched("https://out.example/", "it was redirected to what is no address")


@pytest.mark.parametrize("url", ["https://a_['# ", "https://[#z", "https://\ud800.example/", "a:"])
def test_what_is_no_address_is_not_looked_up(url, no_connections):
    assert OUT_THERE.fetch(need(url)) == NotFetched(url, f"{url} is not a web address")
    assert no_connections == []


def test_too_much_is_not_read(httpserver):
    httpserver.expect_request("/").respond_with_data(b" " * (1024 * 1024 + 1))

    assert "larger than 1 MiB" in HERE.fetch(need(httpserver.url_for("/"))).reason
    list_need = need(httpserver.url_for("/"), Purpose.STATUS_LIST)
    assert isinstance(HERE.fetch(list_need), Fetched)


def test_a_compressed_answer_is_refused(httpserver):
    bomb = gzip.compress(b"0" * 10_000_000)
    httpserver.expect_request("/").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})

    assert "compressed" in HERE.fetch(need(httpserver.url_for("/"))).reason


def test_a_slow_drip_ends(httpserver):
    def drip(request):
        def body():
            for _ in range(20):
                time.sleep(0.1)
                yield b" "

        return Response(body())

    httpserver.expect_request("/").respond_with_handler(drip)
    started = time.monotonic()

    answer = HttpFetcher(allow_this_machine=True, timeout=0.3).fetch(need(httpserver.url_for("/")))

    assert answer.reason == "the answer took too long"
    assert time.monotonic() - started < 1.5


def test_a_name_server_that_says_nothing_is_not_waited_for(monkeypatch):
    woken = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: woken.wait(5) and [])
    started = time.monotonic()

    answer = OUT_THERE.fetch(need("https://silent.example/"))

    woken.set()
    assert answer == NotFetched("https://silent.example/", "the answer took too long")
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
def test_a_name_that_nobody_knows_is_no_answer(monkeypatch, error):
    def getaddrinfo(host, port, **options):
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    assert OUT_THERE.fetch(need("https://nobody.example/")) == NotFetched(
        "https://nobody.example/", "the name nobody.example is not known"
    )


@pytest.mark.parametrize("host", ["xn--", "^xn--..'", "xn--a", "a..b", "x" * 64])
def test_a_name_that_is_no_name_is_no_answer(host, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _names({}))

    assert isinstance(OUT_THERE.fetch(need(f"https://{host};/")), NotFetched)


def test_a_closed_port_is_no_answer():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

    assert isinstance(HERE.fetch(need(f"http://127.0.0.1:{port}/")), NotFetched)


SPELLINGS_OF_THIS_MACHINE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0177.1",
    "017700000001", "127.255.255.254", "0.0.0.0", "0", "localhost", "LOCALHOST", "localhost.",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "①②⑦.⓪.⓪.①",
]  # fmt: skip
SPELLINGS_OF_THE_INSIDE = [
    "10.0.0.1", "10.1", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "192.168.1", "3232235521", "0xc0a80001", "169.254.169.254", "2852039166",
    "0xa9fea9fe", "0251.0376.0251.0376", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "0.1.2.3",
    "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]",
    "[::ffff:10.0.0.1]", "[::ffff:a00:1]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b::a00:1]", "[2002:a00:1::]", "[2002:a9fe:a9fe::1]", "[fec0::1]", "[3fff::1]",
    "192.88.99.1", "[::a00:1]", "[64:ff9b:1::a00:1]", "[2001:0:a00:1::]", "[::ffff:0:a00:1]",
]  # fmt: skip


def test_there_are_many_spellings():
    assert len({*SPELLINGS_OF_THIS_MACHINE, *SPELLINGS_OF_THE_INSIDE}) >= 60


@pytest.mark.parametrize("host", SPELLINGS_OF_THIS_MACHINE + SPELLINGS_OF_THE_INSIDE)
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_no_spelling_leads_inside(host, scheme, no_connections):
    answer = OUT_THERE.fetch(need(f"{scheme}://{host}:9/"))

    assert isinstance(answer, NotFetched)
    assert no_connections == []


@pytest.mark.parametrize("host", SPELLINGS_OF_THE_INSIDE)
def test_this_machine_is_not_its_neighbours(host, no_connections):
    for scheme in ("https", "http"):
        assert isinstance(HERE.fetch(need(f"{scheme}://{host}:9/")), NotFetched)
    assert no_connections == []


@pytest.fixture
def no_connections(monkeypatch):
    tried = []

    def connect(address, *arguments, **options):
        tried.append(address)
        raise OSError("not in this test")

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def test_one_bad_address_among_good_ones_is_enough(monkeypatch, no_connections):
    monkeypatch.setattr(
        socket, "getaddrinfo", _names({"two.example": ["93.184.216.34", "127.0.0.1"]})
    )

    answer = OUT_THERE.fetch(need("https://two.example/"))

    assert answer.reason == "two.example leads to 127.0.0.1, where we do not look"
    assert no_connections == []


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch, no_connections):
    asked = []

    def getaddrinfo(host, port, **options):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    assert isinstance(OUT_THERE.fetch(need("https://turning.example/")), NotFetched)
    assert asked == ["turning.example"]
    assert no_connections == [("93.184.216.34", 443)]


def test_the_outside_does_not_redirect_inside(httpserver, monkeypatch):
    """An https answer, even for a caller who may fetch from this machine, leads nowhere inside."""
    calls = []

    def ask(self, url, need, is_allowed, deadline):
        calls.append((url, is_allowed))
        return None, "http://localhost:1/secret"

    monkeypatch.setattr(HttpFetcher, "_ask", ask)

    answer = HERE.fetch(need("https://out.example/"))

    assert answer == NotFetched("https://out.example/", "it is not an https address")
    assert calls == [("https://out.example/", is_global_or_loopback)]


def test_addresses_by_kind():
    public = [ipaddress.ip_address(text) for text in ("93.184.216.34", "2606:4700::1111")]
    own = [ipaddress.ip_address(text) for text in ("127.0.0.1", "::1", "::ffff:127.0.0.1")]

    assert [is_global(address) for address in public] == [True, True]
    assert [is_loopback(address) for address in public] == [False, False]
    assert [is_global(address) for address in own] == [False, False, False]
    assert [is_loopback(address) for address in own] == [True, True, True]


def _names(names):
    def getaddrinfo(host, port, **options):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in names.get(host, [])
        ]

    return getaddrinfo
