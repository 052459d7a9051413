"""What holds for each row of the table, and what the table holds."""

from datetime import UTC, datetime

import pytest

from cast import badge
from insigne.encoding import base64url, cbor, multibase
from insigne.errors import InsigneError, MalformedError, SigningError, UnsupportedError
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import data_integrity, jcs_hashing
from insigne.proofs.ecdsa_sd_2023.proof_value import BaseProofValue, DerivedProofValue

KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType}
METHOD = "https://uppsala.example/issuers/1#key-1"
CREATED = datetime(2026, 1, 1, tzinfo=UTC)

# As the specifications say: the suite, and the types of key that it is for.
SUITES = {
    "eddsa-rdfc-2022": {KeyType.ED25519},
    "eddsa-jcs-2022": {KeyType.ED25519},
    "ecdsa-rdfc-2019": {KeyType.P256, KeyType.P384},
    "ecdsa-jcs-2019": {KeyType.P256, KeyType.P384},
    "ecdsa-sd-2023": {KeyType.P256},
}
SIGNING = [(suite, key_type) for suite, types in SUITES.items() for key_type in sorted(types)]


def secured(suite, key_type, document=None, **options):
    return data_integrity.secure(
        document or badge(),
        signer=KEYS[key_type],
        verification_method=METHOD,
        created=CREATED,
        cryptosuite=suite,
        **options,
    )


def shown(document):
    """The document as a reader gets it."""
    if document["proof"]["cryptosuite"] != "ecdsa-sd-2023":
        return document
    return data_integrity.derive(document, selective_pointers=[""])


def is_valid(document, key_type):
    return data_integrity.is_proof_valid(document, document["proof"], KEYS[key_type].public_key)


def without(document, *names):
    return {name: value for name, value in document.items() if name not in names}


@pytest.mark.parametrize(("suite", "key_type"), SIGNING)
def test_what_a_suite_secures_is_valid_and_otherwise_unchanged(suite, key_type):
    document = shown(secured(suite, key_type))

    assert is_valid(document, key_type)
    assert without(document, "proof") == badge()
    assert document["proof"]["cryptosuite"] == suite


@pytest.mark.parametrize(("suite", "key_type"), SIGNING)
def test_no_key_but_the_one_that_signed_did(suite, key_type):
    document = shown(secured(suite, key_type))

    others = [kind for kind in KeyType if kind is not key_type]
    assert not any(is_valid(document, kind) for kind in others)
    stranger = PrivateKey.generate(key_type).public_key
    assert not data_integrity.is_proof_valid(document, document["proof"], stranger)


@pytest.mark.parametrize(("suite", "key_type"), SIGNING)
def test_a_changed_document_or_proof_is_not_valid(suite, key_type):
    document = shown(secured(suite, key_type))

    assert not is_valid({**document, "validFrom": "2026-01-02T00:00:00Z"}, key_type)
    for member, value in [
        ("created", "2026-01-02T00:00:00Z"),
        ("verificationMethod", METHOD + "1"),
        ("proofPurpose", "authentication"),
        ("expires", "2030-01-01T00:00:00Z"),
        ("domain", "https://reader.example"),
    ]:
        assert not is_valid({**document, "proof": {**document["proof"], member: value}}, key_type)


@pytest.mark.parametrize(("suite", "key_type"), SIGNING)
@pytest.mark.parametrize("created", [20260101, "yesterday", "2026-01-01", ["2026-01-01T00:00:00Z"]])
def test_when_a_proof_was_made_is_an_instant(suite, key_type, created):
    document = shown(secured(suite, key_type))

    with pytest.raises(MalformedError) as caught:
        is_valid({**document, "proof": {**document["proof"], "created": created}}, key_type)

    assert caught.value.path == "proof.created"


@pytest.mark.parametrize("suite", SUITES)
def test_the_suite_decides_on_the_type_of_the_key(suite):
    for key_type in set(KeyType) - SUITES[suite]:
        with pytest.raises(SigningError, match=f"{suite} does not sign"):
            secured(suite, key_type)


@pytest.mark.parametrize("suite", ["Ed25519Signature2020", "eddsa-2022", "bbs-2023", ""])
def test_what_is_only_read_or_unknown_is_not_made(suite):
    with pytest.raises(SigningError if suite == "eddsa-2022" else UnsupportedError):
        secured(suite, KeyType.ED25519)


def test_the_table_holds_these_and_no_more():
    assert {
        name: set(suite.key_types) for name, suite in data_integrity.CRYPTOSUITES.items()
    } == SUITES | {"eddsa-2022": {KeyType.ED25519}}
    assert list(data_integrity.PROOF_TYPES) == ["Ed25519Signature2020"]


@pytest.mark.parametrize("suite", ["eddsa-jcs-2022", "eddsa-rdfc-2022"])
def test_a_proof_may_keep_to_itself_when_it_was_made(suite):
    document = secured(suite, KeyType.ED25519)
    options = without(document["proof"], "created", "proofValue")
    by_suite = data_integrity.CRYPTOSUITES[suite]
    covered = data_integrity.Covered(badge(), options, data_integrity.BUNDLE)
    value = by_suite.create(covered, KEYS[KeyType.ED25519], data_integrity.Disclosure())

    assert is_valid({**badge(), "proof": options | {"proofValue": value}}, KeyType.ED25519)


