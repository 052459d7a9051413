"""Several proofs on one document, and keys that no longer count."""

import json
from datetime import timedelta

import pytest

from cast import ADA, BO, NOON, answers, badge
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import multibase
from insigne.identifiers import did_jwk
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import data_integrity, eddsa_rdfc_2022
from insigne.verification import DefaultPolicy, Evidence, Verdict, judge

ADAS_DOCUMENT = answers({ADA.id: ADA.document()})


def report_on(source, resources, *, at=NOON):
    received = ReceivedCredential.parse(json.dumps(source).encode())
    return judge(received, Evidence(resources), policy=DefaultPolicy(), at=at)


def doubts(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]


def chained(*proofs):
    """Ada's badge with a chain of proofs, each of which covers the one before it."""
    document, made = badge(), []
    for number, issuer in enumerate(proofs):
        options = {
            "type": "DataIntegrityProof",
            "created": "2026-01-01T00:00:00Z",
            "verificationMethod": issuer.method,
            "cryptosuite": "eddsa-rdfc-2022",
            "proofPurpose": "assertionMethod",
            "id": f"urn:uuid:0000000{number}-0000-4000-8000-000000000000",
        }
        covered = document
        if made:
            options["previousProof"] = made[-1]["id"]
            covered = document | {"proof": [made[-1]]}
        signature = issuer.key.sign(eddsa_rdfc_2022.hash_data(covered, options))
        made.append(options | {"proofValue": multibase.encode_base58btc(signature)})
    return document | {"proof": made}


def test_a_chain_of_proofs_is_followed():
    both = ADAS_DOCUMENT | answers({BO.id: BO.document()})
    whole = chained(ADA, BO)
    without_the_first = whole | {"proof": whole["proof"][1]}
    with_another_first = whole | {"proof": [chained(BO)["proof"][0], whole["proof"][1]]}

    assert report_on(whole, both).verdict is Verdict.VALID
    assert doubts(report_on(without_the_first, both)) == ["proof.malformed", "binding.not_listed"]
    assert doubts(report_on(with_another_first, both)) == ["proof.broken", "binding.not_listed"]


@pytest.mark.parametrize(
    ("ended", "at", "expected"),
    [
        ({"revoked": "2026-06-01T12:00:01Z"}, NOON, []),
        ({"revoked": "2026-06-01T12:00:00Z"}, NOON, ["binding.key_ended"]),
        ({"expires": "2026-06-01T12:00:01Z"}, NOON, []),
        ({"expires": "2026-06-01T12:00:00Z"}, NOON, ["binding.key_ended"]),
        ({"expires": "2020-01-01T00:00:00Z"}, NOON, ["binding.key_ended"]),
        ({"revoked": "soon"}, NOON, ["proof.key_missing", "binding.no_key"]),
    ],
)
def test_a_key_that_has_ended_counts_no_more_whatever_the_proof_says_of_its_age(
    ended, at, expected
):
    document = ADA.document()
    document["verificationMethod"][0] |= ended

    report = report_on(ADA.signed(badge()), answers({ADA.id: document}), at=at)

    assert doubts(report) == expected


def test_a_key_in_an_address_does_not_stand_for_a_method_that_cannot_be_read():
    method = f"{ADA.id}#{ADA.key.public_key.to_multikey()}"
    document = ADA.document()
    document["verificationMethod"][0] |= {"id": method, "revoked": "soon"}
    document["assertionMethod"] = [method]

    report = report_on(ADA.signed(badge(), method), answers({ADA.id: document}))

    assert doubts(report) == ["binding.not_listed"]


def with_unspoken(previous, key=ADA):
    """Ada's good proof over one that nobody here can check, and what it says comes before it."""
    unspoken = {
        "type": "DataIntegrityProof",
        "id": "urn:uuid:00000009-0000-4000-8000-000000000000",
        "verificationMethod": key.method,
        "cryptosuite": "bbs-2023",
        "proofPurpose": "assertionMethod",
        "proofValue": "u2V0C",
    }
    document = data_integrity.secure(
        badge() | {"proof": unspoken},
        signer=ADA.key,
        verification_method=ADA.method,
        created=NOON,
        previous_proof=unspoken["id"],
        cryptosuite="eddsa-jcs-2022",
    )
    document["proof"][1]["previousProof"] = previous
    return document


def test_a_proof_over_one_that_nobody_can_check_is_not_checked_either():
    document = with_unspoken("urn:uuid:00000009-0000-4000-8000-000000000000")

    assert doubts(report_on(document, ADAS_DOCUMENT)) == ["proof.unsupported"]


def test_a_chain_that_does_not_hold_is_refused_before_its_keys_are_known():
    document = with_unspoken("urn:uuid:00000008-0000-4000-8000-000000000000")

    assert doubts(report_on(document, {})) == ["proof.malformed", "binding.no_key"]


def test_a_base_proof_is_not_for_showing():
    key = PrivateKey.generate(KeyType.P256)
    did = did_jwk.did_jwk_of(key.public_key)
    issuer = {"id": did, "type": ["Profile"], "name": "Uppsala"}
    document = data_integrity.secure(
        badge(issuer=issuer),
        signer=key,
        verification_method=did_jwk.verification_method_of_did_jwk(did),
        created=NOON,
        cryptosuite="ecdsa-sd-2023",
        mandatory_pointers=["/issuer"],
    )

    shown = data_integrity.derive(document, selective_pointers=[""])

    assert doubts(report_on(document, {})) == ["proof.base"]
    assert doubts(report_on(shown, {})) == []


def test_a_proof_that_has_expired_is_no_proof_any_more():
    document = ADA.signed(badge())
    document["proof"]["expires"] = "2026-06-01T12:00:00Z"  # nor was it signed so

    then, later = (
        doubts(report_on(document, ADAS_DOCUMENT, at=at))
        for at in (NOON, NOON + timedelta(hours=1))
    )

    assert (then, later) == (["proof.broken"], ["proof.expired"])


def test_a_key_that_stands_elsewhere_counts_where_the_issuer_refers_to_it():
    document = {**ADA.document(), "assertionMethod": [BO.method]}
    known = answers({ADA.id: document, BO.id: BO.document()})

    assert doubts(report_on(BO.signed(badge()), known)) == []
    assert doubts(report_on(ADA.signed(badge()), known)) == ["binding.not_listed"]


@pytest.mark.parametrize("expires", [7, "soon"])
def test_when_a_proof_expires_is_an_instant(expires):
    document = ADA.signed(badge())
    document["proof"]["expires"] = expires

    assert "proof.malformed" in doubts(report_on(document, ADAS_DOCUMENT))
