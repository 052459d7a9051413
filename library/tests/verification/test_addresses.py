import pytest

from insigne.errors import MalformedError
from insigne.verification.addresses import (
    is_allowed_origin,
    is_same_id,
    is_same_origin,
    is_web_address,
    origin_of,
    starts_with,
)


@pytest.mark.parametrize(
    "text",
    [
        "ftp://a.example/",
        "https://",
        "https:///path",
        "https://user@a.example/",
        "https://a.example@evil.example/",
        "https://a.example\\@evil.example/",
        "https://\ud800.example/",
        "https://a.example/ b",
        "https://a.example/\n",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://[::1/",
        "urn:uuid:1",
        "",
        None,
        7,
    ],
)
def test_what_is_no_web_address(text):
    assert not is_web_address(text)


def test_an_origin_is_scheme_host_and_port():
    assert origin_of("HTTPS://A.Example./x") == ("https", "a.example", 443)
    assert origin_of("http://a.example:8080") == ("http", "a.example", 8080)
    with pytest.raises(MalformedError):
        origin_of("mailto:a@a.example")


@pytest.mark.parametrize(
    ("url", "prefix"),
    [
        ("https://a.example/b/1", "https://a.example/b"),
        ("https://a.example/b/1", "https://a.example/b/"),
        ("https://a.example/b", "https://a.example/b"),
        ("https://a.example/anything", "https://a.example"),
        ("https://a.example/anything", "https://a.example/"),
        ("https://A.example:443/b/1", "https://a.example/b"),
        ("https://a.example/get?id=7", "https://a.example/get?id="),
    ],
)
def test_an_address_under_a_prefix(url, prefix):
    assert starts_with(url, prefix)


@pytest.mark.parametrize(
    ("url", "prefix"),
    [
        ("https://a.example/bc", "https://a.example/b"),
        ("https://a.example/b-evil/1", "https://a.example/b"),
        ("https://a.example.evil.example/b/1", "https://a.example"),
        ("https://a.example.evil.example/b/1", "https://a.example/b"),
        ("https://a.exampleevil.example/", "https://a.example"),
        ("https://a.example@evil.example/b", "https://a.example"),
        ("https://a.example:8443/b/1", "https://a.example/b"),
        ("http://a.example/b/1", "https://a.example/b"),
        ("https://a.example/b/../c", "https://a.example/b"),
        ("https://a.example/b/%2e%2e/c", "https://a.example/b"),
        ("https://a.example/b/..%2fc", "https://a.example/b"),
        ("https://a.example/b/%5c..%5cc", "https://a.example/b"),
        ("https://evil.example/https://a.example/b", "https://a.example/b"),
        ("https://evil.example/?u=https://a.example/b", "https://a.example/b"),
        ("https://evil.example#https://a.example/b", "https://a.example/b"),
        ("https://b.a.example/b/1", "https://a.example/b"),
        ("https://a.example/B/1", "https://a.example/b"),
        ("https://a.example/get/?id=7", "https://a.example/get?id="),
        ("https://a.example/b", "a.example/b"),
        ("https://a.example/b", ""),
    ],
)
def test_a_look_alike_is_not_under_the_prefix(url, prefix):
    assert not starts_with(url, prefix)


def test_allowed_origins_are_hosts_or_origins():
    assert is_allowed_origin("https://a.example/1", ["b.example", "a.example"])
    assert is_allowed_origin("https://a.example/1", ["https://a.example"])
    assert not is_allowed_origin("https://a.example/1", ["http://a.example"])
    assert not is_allowed_origin("https://a.example.evil.example/1", ["a.example"])
    assert not is_allowed_origin("https://evil.example/1", ["a.example@evil.example", ""])


def test_ids_are_compared_unescaped_and_trimmed():
    assert is_same_id("https://a.example/a%20b ", "https://a.example/a b")
    assert not is_same_id("https://a.example/a", "https://a.example/A")


def test_same_origin_needs_two_web_addresses():
    assert is_same_origin("https://a.example/1", "https://a.example/2")
    assert not is_same_origin("urn:a", "urn:a")
