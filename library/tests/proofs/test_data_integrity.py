import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError, SigningError, UnsupportedError
from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import data_integrity

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ADA = PrivateKey.from_seed(b"Ada awards badges for Uppsala...")
BO = PrivateKey.from_seed(b"Bo awards badges somewhere else.")
ISSUER = did_key_of(ADA.public_key)
METHOD = verification_method_of_did_key(ISSUER)


def credential():
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Uppsala"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://uppsala.example/badges/1",
                "type": ["Achievement"],
                "name": "Läser is ❄",
                "description": "Reads ice.",
                "criteria": {"narrative": "Read ice."},
                "creditsAvailable": 5,
            },
        },
    }


def secured(document=None, **members):
    options = {"signer": ADA, "verification_method": METHOD, "created": NOON} | members
    return data_integrity.secure(document or credential(), **options)


def is_valid(document, key=ADA, proof=None):
    return data_integrity.is_proof_valid(document, proof or document["proof"], key.public_key)


def with_proof(**members):
    document = secured()
    document["proof"] = document["proof"] | members
    return document


SIGNED = strict_json.to_bytes(secured())


def test_what_it_secures_is_valid_and_otherwise_unchanged():
    document = credential()

    result = secured(document)

    assert is_valid(result)
    assert list(result) == [*document, "proof"]
    assert {name: value for name, value in result.items() if name != "proof"} == document
    assert document == credential()
    assert list(result["proof"].items())[:-1] == [
        ("type", "DataIntegrityProof"),
        ("created", "2026-06-01T12:00:00Z"),
        ("verificationMethod", METHOD),
        ("cryptosuite", "eddsa-rdfc-2022"),
        ("proofPurpose", "assertionMethod"),
    ]


def test_the_same_content_gets_the_same_proof():
    assert secured() == secured()
    assert secured(created=NOON.replace(hour=13)) != secured()


def test_another_key_did_not_sign_it():
    assert not is_valid(secured(), BO)


def test_a_key_of_another_type_did_not_sign_it():
    assert not is_valid(secured(), PrivateKey.generate(KeyType.P256))


def test_a_proof_covers_its_own_statement():
    assert not is_valid(with_proof(created="2026-06-01T12:00:01Z"))
    assert not is_valid(with_proof(proofPurpose="authentication"))
    assert not is_valid(with_proof(verificationMethod=METHOD + "1"))
    assert not is_valid(with_proof(expires="2030-01-01T00:00:00Z"))


def test_order_and_spacing_do_not_matter():
    document = secured()
    turned = dict(reversed(document.items()))
    turned["credentialSubject"] = dict(reversed(document["credentialSubject"].items()))
    turned["proof"] = dict(reversed(document["proof"].items()))

    assert is_valid(turned)
    assert is_valid(strict_json.parse(json.dumps(document, indent=3)))


def test_each_proof_of_a_set_is_for_itself():
    document = secured(secured(), signer=BO, verification_method="urn:example:bo#key")
    first, second = data_integrity.proofs_of(document)

    assert is_valid(document, ADA, first)
    assert is_valid(document, BO, second)
    assert not is_valid(document, ADA, second)
    assert not is_valid(document, BO, first)


@pytest.mark.parametrize(
    "change",
    [
        {"undefinedTerm": "unsigned"},
        {"@context": [*credential()["@context"], {"extra": "https://x.example/extra"}]},
        {"issuer": {"id": "relative", "type": ["Profile"]}},
    ],
)
def test_nothing_is_signed_that_would_be_lost(change):
    with pytest.raises(MalformedError):
        secured(credential() | change)


@pytest.mark.parametrize(
    "change",
    [{"undefinedTerm": "unsigned"}, {"@vocab": "https://x.example/"}, {"jti2": None}],
)
def test_an_unsigned_member_is_never_passed_over(change):
    with pytest.raises(InsigneError):
        is_valid(secured() | change)


@pytest.mark.parametrize(
    "members",
    [
        {"undefinedTerm": "unsigned"},
        {"@context": {"created": "https://x.example/created"}},
        {"created": "yesterday"},
        {"created": 20260601},
        {"proofValue": None},
        {"proofValue": ""},
        {"proofValue": "z0OIl"},
        {"proofValue": "uAAAA"},
        {"proofValue": ["z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52h"]},
        {"cryptosuite": None},
        {"cryptosuite": ["eddsa-rdfc-2022"]},
    ],
)
def test_refuses_what_is_no_proof(members):
    with pytest.raises(MalformedError):
        is_valid(with_proof(**members))


def test_a_context_equal_to_the_documents_is_no_harm():
    assert is_valid(with_proof(**{"@context": credential()["@context"]}))


@pytest.mark.parametrize("value", ["z", "z1", "z" + "1" * 64, "z" + "2" * 86])
def test_a_signature_of_another_size_is_none(value):
    assert not is_valid(with_proof(proofValue=value))


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"type": "JsonWebSignature2020"}, "JsonWebSignature2020"),
        ({"type": "RsaSignature2018"}, "RsaSignature2018"),
        ({"type": None}, "None"),
        ({"cryptosuite": "bbs-2023"}, "bbs-2023"),
        ({"cryptosuite": "ecdsa-2019"}, "ecdsa-2019"),
        ({"cryptosuite": "EDDSA-RDFC-2022"}, "EDDSA-RDFC-2022"),
    ],
)
def test_other_proofs_are_another_dialect_which_it_names(members, message):
    with pytest.raises(UnsupportedError, match=message):
        is_valid(with_proof(**members))


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({}, True),
        ({"cryptosuite": None}, True),  # of a kind that we know, and broken
        ({"type": "Ed25519Signature2020"}, True),
        ({"type": ["Ed25519Signature2020"]}, False),
        ({"type": "JsonWebSignature2020"}, False),
        ({"cryptosuite": "bbs-2023"}, False),
    ],
)
def test_says_whether_a_proof_is_of_a_kind_that_it_can_verify(members, expected):
    assert data_integrity.is_spoken(with_proof(**members)["proof"]) is expected


@pytest.mark.parametrize("value", [None, [], "proof", 7, [{}, None], [{}] * 17])
def test_refuses_what_stands_in_the_place_of_proofs(value):
    with pytest.raises(MalformedError):
        data_integrity.proofs_of(credential() | {"proof": value})


def test_a_document_without_proof_has_none():
    assert data_integrity.proofs_of(credential()) == []


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.RSA])
def test_a_key_of_another_type_cannot_sign(key_type):
    with pytest.raises(SigningError):
        secured(signer=PrivateKey.generate(key_type))


def test_does_not_sign_with_a_cryptosuite_that_it_does_not_know():
    with pytest.raises(UnsupportedError):
        secured(cryptosuite="bbs-2023")


@given(position=st.integers(0, len(SIGNED) - 1), flip=st.integers(1, 255))
def test_changing_any_byte_breaks_it(position, flip):
    changed = bytearray(SIGNED)
    changed[position] ^= flip

    try:
        document = strict_json.parse(bytes(changed))
        result = is_valid(document)
    except (InsigneError, KeyError, TypeError):
        return

    assert not result
