import hmac
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import base64url
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import jose

VECTORS = Path(__file__).parents[1] / "vectors"
CASES = [
    json.loads((VECTORS / name).read_text())
    for name in ("rfc7515/rs256.json", "rfc7515/es256.json", "rfc8037/eddsa.json")
]
KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType}
ADA = PrivateKey.from_seed(b"Ada awards badges for Uppsala...")
SIGNED = jose.sign_compact(b'{"a": 1}', signer=ADA, header={"typ": "JWT"})


def signed_by_hand(header, payload=b"payload", key=ADA):
    text = header if isinstance(header, str) else json.dumps(header)
    signing_input = f"{base64url.encode(text.encode())}.{base64url.encode(payload)}"
    return f"{signing_input}.{base64url.encode(key.sign(signing_input.encode()))}"


@pytest.mark.parametrize("case", CASES, ids=["RS256", "ES256", "EdDSA"])
def test_reads_and_checks_the_examples_of_the_rfcs(case):
    jws = jose.parse_compact(case["jws"])
    key = PrivateKey.from_jwk(case["private_jwk"]).public_key

    assert jws.header == case["header"]
    assert jws.payload == case["payload"].encode()
    assert jose.is_signature_valid(jws, key)


@pytest.mark.parametrize("case", [CASES[0], CASES[2]], ids=["RS256", "EdDSA"])
def test_writes_the_examples_of_the_rfcs(case):
    signer = PrivateKey.from_jwk(case["private_jwk"])

    assert jose.sign_compact(case["payload"].encode(), signer=signer, header={}) == case["jws"]


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_only_the_key_that_signed_checks(key):
    jws = jose.parse_compact(jose.sign_compact(b"payload", signer=key, header={"kid": "1"}))

    assert jws.header == {"alg": key.public_key.jose_algorithm, "kid": "1"}
    assert jose.is_signature_valid(jws, key.public_key)
    for other in (*KEYS.values(), ADA):
        if (key, other) == (KEYS[KeyType.RSA_PSS], KEYS[KeyType.RSA]):
            continue  # see the next test
        assert jose.is_signature_valid(jws, other.public_key) is (other is key)


def test_a_token_does_not_decide_how_an_rsa_key_is_used():
    numbers = KEYS[KeyType.RSA]
    jws = jose.parse_compact(
        jose.sign_compact(b"payload", signer=numbers.pinned_to("PS256"), header={})
    )

    assert jose.is_signature_valid(jws, numbers.public_key.pinned_to("PS256"))
    with pytest.raises(UnsupportedError, match="does not say that it is for PS256"):
        jose.is_signature_valid(jws, numbers.public_key)


def test_reads_the_newer_name_of_the_algorithm():
    jws = jose.parse_compact(signed_by_hand({"alg": "Ed25519"}))

    assert jose.is_signature_valid(jws, ADA.public_key)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", None, 0, ["EdDSA"]])
def test_refuses_a_jws_that_does_not_say_how_it_is_signed(algorithm):
    with pytest.raises(MalformedError):
        jose.parse_compact(signed_by_hand({"alg": algorithm}))


def test_refuses_a_jws_without_signature():
    head, _, _ = SIGNED.rpartition(".")

    with pytest.raises(MalformedError):
        jose.parse_compact(head + ".")


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "RS256", "ES256", "eddsa", "X"])
def test_the_key_decides_on_the_algorithm(algorithm):
    jws = jose.parse_compact(signed_by_hand({"alg": algorithm}))

    assert not jose.is_signature_valid(jws, ADA.public_key)


@pytest.mark.parametrize("secret", [KEYS[KeyType.RSA].public_key.to_pem(), b""])
def test_a_public_key_is_no_shared_secret(secret):
    signing_input = f"{base64url.encode(b'{"alg":"HS256"}')}.{base64url.encode(b'{}')}"
    mac = hmac.digest(secret, signing_input.encode(), sha256)

    jws = jose.parse_compact(f"{signing_input}.{base64url.encode(mac)}")

    assert not jose.is_signature_valid(jws, KEYS[KeyType.RSA].public_key)


@pytest.mark.parametrize("algorithm", ["PS512", "ES512", "ES256K", "RS512"])
def test_other_algorithms_are_another_dialect(algorithm):
    jws = jose.parse_compact(signed_by_hand({"alg": algorithm}))

    with pytest.raises(UnsupportedError, match=algorithm):
        jose.is_signature_valid(jws, KEYS[KeyType.RSA].public_key)


@pytest.mark.parametrize(
    "members",
    [
        {"crit": ["exp"]},
        {"crit": []},
        {"crit": None},
        {"b64": False},
        {"b64": True},
        {"zip": "DEF"},
        {"crit": ["b64"], "b64": False},
    ],
)
def test_refuses_headers_that_change_the_meaning(members):
    with pytest.raises(MalformedError):
        jose.parse_compact(signed_by_hand({"alg": "EdDSA"} | members))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "[]",
        '"alg"',
        "null",
        "{}",
        '{"alg": "EdDSA", "alg": "EdDSA"}',
        '{"alg": "EdDSA"',
        '{"alg": "EdDSA", "x": NaN}',
        '{"alg": "EdDSA", "x": "' + "x" * 20_000 + '"}',
    ],
)
def test_refuses_headers_that_are_no_header(header):
    with pytest.raises(MalformedError):
        jose.parse_compact(signed_by_hand(header))


HEAD, BODY, SIGNATURE = SIGNED.split(".")


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "...",
        HEAD,
        f"{HEAD}.{BODY}",
        f"{SIGNED}.",
        f"{SIGNED}.{SIGNATURE}",
        f"{HEAD}.{BODY}.{SIGNATURE}==",
        f"{HEAD}=.{BODY}.{SIGNATURE}",
        f"{HEAD}.{BODY}= .{SIGNATURE}",
        f" {SIGNED}",
        f"{SIGNED}\n",
        f"{HEAD}.{BODY}\n.{SIGNATURE}",
        f"{HEAD}.{BODY}.{SIGNATURE[:-1]}B",
        SIGNED.replace("-", "+").replace("_", "/") + "+",
        json.dumps({"payload": BODY, "protected": HEAD, "signature": SIGNATURE}),
    ],
)
def test_refuses_other_spellings(text):
    with pytest.raises(MalformedError):
        jose.parse_compact(text)


@pytest.mark.parametrize("header", [{"alg": "none"}, {"crit": ["x"]}, {"b64": False}])
def test_does_not_write_what_it_would_not_read(header):
    with pytest.raises(ValueError, match="a parameter"):
        jose.sign_compact(b"payload", signer=ADA, header=header)


@given(position=st.integers(0, len(SIGNED) - 1), character=st.characters(max_codepoint=255))
def test_changing_any_character_breaks_it(position, character):
    changed = SIGNED[:position] + character + SIGNED[position + 1 :]
    if changed == SIGNED:
        return

    try:
        jws = jose.parse_compact(changed)
    except MalformedError:
        return

    assert not jose.is_signature_valid(jws, ADA.public_key)


@given(payload=st.binary())
def test_reads_what_it_wrote(payload):
    jws = jose.parse_compact(jose.sign_compact(payload, signer=ADA, header={}))

    assert jws.payload == payload
    assert jose.is_signature_valid(jws, ADA.public_key)


def test_a_token_has_a_limit():
    with pytest.raises(MalformedError, match="more than"):
        jose.parse_compact("a" * (16 * 1024 * 1024 + 1))
