import pytest

from insigne.errors import MalformedError, UnsupportedError
from insigne.identifiers import verification_method


@pytest.mark.parametrize(
    ("address", "controller"),
    [
        ("did:key:z6Mk#z6Mk", "did:key:z6Mk"),
        ("did:web:example.org#key-1", "did:web:example.org"),
        ("https://example.org/issuers/1#z6Mk", "https://example.org/issuers/1"),
        ("https://example.org/keys/1", "https://example.org/keys/1"),
        ("https://example.org/issuers?a=1#k#l", "https://example.org/issuers?a=1"),
    ],
)
def test_the_controller_is_the_address_without_its_fragment(address, controller):
    assert verification_method.controller_of(address) == controller


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#key-1",
        "key-1",
        "https:",
        "https://example.org/ #k",
        "https://exämple.org#k",
        "https://[#z",
        "https://a]b.example/#k",
    ],
)
def test_refuses_what_is_no_address(address):
    with pytest.raises(MalformedError):
        verification_method.controller_of(address)


@pytest.mark.parametrize(
    ("controller", "url"),
    [
        ("did:key:z6Mk", None),
        ("did:web:example.org", "https://example.org/.well-known/did.json"),
        ("https://example.org/issuers/1", "https://example.org/issuers/1"),
        ("http://localhost:8000/issuers/1", "http://localhost:8000/issuers/1"),
    ],
)
def test_says_where_the_document_is(controller, url):
    assert verification_method.document_url_of(controller) == url


@pytest.mark.parametrize(
    "controller", ["did:example:123", "did:ebsi:z2", "urn:uuid:1", "mailto:a@b", "file:///etc/x"]
)
def test_other_identifiers_are_another_dialect(controller):
    with pytest.raises(UnsupportedError):
        verification_method.document_url_of(controller)


@pytest.mark.parametrize(
    "controller",
    [
        "https://",
        "https:///path",
        "https://user:word@example.org/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/a b",
        "https://example.org\\@evil.example/",
        "did:web:127.0.0.1",
    ],
)
def test_refuses_addresses_that_mislead(controller):
    with pytest.raises(MalformedError):
        verification_method.document_url_of(controller)
