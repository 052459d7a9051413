import json

import pytest

from insigne.errors import MalformedError
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import jose, vc_jwt

KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType}
ISSUER = "https://uppsala.example/issuers/1"
SUBJECT = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"


def credential(**members):
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER, "type": ["Profile"]},
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2027-01-01T02:00:00+02:00",
        "credentialSubject": {"id": SUBJECT, "type": ["AchievementSubject"]},
    } | members


CLAIMS = {
    "iss": ISSUER,
    "jti": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "sub": SUBJECT,
    "nbf": 1767225600,
    "exp": 1798761600,
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_the_payload_is_the_credential_and_the_claims_that_repeat_it(key):
    jws = jose.parse_compact(vc_jwt.secure(credential(), signer=key))
    payload = json.loads(jws.payload)

    assert payload == credential() | CLAIMS
    assert jws.header == {
        "alg": key.public_key.jose_algorithm,
        "typ": "JWT",
        "jwk": key.public_key.to_jwk(),
    }
    assert jose.is_signature_valid(jws, key.public_key)
    assert vc_jwt.registered_claim_problems(payload, payload) == []


def test_a_kid_takes_the_place_of_the_key():
    text = vc_jwt.secure(credential(), signer=KEYS[KeyType.RSA], kid=ISSUER + "/key.jwk")

    assert jose.parse_compact(text).header == {
        "alg": "RS256",
        "typ": "JWT",
        "kid": ISSUER + "/key.jwk",
    }


def test_leaves_out_the_claims_that_would_repeat_nothing():
    document = credential(issuer=ISSUER, credentialSubject={"type": ["AchievementSubject"]})
    del document["validUntil"]

    payload = json.loads(
        jose.parse_compact(vc_jwt.secure(document, signer=KEYS[KeyType.RSA])).payload
    )

    assert payload == document | {
        name: value for name, value in CLAIMS.items() if name in {"iss", "jti", "nbf"}
    }


@pytest.mark.parametrize("claim", vc_jwt.REGISTERED_CLAIMS)
def test_a_credential_may_not_use_the_names_of_the_claims(claim):
    with pytest.raises(MalformedError) as caught:
        vc_jwt.secure(credential(**{claim: 1}), signer=KEYS[KeyType.RSA])

    assert caught.value.path == claim


@pytest.mark.parametrize("instant", ["2026-01-01", "soon", 7])
def test_refuses_a_credential_whose_instants_are_none(instant):
    with pytest.raises(MalformedError):
        vc_jwt.secure(credential(validFrom=instant), signer=KEYS[KeyType.RSA])


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://elsewhere.example/issuers/1"),
        ("iss", None),
        ("iss", [ISSUER]),
        ("jti", "urn:uuid:other"),
        ("sub", ISSUER),
        ("nbf", 1767225601),
        ("nbf", "1767225600"),
        ("nbf", True),
        ("exp", 1798761599),
        ("exp", float("inf")),
        ("exp", None),
    ],
)
def test_a_claim_that_contradicts_the_credential_is_a_problem(claim, value):
    payload = credential() | CLAIMS | {claim: value}

    assert vc_jwt.registered_claim_problems(payload, payload) == [
        f"{claim} is not what the credential says"
    ]


def test_a_claim_without_counterpart_is_a_problem():
    payload = credential() | CLAIMS
    del payload["validUntil"]

    assert vc_jwt.registered_claim_problems(payload, payload) == [
        "exp is not what the credential says"
    ]


def test_claims_that_are_absent_contradict_nothing():
    assert vc_jwt.registered_claim_problems(credential(), credential()) == []


def test_parts_of_a_second_are_no_contradiction():
    payload = credential(validFrom="2026-01-01T00:00:00.750Z") | CLAIMS | {"nbf": 1767225600.75}

    assert vc_jwt.registered_claim_problems(payload, payload) == []


def test_an_instant_that_cannot_be_read_is_a_problem():
    unreadable = credential(validFrom="soon")

    problems = vc_jwt.registered_claim_problems(unreadable, unreadable)

    assert len(problems) == 1
    assert "not a date and time" in problems[0]


def test_the_credential_may_stand_apart_from_its_claims():
    assert vc_jwt.registered_claim_problems(CLAIMS, credential()) == []
    assert vc_jwt.registered_claim_problems(CLAIMS, credential(id="urn:uuid:other")) == [
        "jti is not what the credential says"
    ]