def test_the_context_in_a_jcs_proof_is_a_copy():
    document = badge()
    proof = secured("eddsa-jcs-2022", KeyType.ED25519, document)["proof"]

    document["@context"].append("https://w3id.org/security/suites/ed25519-2020/v1")

    assert len(proof["@context"]) == 2


def test_a_document_without_contexts_gets_a_jcs_proof_without():
    document = secured("eddsa-jcs-2022", KeyType.ED25519, {"id": "urn:x:1"})

    assert "@context" not in document["proof"]
    assert is_valid(document, KeyType.ED25519)
    assert not is_valid({**document, "@context": "https://x.example"}, KeyType.ED25519)


def test_one_context_may_stand_alone_or_in_a_list():
    context = "https://www.w3.org/ns/credentials/v2"
    document = secured("eddsa-jcs-2022", KeyType.ED25519, {"@context": context, "id": "urn:x:1"})

    assert is_valid(document, KeyType.ED25519)
    assert is_valid({**document, "@context": [context]}, KeyType.ED25519)


@pytest.mark.parametrize(
    ("document", "options", "path"),
    [
        ({"n": 2**53}, {}, "n"),
        ({}, {"nonce": 2**53}, "proof.nonce"),
        ({}, {"nonce": [float("nan")]}, "proof.nonce[0]"),
    ],
)
def test_jcs_says_where_a_number_is_too_large(document, options, path):
    with pytest.raises(MalformedError) as caught:
        jcs_hashing.hash_data(document, options)

    assert caught.value.path == path


def test_an_rdf_suite_says_where_in_the_proof_something_is_lost():
    document = secured("ecdsa-rdfc-2019", KeyType.P384)

    with pytest.raises(MalformedError) as caught:
        is_valid({**document, "proof": {**document["proof"], "undefined": 1}}, KeyType.P384)

    assert caught.value.path == "proof.undefined"


WHOLE = secured("ecdsa-sd-2023", KeyType.P256)
BASE = BaseProofValue.parse(WHOLE["proof"]["proofValue"])
DERIVED = DerivedProofValue.parse(shown(WHOLE)["proof"]["proofValue"])


@pytest.mark.parametrize(
    "components",
    [
        [b"", BASE.public_key, BASE.hmac_key, [], []],
        [BASE.base_signature, BASE.hmac_key, BASE.hmac_key, [], []],
        [BASE.base_signature, "key", BASE.hmac_key, [], []],
        [BASE.base_signature, BASE.public_key, b"short", [], []],
        [BASE.base_signature, BASE.public_key, BASE.hmac_key, {}, []],
        [BASE.base_signature, BASE.public_key, BASE.hmac_key, [7], []],
        [BASE.base_signature, BASE.public_key, BASE.hmac_key, [], {}],
        [BASE.base_signature, BASE.public_key, BASE.hmac_key, [], [7]],
        [BASE.base_signature, BASE.public_key, BASE.hmac_key, [], ["name"]],
        [BASE.base_signature, BASE.public_key, BASE.hmac_key, []],
        7,
    ],
)
def test_refuses_base_proofs_of_other_parts(components):
    text = "u2V0A" + base64url.encode(cbor.encode(components))

    with pytest.raises(MalformedError):
        BaseProofValue.parse(text)


@pytest.mark.parametrize(
    "components",
    [
        [DERIVED.base_signature, DERIVED.public_key, {}, {}, []],
        [DERIVED.base_signature, DERIVED.public_key, [], [], []],
        [DERIVED.base_signature, DERIVED.public_key, [], {0: "u"}, []],
        [DERIVED.base_signature, DERIVED.public_key, [], {}, {}],
        [DERIVED.base_signature, DERIVED.public_key, [], {}, ["0"]],
        [DERIVED.base_signature, DERIVED.public_key, [], {}, [0, 0]],
    ],
)
def test_refuses_derived_proofs_of_other_parts(components):
    text = "u2V0B" + base64url.encode(cbor.encode(components))

    with pytest.raises(MalformedError):
        DerivedProofValue.parse(text)


def test_refuses_a_proof_value_without_end():
    with pytest.raises(MalformedError, match="more than"):
        DerivedProofValue.parse("u2V0B" + "A" * 3_000_000)


@pytest.mark.parametrize("value", ["", "z", "u", "zz", multibase.encode_base58btc(bytes(64))])
def test_a_proof_value_of_nothing_is_no_proof(value):
    document = secured("ecdsa-rdfc-2019", KeyType.P256)
    proof = {**document["proof"], "proofValue": value}

    try:
        assert is_valid({**document, "proof": proof}, KeyType.P256) is False
    except InsigneError as error:
        assert isinstance(error, MalformedError)
