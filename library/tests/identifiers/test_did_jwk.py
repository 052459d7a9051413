import json

import pytest

from insigne.encoding import base64url
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import did_jwk, own_key
from insigne.keys.private_key import KeyType, PrivateKey

KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType}

# The example of the did:jwk method specification (P-256), and the document that it stands for.
EXAMPLE = (
    "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6"
    "OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9"
)
EXAMPLE_JWK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",
    "y": "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE",
}


def did_of(value):
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return "did:jwk:" + base64url.encode(text)


def test_reads_the_example_of_the_specification():
    assert did_jwk.key_of_did_jwk(EXAMPLE).to_jwk() == EXAMPLE_JWK
    assert did_jwk.verification_method_of_did_jwk(EXAMPLE) == EXAMPLE + "#0"


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_reads_what_it_writes(key):
    did = did_jwk.did_jwk_of(key.public_key)

    assert did_jwk.key_of_did_jwk(did) == key.public_key


def test_other_members_do_not_make_another_key():
    assert did_jwk.key_of_did_jwk(did_of(EXAMPLE_JWK | {"use": "sig", "kid": "x"})).to_jwk() == (
        EXAMPLE_JWK
    )


@pytest.mark.parametrize(
    ("did", "error"),
    [
        ("", MalformedError),
        ("did:jwk:", MalformedError),
        ("did:key:z6Mk", MalformedError),
        ("DID:JWK:" + EXAMPLE[8:], MalformedError),
        (EXAMPLE + "#0", MalformedError),
        (EXAMPLE + "?x=1", MalformedError),
        (EXAMPLE + "/", MalformedError),
        (EXAMPLE + "=", MalformedError),
        (EXAMPLE[:-1] + "8", MalformedError),
        (EXAMPLE[:-4], MalformedError),
        (" " + EXAMPLE, MalformedError),
        (did_of(json.dumps(EXAMPLE_JWK).encode() + b"{}"), MalformedError),
        (did_of(json.dumps(EXAMPLE_JWK).encode() + b"\0"), MalformedError),
        (did_of(b"[]"), MalformedError),
        (did_of(b'"key"'), MalformedError),
        (did_of(b'{"kty":"EC","kty":"OKP"}'), MalformedError),
        (did_of(EXAMPLE_JWK | {"d": "AQ"}), MalformedError),
        (did_of(EXAMPLE_JWK | {"use": "enc"}), MalformedError),
        (did_of(EXAMPLE_JWK | {"y": EXAMPLE_JWK["x"]}), MalformedError),
        (did_of(EXAMPLE_JWK | {"alg": "ES384"}), UnsupportedError),
        (did_of({"kty": "oct", "k": "AAAA"}), MalformedError),
        (did_of({"kty": "OKP", "crv": "X25519", "x": "AA"}), UnsupportedError),
        (did_of(EXAMPLE_JWK | {"kid": "x" * 8000}), MalformedError),
    ],
)
def test_refuses_what_is_no_did_jwk(did, error):
    with pytest.raises(InsigneError) as caught:
        did_jwk.key_of_did_jwk(did)

    assert isinstance(caught.value, error)


def test_knows_the_identifiers_that_are_their_own_key():
    assert own_key.is_own_key(EXAMPLE)
    assert own_key.is_own_key("did:key:z6Mk")
    assert not own_key.is_own_key("did:web:example.org")
    assert own_key.verification_method_of("did:key:z6Mk") == "did:key:z6Mk#z6Mk"
    assert own_key.verification_method_of(EXAMPLE) == EXAMPLE + "#0"
    with pytest.raises(MalformedError):
        own_key.key_of("did:web:example.org")
