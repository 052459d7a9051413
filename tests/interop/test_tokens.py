"""Tokens: npm `jose` reads our VC-JWTs and we read its, and so with `@sd-jwt/sd-jwt-vc`."""

import json

import pytest

from documents import NOON, credential
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.credentials.sd_jwt_credential import sd_jwt_claims_of
from insigne.encoding import base64url
from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.issuance import issue_sd_jwt_vc
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne.proofs import sd_jwt, vc_jwt
from insigne.verification.evidence import Challenge
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report

pytestmark = pytest.mark.interop

ISSUER = "https://uu.example/issuers/1"
METHOD = f"{ISSUER}#key-1"
CHALLENGE = Challenge(nonce="n-0S6_WzA2Mj", audience="https://verifier.example")
KEEPABLE = ("/name", "/credentialSubject/achievement/tag")
ALGORITHMS = {
    "EdDSA": KeyType.ED25519,
    "ES256": KeyType.P256,
    "ES384": KeyType.P384,
    "RS256": KeyType.RSA,
    "PS256": KeyType.RSA,
}


def key_for(algorithm: str) -> PrivateKey:
    key = PrivateKey.generate(ALGORITHMS[algorithm])
    return key.pinned_to("PS256") if algorithm == "PS256" else key


def private_jwk(key: PrivateKey) -> dict[str, str]:
    return dict(key.to_jwk())


def judged(token: str, key: PrivateKey, challenge: Challenge | None = None) -> Report:
    """What we say of a token, with the document in which its issuer lists *key*."""
    method = {
        "id": METHOD,
        "type": "JsonWebKey",
        "controller": ISSUER,
        "publicKeyJwk": key.public_key.to_jwk(),
    }
    document = {"id": ISSUER, "verificationMethod": [method], "assertionMethod": [METHOD]}
    fetcher = MappingFetcher({ISSUER: json.dumps(document).encode()})
    return examine(token.encode(), fetcher=fetcher, challenge=challenge, at=NOON)


def with_another_name(token: str) -> str:
    """The token with a payload that says something else."""
    head, payload, signature = token.split(".")
    text = base64url.decode(payload).decode().replace("Reading ice", "Reading tea")
    return ".".join([head, base64url.encode(text.encode()), signature])


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_jose_verifies_our_vc_jwt(node, algorithm):
    key = key_for(algorithm)
    token = vc_jwt.secure(credential(ISSUER), signer=key, kid=METHOD)
    jwk = key.public_key.to_jwk()

    ours = node("jose_verify", token=token, jwk=jwk, alg=algorithm)
    changed = node("jose_verify", token=with_another_name(token), jwk=jwk, alg=algorithm)

    assert ours["verified"] is True
    assert json.loads(ours["payload"])["name"] == "Reading ice"
    assert changed["verified"] is False
    assert judged(token, key).verdict is Verdict.VALID, judged(token, key).summary()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_we_verify_the_vc_jwt_that_jose_signs(node, algorithm):
    key = key_for(algorithm)
    payload = json.dumps({**credential(ISSUER), "iss": ISSUER})

    token = node(
        "jose_sign",
        payload=payload,
        jwk=private_jwk(key),
        alg=algorithm,
        header={"typ": "JWT", "kid": METHOD},
    )["token"]

    assert judged(token, key).verdict is Verdict.VALID, judged(token, key).summary()
    assert judged(with_another_name(token), key).verdict is Verdict.INVALID
    assert judged(token, key_for(algorithm)).verdict is Verdict.INVALID


SD_JWT_ALGORITHMS = ["EdDSA", "ES256"]


def binding_payload() -> dict[str, object]:
    return {
        "iat": int(NOON.timestamp()),
        "aud": CHALLENGE.audience,
        "nonce": CHALLENGE.nonce,
    }


def with_another_disclosure(token: str) -> str:
    """The token with a disclosure that says something else, which is no longer what was signed."""
    jwt, *disclosures, end = token.split("~")
    salt, *rest = json.loads(base64url.decode(disclosures[0]))
    forged = json.dumps([salt, *rest[:-1], "Reading tea"]).encode()
    return "~".join([jwt, base64url.encode(forged), *disclosures[1:], end])


@pytest.mark.parametrize("algorithm", SD_JWT_ALGORITHMS)
def test_sd_jwt_vc_shows_and_verifies_what_we_issue(node, algorithm):
    key, holder = key_for(algorithm), key_for(algorithm)
    did = did_key_of(key.public_key)
    keys = {
        "alg": algorithm,
        "issuerKey": key.public_key.to_jwk(),
        "holderKey": private_jwk(holder),
    }
    token = issue_sd_jwt_vc(
        credential(did),
        signer=key,
        verification_method=verification_method_of_did_key(did),
        disclosable=KEEPABLE,
        holder_key=holder.public_key,
    ).decode()

    shown = node(
        "sd_jwt_present",
        **keys,
        token=token,
        presentationFrame={"name": True},
        bindingPayload=binding_payload(),
    )["presentation"]
    read = node("sd_jwt_verify", **keys, token=shown, nonce=CHALLENGE.nonce)
    forged = node(
        "sd_jwt_verify", **keys, token=with_another_disclosure(shown), nonce=CHALLENGE.nonce
    )
    report = judged(shown, key, CHALLENGE)

    assert read["verified"] is True, read
    assert read["payload"]["name"] == "Reading ice"
    assert "tag" not in read["payload"]["credentialSubject"]["achievement"]
    assert forged["verified"] is False
    assert report.verdict is Verdict.VALID, report.summary()
    assert judged(with_another_disclosure(shown), key, CHALLENGE).verdict is Verdict.INVALID


@pytest.mark.parametrize("algorithm", SD_JWT_ALGORITHMS)
def test_we_show_and_verify_what_sd_jwt_vc_issues(node, algorithm):
    key, holder = key_for(algorithm), key_for(algorithm)
    did = did_key_of(key.public_key)
    keys = {"alg": algorithm, "issuerKey": private_jwk(key), "holderKey": private_jwk(holder)}
    claims = sd_jwt_claims_of(credential(did))
    claims["cnf"] = {"jwk": holder.public_key.to_jwk()}

    token = node(
        "sd_jwt_issue",
        **keys,
        claims=claims,
        disclosureFrame={"_sd": ["name"], "credentialSubject": {"achievement": {"_sd": ["tag"]}}},
        header={"kid": verification_method_of_did_key(did)},
    )["token"]
    shown = sd_jwt.present(
        token,
        ["/name"],
        key=holder,
        audience=CHALLENGE.audience,
        nonce=CHALLENGE.nonce,
        at=NOON,
    ).to_text()
    read = node("sd_jwt_verify", **keys, token=shown, nonce=CHALLENGE.nonce)
    report = judged(shown, key, CHALLENGE)

    assert report.verdict is Verdict.VALID, report.summary()
    assert report.credential.name == "Reading ice"
    assert judged(with_another_disclosure(shown), key, CHALLENGE).verdict is Verdict.INVALID
    assert read["verified"] is True, read
