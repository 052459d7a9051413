"""Open Badges 3.0: what we issue is verified by others, and what they issue by us."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from openbadgeslib.ob3 import credential as ob3
from openbadgeslib.ob3.did import did_key_from_pem
from openbadgeslib.ob3.ldp import OB3LdpSigner, OB3LdpVerifier
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from documents import NOON, credential, tampered
from insigne.adapters.fetcher import OfflineFetcher
from insigne.adapters.gathering import examine
from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.issuance import issue
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne.verification.outcome import Verdict

pytestmark = pytest.mark.interop


def issued(proof: str = "eddsa-rdfc-2022", key_type: KeyType = KeyType.ED25519) -> bytes:
    """A credential of ours under a fresh did:key."""
    key = PrivateKey.generate(key_type)
    did = did_key_of(key.public_key)
    return issue(
        credential(did),
        signer=key,
        verification_method=verification_method_of_did_key(did),
        proof=proof,
        at=NOON,
    )


def test_verifier_core_verifies_what_we_issue(node):
    document = json.loads(issued())

    ours = node("verifier_core", credential=document, documents={})
    changed = node("verifier_core", credential=tampered(document), documents={})

    assert ours["errors"] == []
    assert {entry["id"]: entry.get("valid") for entry in ours["log"]}["valid_signature"] is True
    assert [error["name"] for error in changed["errors"]] == ["invalid_signature"]


def test_openbadgeslib_verifies_our_data_integrity_proof():
    document = json.loads(issued())

    read = OB3LdpVerifier.for_issuer_did(document["issuer"]["id"]).verify(document)

    assert read.achievement.name == "Reading ice"
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier.for_issuer_did(document["issuer"]["id"]).verify(tampered(document))


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P256])
def test_openbadgeslib_verifies_our_jwt(key_type):
    token = issued("vc-jwt", key_type).decode()
    payload = token.split(".")[1]
    other_payload = ("A" if payload[20] != "A" else "B").join([payload[:20], payload[21:]])
    did = OB3Verifier.for_issuer_did

    read = did(_issuer_of(token)).verify(token)

    assert read.achievement.name == "Reading ice"
    with pytest.raises(OB3VerificationError):
        did(_issuer_of(token)).verify(token.replace(payload, other_payload))


def test_we_verify_what_openbadgeslib_issues():
    pem = _pem(ed25519.Ed25519PrivateKey.generate())
    badge = _their_credential(did_key_from_pem(_public_pem(pem)))

    document = OB3LdpSigner(pem).sign_to_json(badge, created=NOON)
    report = examine(document.encode(), fetcher=OfflineFetcher(), at=NOON)
    changed = examine(
        json.dumps(tampered(json.loads(document))).encode(), fetcher=OfflineFetcher(), at=NOON
    )

    assert report.verdict is Verdict.VALID, report.summary()
    assert changed.verdict is Verdict.INVALID


def test_we_verify_the_jwt_that_openbadgeslib_issues():
    pem = _pem(ec.generate_private_key(ec.SECP256R1()))
    badge = _their_credential(did_key_from_pem(_public_pem(pem)))

    token = OB3Signer(pem, "ES256").sign(badge)
    report = examine(token.encode(), fetcher=OfflineFetcher(), at=NOON)

    assert report.verdict is Verdict.VALID, report.summary()


def _issuer_of(token: str) -> str:
    return json.loads(_decoded(token.split(".")[1]))["issuer"]["id"]


def _decoded(part: str) -> bytes:
    import base64

    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _pem(key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _public_pem(pem: bytes) -> bytes:
    key = serialization.load_pem_private_key(pem, password=None)
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _their_credential(issuer: str) -> ob3.OpenBadgeCredential:
    return ob3.OpenBadgeCredential(
        issuer=ob3.Issuer(id=issuer, name="Uppsala"),
        recipient_id="urn:uuid:0b6c7a0e-4d2f-4a51-8c1b-7a2f0c0f1f8e",
        achievement=ob3.Achievement(
            id="urn:uuid:d2f0c9d4-1c33-4f0b-8b5a-2e6f5a3b9c11",
            name="Reading ice",
            description="Reads sea ice.",
            criteria_narrative="Passed the exam.",
        ),
        issuance_date=NOON,
    )
