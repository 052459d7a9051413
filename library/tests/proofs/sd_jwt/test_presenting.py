from datetime import UTC, datetime, timedelta

import pytest

from insigne.encoding import strict_json
from insigne.errors import MalformedError, SigningError, UnsupportedError
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import jose
from insigne.proofs.sd_jwt import KeyBinding, holder_key_of, issue, present, read

ADA = PrivateKey.from_seed(b"a" * 32)
AMINA = PrivateKey.from_seed(b"n" * 32)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
CLAIMS = {
    "iss": "https://uppsala.example",
    "name": {"given": "Amina", "family": "B."},
    "list": [1, 2],
}
DISCLOSABLE = ["/name", "/name/given", "/name/family", "/list/0", "/list/1"]


def token(**options):
    return issue(
        CLAIMS,
        signer=ADA,
        header={"typ": "dc+sd-jwt"},
        disclosable=DISCLOSABLE,
        **{"holder_key": AMINA.public_key, **options},
    )


def shown(pointers):
    claims = dict(read(present(token(), pointers)).claims)
    del claims["iss"], claims["cnf"]
    return claims


def test_only_what_is_asked_for_is_shown():
    assert shown([]) == {"list": []}
    assert shown(["/name"]) == {"name": {}, "list": []}
    assert shown(["/name/given"]) == {"name": {"given": "Amina"}, "list": []}
    assert shown(["/list/1"]) == {"list": [2]}
    assert shown(DISCLOSABLE) == {"name": CLAIMS["name"], "list": [1, 2]}


def test_what_is_open_may_be_asked_for_too():
    assert shown(["/iss", "/list"]) == {"list": []}


@pytest.mark.parametrize("pointer", ["/other", "/list/2", "/list/x", "/list/-1", "/iss/0", "iss/x"])
def test_what_is_not_there_cannot_be_shown(pointer):
    with pytest.raises(MalformedError):
        present(token(), [pointer])


def test_a_holder_signs_what_is_shown():
    found = read(present(token(), ["/name"], key=AMINA, nonce="n", audience="v", at=NOON))

    bound = KeyBinding.parse(found.token.key_binding)
    assert bound.jws.header == {"alg": "EdDSA", "typ": "kb+jwt"}
    assert (bound.nonce, bound.audience, bound.issued_at) == ("n", "v", NOON)
    assert bound.is_signed_by(holder_key_of(found.claims))
    assert bound.is_about(found.token, "sha-256")
    assert not bound.is_about(token(), "sha-256")
    assert not bound.has_ended(NOON + timedelta(days=9))


def test_showing_again_takes_the_former_signature_away():
    first = present(token(), ["/name"], key=AMINA, nonce="n", audience="v", at=NOON)

    assert present(first.to_text(), []).key_binding == ""


def test_only_the_confirmed_key_signs():
    for held in (token(), token(holder_key=None)):
        with pytest.raises(SigningError, match="another holder"):
            present(held, [], key=ADA, nonce="n", audience="v", at=NOON)


@pytest.mark.parametrize("missing", ["nonce", "audience", "at"])
def test_a_holder_says_for_whom_and_when(missing):
    options = {"nonce": "n", "audience": "v", "at": NOON}
    del options[missing]

    with pytest.raises(ValueError, match="for whom"):
        present(token(), [], key=AMINA, **options)


def test_the_claims_may_not_name_a_holder_of_their_own():
    with pytest.raises(MalformedError, match="already"):
        issue({"cnf": {}}, signer=ADA, header={}, holder_key=AMINA.public_key)


def test_a_payload_has_to_be_an_object():
    text = jose.sign_compact(b"[]", signer=ADA, header={"typ": "dc+sd-jwt"}) + "~"

    with pytest.raises(MalformedError, match="not a JSON object"):
        read(text)


def bound_by(header=None, **changes):
    payload = {"iat": 1, "aud": "v", "nonce": "n", "sd_hash": "h", **changes}
    payload = {name: value for name, value in payload.items() if value is not None}
    return jose.sign_compact(
        strict_json.to_bytes(payload), signer=AMINA, header=header or {"typ": "kb+jwt"}
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (bound_by({"typ": "KB+JWT"}), "typ"),
        (bound_by({"kid": "x"}), "typ"),
        (bound_by(nonce=None), "nonce"),
        (bound_by(nonce=""), "nonce"),
        (bound_by(aud=["v"]), "aud"),
        (bound_by(sd_hash=1), "sd_hash"),
        (bound_by(iat="1"), "iat"),
        (bound_by(iat=True), "iat"),
        (bound_by(iat=10**20), "iat"),
        (bound_by(exp="never"), "exp"),
        (jose.sign_compact(b"1", signer=AMINA, header={"typ": "kb+jwt"}), ""),
    ],
)
def test_what_is_no_key_binding_is_malformed(text, path):
    with pytest.raises(MalformedError) as caught:
        KeyBinding.parse(text)

    assert caught.value.path == path


def test_a_key_binding_may_end():
    bound = KeyBinding.parse(bound_by(exp=NOON.timestamp()))

    assert bound.has_ended(NOON)
    assert not bound.has_ended(NOON - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("cnf", "path"),
    [
        ("key", "cnf"),
        ({}, "cnf"),
        ({"jwk": "key"}, "cnf.jwk"),
        ({"jwk": AMINA.to_jwk()}, "cnf.jwk"),
        ({"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "AA"}}, "cnf.jwk.x"),
        ({"jwk": AMINA.public_key.to_jwk(), "kid": "1"}, "cnf"),
    ],
)
def test_what_is_no_confirmation_is_malformed(cnf, path):
    with pytest.raises(MalformedError) as caught:
        holder_key_of({"cnf": cnf})

    assert caught.value.path == path


def test_other_confirmations_are_unsupported():
    with pytest.raises(UnsupportedError, match="kid"):
        holder_key_of({"cnf": {"kid": "1"}})


def test_a_holder_of_any_key_that_we_read():
    for key_type in KeyType:
        key = PrivateKey.generate(key_type)
        held = token(holder_key=key.public_key)

        presented = read(present(held, [], key=key, nonce="n", audience="v", at=NOON))

        assert KeyBinding.parse(presented.token.key_binding).is_signed_by(key.public_key)
