import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from insigne import issuance
from insigne.encoding import strict_json
from insigne.errors import MalformedError, SigningError, UnsupportedError
from insigne.identifiers import did_jwk, did_key, own_key
from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import data_integrity, jose, vc_jwt
from insigne.status.status_list_credential import status_list_credential

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ADA = PrivateKey.from_seed(b"Ada awards badges for Uppsala...")
BO = PrivateKey.from_seed(b"Bo awards badges somewhere else.")
RSA = PrivateKey.generate(KeyType.RSA)
ISSUER = "https://uppsala.example/issuers/1"
METHOD = ISSUER + "#key-1"
ADAS_DID = did_key_of(ADA.public_key)
BOS_DID = did_key_of(BO.public_key)


def credential(**members):
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Reading ice",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Uppsala"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://uppsala.example/badges/1",
                "type": ["Achievement"],
                "name": "Reading ice",
                "description": "Reads ice.",
                "criteria": {"narrative": "Read ice."},
            },
        },
    } | members


def issue(document=None, **options):
    options = {"signer": ADA, "verification_method": METHOD, "at": NOON} | options
    return issuance.issue(document or credential(), **options)


def test_issues_with_a_proof_inside():
    document = strict_json.parse(issue())

    assert {name: value for name, value in document.items() if name != "proof"} == credential()
    assert document["proof"]["created"] == "2026-06-01T12:00:00Z"
    assert document["proof"]["verificationMethod"] == METHOD
    assert data_integrity.is_proof_valid(document, document["proof"], ADA.public_key)


@pytest.mark.parametrize("signer", [ADA, RSA, PrivateKey.generate(KeyType.P256)])
def test_issues_as_a_jwt(signer):
    jws = jose.parse_compact(issue(signer=signer, proof="vc-jwt").decode())
    payload = json.loads(jws.payload)

    assert jose.is_signature_valid(jws, signer.public_key)
    assert jws.header["jwk"] == signer.public_key.to_jwk()
    assert {name: payload[name] for name in credential()} == credential()
    assert payload["iss"] == ISSUER
    assert vc_jwt.registered_claim_problems(payload, payload) == []


def test_issues_the_same_bytes_again():
    assert issue() == issue()
    assert issue(signer=RSA, proof="vc-jwt") == issue(signer=RSA, proof="vc-jwt")


def test_issues_a_value_that_writes_itself():
    @dataclass(frozen=True, slots=True)
    class Badge:
        def to_json(self):
            return credential()

    assert issue(Badge()) == issue()


def test_issues_an_endorsement():
    endorsement = credential(
        type=["VerifiableCredential", "EndorsementCredential"],
        credentialSubject={
            "id": "https://uppsala.example/badges/1",
            "type": ["EndorsementSubject"],
            "endorsementComment": "We know this badge.",
        },
    )

    document = strict_json.parse(issue(endorsement))

    assert data_integrity.is_proof_valid(document, document["proof"], ADA.public_key)


def test_a_did_key_issues_for_itself():
    own = credential(issuer={"id": ADAS_DID, "type": ["Profile"]})
    method = verification_method_of_did_key(ADAS_DID)

    document = strict_json.parse(issue(own, verification_method=method))

    assert data_integrity.is_proof_valid(document, document["proof"], ADA.public_key)


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "vc-jwt"])
@pytest.mark.parametrize(
    ("issuer", "method"),
    [
        (ISSUER, "https://elsewhere.example/issuers/1#key-1"),
        (ISSUER, ISSUER + "/#key-1"),
        (ISSUER, "#key-1"),
        (ISSUER, ""),
        (ISSUER, verification_method_of_did_key(ADAS_DID)),
        (BOS_DID, verification_method_of_did_key(BOS_DID)),
        (BOS_DID, verification_method_of_did_key(ADAS_DID)),
        (ADAS_DID, ADAS_DID),
        (ADAS_DID, ADAS_DID + "#key-1"),
    ],
)
def test_nobody_signs_in_anothers_name(issuer, method, proof):
    document = credential(issuer={"id": issuer, "type": ["Profile"]})

    with pytest.raises(MalformedError):
        issue(document, verification_method=method, proof=proof)


def test_refuses_a_term_that_no_context_defines():
    document = credential(evaluatedBy="Ada")

    with pytest.raises(MalformedError) as caught:
        issue(document)

    assert "evaluatedBy" in str(caught.value)


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "vc-jwt"])
def test_refuses_what_breaks_the_schema_and_says_every_place(proof):
    document = credential(validFrom="soon")
    del document["credentialSubject"]["achievement"]["criteria"]

    with pytest.raises(MalformedError) as caught:
        issue(document, proof=proof)

    assert "validFrom" in str(caught.value)
    assert "criteria" in str(caught.value)


def test_refuses_a_credential_that_is_signed_already():
    with pytest.raises(MalformedError, match="already"):
        issue(strict_json.parse(issue()))


def test_a_key_of_another_type_makes_no_such_proof():
    with pytest.raises(SigningError):
        issue(signer=RSA)


