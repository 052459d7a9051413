import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from insigne.canonicalization import canonicalize
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import multibase
from insigne.errors import MalformedError
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, eddsa_rdfc_2022

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
ED25519_PRIVATE = bytes.fromhex("8026")


@pytest.fixture
def folder(shared_vectors):
    return shared_vectors / "vc-di-eddsa"


@pytest.fixture
def contexts(shared_vectors):
    """The bundle, and the examples context, which defines every term and is for tests only."""
    examples = (shared_vectors / "contexts/credentials-examples-v2.json").read_text()
    return {**BUNDLE, EXAMPLES: json.loads(examples)}


def read_json(path):
    return json.loads(path.read_text())


def signer_of(key_pair):
    secret = multibase.decode(key_pair["privateKeyMultibase"])
    assert secret.startswith(ED25519_PRIVATE)
    return PrivateKey.from_seed(secret.removeprefix(ED25519_PRIVATE))


def test_every_step_gives_the_values_of_the_specification(folder, contexts):
    case = folder / "eddsa-rdfc-2022"
    unsigned = read_json(folder / "unsigned.json")
    configuration = read_json(case / "proofConfigDataInt.json")
    options = {name: value for name, value in configuration.items() if name != "@context"}

    document_text = canonicalize(unsigned, contexts=contexts)
    configuration_text = canonicalize(configuration, contexts=contexts)
    hash_data = eddsa_rdfc_2022.hash_data(unsigned, options, contexts)

    assert document_text == (case / "canonDocDataInt.txt").read_text()
    assert sha256(document_text.encode()).hexdigest() == (case / "docHashDataInt.txt").read_text()
    assert configuration_text == (case / "proofCanonDataInt.txt").read_text()
    assert hash_data.hex() == (case / "combinedHashDataInt.txt").read_text()
    assert hash_data[:32].hex() == (case / "proofHashDataInt.txt").read_text()


def test_secures_the_example_as_the_specification_does(folder, contexts):
    case = folder / "eddsa-rdfc-2022"
    expected = read_json(case / "signedDataInt.json")
    signer = signer_of(read_json(folder / "keyPair.json"))

    secured = data_integrity.secure(
        read_json(folder / "unsigned.json"),
        signer=signer,
        verification_method=expected["proof"]["verificationMethod"],
        created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC),
        contexts=contexts,
    )

    assert secured == expected
    assert secured["proof"]["proofValue"] == (case / "sigBTC58DataInt.txt").read_text().strip()
    assert data_integrity.is_proof_valid(
        secured, secured["proof"], signer.public_key, contexts=contexts
    )


@pytest.mark.parametrize("name", ["", "employ"])
def test_signs_as_the_specification_does_from_the_canonical_form_on(folder, name):
    case = folder / "eddsa-rdfc-2022" / name
    signer = signer_of(read_json(folder / "keyPair.json"))
    configuration_hash = sha256((case / "proofCanonDataInt.txt").read_bytes()).digest()

    data = eddsa_rdfc_2022.combined_hash(
        configuration_hash, (case / "canonDocDataInt.txt").read_bytes().decode()
    )
    signature = signer.sign(data)

    assert data.hex() == (case / "combinedHashDataInt.txt").read_text().strip()
    assert signature.hex() == (case / "sigHexDataInt.txt").read_text().strip()
    assert multibase.encode_base58btc(signature) == (
        (case / "sigBTC58DataInt.txt").read_text().strip()
    )
    assert read_json(case / "signedDataInt.json")["proof"]["proofValue"] == (
        multibase.encode_base58btc(signature)
    )


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("signedProofSet1", 1),
        ("signedProofSet2", 2),
        ("signedProofChain1", 3),
        ("signedProofChain2", 4),
    ],
)
def test_every_proof_of_a_set_or_a_chain_is_valid(folder, contexts, name, count):
    document = read_json(folder / "proof-set-chain" / f"{name}.json")

    proofs = data_integrity.proofs_of(document)

    assert len(proofs) == count
    for proof in proofs:
        key = PublicKey.from_multikey(proof["verificationMethod"].partition("#")[2])
        assert data_integrity.is_proof_valid(document, proof, key, contexts=contexts)


def test_a_second_proof_makes_the_set_of_the_specification(folder, contexts):
    case = folder / "proof-set-chain"
    expected = read_json(case / "signedProofSet2.json")

    secured = data_integrity.secure(
        read_json(case / "signedProofSet1.json"),
        signer=signer_of(read_json(case / "multiKeyPairs.json")["keyPair2"]),
        verification_method=expected["proof"][1]["verificationMethod"],
        created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC),
        contexts=contexts,
    )

    key = PublicKey.from_multikey(expected["proof"][1]["verificationMethod"].partition("#")[2])
    assert [proof["verificationMethod"] for proof in secured["proof"]] == [
        proof["verificationMethod"] for proof in expected["proof"]
    ]
    assert data_integrity.is_proof_valid(secured, secured["proof"][1], key, contexts=contexts)


def test_a_chain_without_its_earlier_proof_is_refused(folder, contexts):
    document = read_json(folder / "proof-set-chain/signedProofChain2.json")
    first, second, third, fourth = document["proof"]
    key = PublicKey.from_multikey(fourth["verificationMethod"].partition("#")[2])

    with pytest.raises(MalformedError, match="0 earlier proofs"):
        data_integrity.is_proof_valid(
            {**document, "proof": [first, second, fourth]}, fourth, key, contexts=contexts
        )

    with pytest.raises(MalformedError, match="2 earlier proofs"):
        data_integrity.is_proof_valid(
            {**document, "proof": [third, third, fourth]}, fourth, key, contexts=contexts
        )


def test_a_changed_earlier_proof_breaks_the_chain(folder, contexts):
    document = read_json(folder / "proof-set-chain/signedProofChain2.json")
    *_, third, fourth = document["proof"]
    key = PublicKey.from_multikey(fourth["verificationMethod"].partition("#")[2])
    third["created"] = "2023-02-26T22:06:39Z"

    assert not data_integrity.is_proof_valid(document, fourth, key, contexts=contexts)


def test_the_examples_context_is_not_in_the_bundle():
    assert EXAMPLES not in BUNDLE
