import pytest

from insigne.errors import MalformedError
from insigne.identifiers.jwt_vc_issuer import JwtVcIssuer, metadata_url_of
from insigne.keys.private_key import PrivateKey

ISSUER = "https://example.com/tenant/1234"
ADA = PrivateKey.from_seed(b"a" * 32).public_key


@pytest.mark.parametrize(
    ("issuer", "url"),
    [
        ("https://example.com", "https://example.com/.well-known/jwt-vc-issuer"),
        ("https://example.com/", "https://example.com/.well-known/jwt-vc-issuer"),
        (ISSUER, "https://example.com/.well-known/jwt-vc-issuer/tenant/1234"),
        ("https://example.com/t/", "https://example.com/.well-known/jwt-vc-issuer/t"),
        ("https://example.com:8443", "https://example.com:8443/.well-known/jwt-vc-issuer"),
    ],
)
def test_the_metadata_is_between_host_and_path(issuer, url):
    assert metadata_url_of(issuer) == url


@pytest.mark.parametrize(
    "issuer",
    [
        "", "http://example.com", "https://", "urn:example:issuer", "https://example.com?a=b",
        "https://example.com#a", "https://a@example.com", "https://example.com/a b",
        "https://example.com\\x", "https://example.com:0", "https://example.com:x",
        "https://[example.com", "https://ex\u00e4mple.com", "https://example.com/\n",
    ],
)  # fmt: skip
def test_other_identifiers_have_no_metadata(issuer):
    with pytest.raises(MalformedError, match="not the https address"):
        metadata_url_of(issuer)


def test_keys_stand_in_the_metadata_or_elsewhere():
    jwks = {"keys": [{"kid": "1", **ADA.to_jwk()}]}

    inside = JwtVcIssuer.parse({"issuer": ISSUER, "jwks": jwks}, issuer=ISSUER)
    outside = JwtVcIssuer.parse({"issuer": ISSUER, "jwks_uri": "https://k.example"}, issuer=ISSUER)

    assert inside.jwks.key_for("1") == ADA
    assert (outside.jwks, outside.jwks_uri) == (None, "https://k.example")


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"issuer": ISSUER + "/", "jwks": {"keys": []}}, "issuer"),
        ({"jwks": {"keys": []}}, "issuer"),
        ({"issuer": ISSUER}, "jwks"),
        ({"issuer": ISSUER, "jwks": {"keys": []}, "jwks_uri": "https://k.example"}, "jwks"),
        ({"issuer": ISSUER, "jwks": []}, "jwks"),
        ({"issuer": ISSUER, "jwks": {}}, "keys"),
        ({"issuer": ISSUER, "jwks_uri": "http://k.example"}, "jwks_uri"),
        ({"issuer": ISSUER, "jwks_uri": 7}, "jwks_uri"),
    ],
)
def test_what_is_no_metadata_is_malformed(document, path):
    with pytest.raises(MalformedError) as caught:
        JwtVcIssuer.parse(document, issuer=ISSUER)

    assert caught.value.path == path