@pytest.mark.parametrize(
    "document",
    [
        credential(**{"@context": ["https://www.w3.org/2018/credentials/v1"]}),
        {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"},
        {"a": 1},
    ],
)
def test_does_not_issue_in_other_dialects(document):
    with pytest.raises(UnsupportedError):
        issue(document)


def test_does_not_issue_with_other_proofs():
    with pytest.raises(UnsupportedError, match="bbs-2023"):
        issue(proof="bbs-2023")


def status_list():
    return status_list_credential(
        id="https://uppsala.example/status/1",
        issuer=ISSUER,
        purpose="revocation",
        bits=bytes(131_072 // 8),
        valid_from=NOON,
    )


def test_signs_a_status_list():
    source = issuance.sign_status_list(
        status_list(), signer=ADA, verification_method=METHOD, at=NOON
    )
    document = strict_json.parse(source)

    assert data_integrity.is_proof_valid(document, document["proof"], ADA.public_key)


@pytest.mark.parametrize(
    ("document", "method"),
    [
        (status_list(), "https://elsewhere.example/issuers/1#key-1"),
        (status_list() | {"proof": {}}, METHOD),
        (credential(), METHOD),
    ],
)
def test_signs_nothing_else_as_a_status_list(document, method):
    with pytest.raises(MalformedError):
        issuance.sign_status_list(document, signer=ADA, verification_method=method, at=NOON)


def assertion(**members):
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": "Assertion",
        "recipient": {"type": "id", "identity": "urn:uuid:f81d4fae", "hashed": False},
        "badge": "https://uppsala.example/2/badges/1",
        "verification": {"type": "SignedBadge", "creator": "https://uppsala.example/2/keys/1"},
        "issuedOn": "2026-01-01T00:00:00Z",
    } | members


@pytest.mark.parametrize(("signer", "algorithm"), [(RSA, "RS256"), (ADA, "EdDSA")])
def test_signs_an_open_badges_2_assertion(signer, algorithm):
    source = issuance.issue_open_badges_2(assertion(), signer=signer)

    jws = jose.parse_compact(source.decode())

    assert jws.header == {"alg": algorithm}
    assert json.loads(jws.payload) == assertion()
    assert jose.is_signature_valid(jws, signer.public_key)


@pytest.mark.parametrize(
    "members",
    [
        {"verification": {"type": "HostedBadge"}},
        {"verification": "SignedBadge"},
        {"issuedOn": "2026-01-01"},
        {"recipient": None},
    ],
)
def test_does_not_sign_an_assertion_that_nobody_could_verify(members):
    with pytest.raises(MalformedError):
        issuance.issue_open_badges_2(assertion(**members), signer=RSA)


def test_does_not_sign_anything_else_as_an_assertion():
    with pytest.raises(UnsupportedError):
        issuance.issue_open_badges_2(credential(), signer=RSA)


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "vc-jwt"])
@pytest.mark.parametrize("nothing", [None, []])
def test_members_that_say_nothing_are_not_issued(nothing, proof):
    document = credential()
    document["credentialSubject"]["achievement"]["tag"] = nothing

    with pytest.raises(MalformedError, match=r"credentialSubject\.achievement\.tag"):
        issue(document, proof=proof)


@pytest.mark.parametrize(
    ("proof", "key_type"),
    [
        ("eddsa-rdfc-2022", KeyType.ED25519),
        ("eddsa-jcs-2022", KeyType.ED25519),
        ("ecdsa-rdfc-2019", KeyType.P256),
        ("ecdsa-rdfc-2019", KeyType.P384),
        ("ecdsa-jcs-2019", KeyType.P256),
        ("ecdsa-jcs-2019", KeyType.P384),
        ("ecdsa-sd-2023", KeyType.P256),
    ],
)
@pytest.mark.parametrize("method_of", [did_key, did_jwk], ids=["did:key", "did:jwk"])
def test_issues_with_every_suite_for_an_issuer_who_is_the_key(proof, key_type, method_of):
    key = PrivateKey.generate(key_type)
    did = own_did(method_of, key)
    document = credential(issuer={"id": did, "type": ["Profile"], "name": "Uppsala"})

    issued = strict_json.parse(
        issue(
            document,
            signer=key,
            verification_method=own_key.verification_method_of(did),
            proof=proof,
        )
    )

    if proof == "ecdsa-sd-2023":
        issued = data_integrity.derive(issued, selective_pointers=[])
        assert set(document) == set(issued) - {"proof"}
        assert issued["credentialSubject"] == document["credentialSubject"]
    assert issued["proof"]["cryptosuite"] == proof
    assert data_integrity.is_proof_valid(issued, issued["proof"], key.public_key)


def own_did(method_of, key):
    if method_of is did_key:
        return did_key.did_key_of(key.public_key)
    return did_jwk.did_jwk_of(key.public_key)


def test_nobody_signs_for_the_did_jwk_of_another():
    own, other = (did_jwk.did_jwk_of(key.public_key) for key in (ADA, BO))
    document = credential(issuer={"id": own, "type": ["Profile"], "name": "Uppsala"})

    for signer, method in [(BO, own + "#0"), (ADA, own + "#1"), (BO, other + "#0"), (ADA, own)]:
        with pytest.raises(MalformedError):
            issue(document, signer=signer, verification_method=method)
    assert issue(document, signer=ADA, verification_method=own + "#0")
