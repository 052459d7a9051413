"""Data Integrity: @digitalbazaar's cryptosuites verify what we issue, and we what they issue.

A credential that was changed afterwards is refused on either side.
"""

import json

import pytest

from documents import NOON, contexts, credential, documents_for, tampered
from insigne.adapters.fetcher import OfflineFetcher
from insigne.adapters.gathering import examine
from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.issuance import issue
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne.proofs import data_integrity
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report

pytestmark = pytest.mark.interop

NOW = "2026-11-01T12:00:00Z"
SD = "ecdsa-sd-2023"
MANDATORY = ["/issuer", "/validFrom"]
SELECTED = ["/credentialSubject", "/name"]
SUITES = [
    pytest.param("eddsa-rdfc-2022", KeyType.ED25519, None, id="eddsa-rdfc-2022"),
    pytest.param("eddsa-jcs-2022", KeyType.ED25519, None, id="eddsa-jcs-2022"),
    pytest.param("ecdsa-rdfc-2019", KeyType.P256, "P-256", id="ecdsa-rdfc-2019-P-256"),
    pytest.param("ecdsa-rdfc-2019", KeyType.P384, "P-384", id="ecdsa-rdfc-2019-P-384"),
]


def issued(cryptosuite: str, key_type: KeyType) -> dict[str, object]:
    """A credential of ours under a fresh did:key."""
    key = PrivateKey.generate(key_type)
    did = did_key_of(key.public_key)
    method = verification_method_of_did_key(did)
    return json.loads(
        issue(credential(did), signer=key, verification_method=method, proof=cryptosuite, at=NOON)
    )


def judged(document: dict[str, object]) -> Report:
    return examine(json.dumps(document).encode(), fetcher=OfflineFetcher(), at=NOON)


def is_verified_by_digitalbazaar(node, document, cryptosuite, **more) -> bool:
    answer = node(
        "digitalbazaar_verify",
        credential=document,
        documents=documents_for(document),
        now=NOW,
        cryptosuite=cryptosuite,
        **more,
    )
    assert answer["verified"] or answer["error"]
    return answer["verified"]


def issued_by_digitalbazaar(node, cryptosuite, **more) -> dict[str, object]:
    return node(
        "digitalbazaar_issue",
        credential=credential("urn:replaced"),
        documents=contexts(),
        now=NOW,
        cryptosuite=cryptosuite,
        **more,
    )


@pytest.mark.parametrize(("cryptosuite", "key_type", "curve"), SUITES)
def test_digitalbazaar_verifies_what_we_issue(node, cryptosuite, key_type, curve):
    document = issued(cryptosuite, key_type)

    assert is_verified_by_digitalbazaar(node, document, cryptosuite)
    assert not is_verified_by_digitalbazaar(node, tampered(document), cryptosuite)


@pytest.mark.parametrize(("cryptosuite", "key_type", "curve"), SUITES)
def test_we_verify_what_digitalbazaar_issues(node, cryptosuite, key_type, curve):
    document = issued_by_digitalbazaar(node, cryptosuite, curve=curve)

    assert judged(document).verdict is Verdict.VALID, judged(document).summary()
    assert judged(tampered(document)).verdict is Verdict.INVALID


def test_digitalcredentials_verifies_what_we_issue(node):
    document = issued("eddsa-rdfc-2022", KeyType.ED25519)
    changed = tampered(document)

    ours = node("digitalcredentials_verify", credential=document, documents=documents_for(document))
    forged = node("digitalcredentials_verify", credential=changed, documents=documents_for(changed))

    assert ours == {"verified": True, "error": None}
    assert forged["verified"] is False


def test_digitalbazaar_confirms_our_base_proof_and_derives_from_it(node):
    base = issued(SD, KeyType.P256)

    derived = node(
        "digitalbazaar_derive",
        credential=base,
        documents=documents_for(base),
        cryptosuite=SD,
        selectivePointers=SELECTED,
    )

    assert is_verified_by_digitalbazaar(node, base, SD, isBase=True)
    assert not is_verified_by_digitalbazaar(node, tampered(base), SD, isBase=True)
    assert is_verified_by_digitalbazaar(node, derived, SD)
    assert judged(derived).verdict is Verdict.VALID, judged(derived).summary()
    assert judged(tampered(derived)).verdict is Verdict.INVALID


def test_digitalbazaar_verifies_what_we_derive(node):
    base = issued(SD, KeyType.P256)

    derived = data_integrity.derive(base, selective_pointers=SELECTED)

    assert "validFrom" in derived
    assert is_verified_by_digitalbazaar(node, derived, SD)
    assert not is_verified_by_digitalbazaar(node, tampered(derived), SD)


def test_we_derive_from_the_base_proof_of_digitalbazaar(node):
    base = issued_by_digitalbazaar(node, SD, mandatoryPointers=MANDATORY)

    derived = data_integrity.derive(base, selective_pointers=SELECTED)

    assert [found.code for found in judged(base).findings if found.check == "proof"] == [
        "proof.base"
    ]
    assert judged(derived).verdict is Verdict.VALID, judged(derived).summary()
    assert judged(tampered(derived)).verdict is Verdict.INVALID
    assert is_verified_by_digitalbazaar(node, derived, SD)


def test_we_verify_what_digitalbazaar_derives(node):
    base = issued_by_digitalbazaar(node, SD, mandatoryPointers=MANDATORY)

    derived = node(
        "digitalbazaar_derive",
        credential=base,
        documents=documents_for(base),
        cryptosuite=SD,
        selectivePointers=SELECTED,
    )

    assert judged(derived).verdict is Verdict.VALID, judged(derived).summary()
    assert judged(tampered(derived)).verdict is Verdict.INVALID
