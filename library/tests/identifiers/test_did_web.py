import pytest

from insigne.errors import MalformedError
from insigne.identifiers import did_web


# did:web Method Specification, "Read (Resolve)", and its examples.
@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"),
        (
            "did:web:w3c-ccg.github.io:user:alice",
            "https://w3c-ccg.github.io/user/alice/did.json",
        ),
        (
            "did:web:example.com%3A3000:user:alice",
            "https://example.com:3000/user/alice/did.json",
        ),
        ("did:web:example.com%3a8443", "https://example.com:8443/.well-known/did.json"),
        ("did:web:EXAMPLE.com:A", "https://example.com/A/did.json"),
        ("did:web:localhost%3A8443", "https://localhost:8443/.well-known/did.json"),
        ("did:web:example.com:a%20b", None),
        ("did:web:example.com:caf%C3%A9", "https://example.com/caf%C3%A9/did.json"),
    ],
)
def test_finds_the_document(did, url):
    if url is None:
        with pytest.raises(MalformedError):
            did_web.document_url_of(did)
    else:
        assert did_web.document_url_of(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:web::user",
        "did:web:example.com:",
        "did:web:example.com::a",
        "did:web:example.com/path",
        "did:web:example.com#key",
        "did:web:example.com?x",
        "did:web:user@example.com",
        "did:web:user%40example.com",
        "did:web:example.com%2Fevil",
        "did:web:example.com%3A",
        "did:web:example.com%3A0",
        "did:web:example.com%3A99999",
        "did:web:example.com%3A80%3A80",
        "did:web:example.com:..",
        "did:web:example.com:%2e%2e",
        "did:web:example.com:.%2E:x",
        "did:web:example.com:a%2Fb",
        "did:web:example.com:a%5Cb",
        "did:web:example.com:a%23b",
        "did:web:example.com:a%252Fb",
        "did:web:example.com:a%00",
        "did:web:example.com:a%",
        "did:web:127.0.0.1",
        "did:web:2130706433",
        "did:web:0x7f000001",
        "did:web:127.1",
        "did:web:[%3A%3A1]",
        "did:web:-example.com",
        "did:web:example.com.",
        "did:web:exämple.com",
        "did:web:example.com\n",
        "did:key:z6Mk",
        "web:example.com",
    ],
)
def test_refuses_what_would_lead_elsewhere(did):
    with pytest.raises(MalformedError):
        did_web.document_url_of(did)
