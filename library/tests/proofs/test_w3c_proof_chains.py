"""The W3C's vectors for sets and chains of proofs, which are made here as they were made there."""

from datetime import UTC, datetime

import pytest

from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity
from w3c_vectors import CREATED, contexts_with_examples, read_json, signer_of


@pytest.fixture
def folder(shared_vectors):
    return shared_vectors / "vc-di-eddsa/proof-set-chain"


@pytest.fixture
def contexts(shared_vectors):
    return contexts_with_examples(shared_vectors)


def secure_as(options, document, pair, contexts):
    return data_integrity.secure(
        document,
        signer=signer_of(pair),
        verification_method=options["verificationMethod"],
        created=datetime.strptime(options["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        proof_id=options.get("id"),
        previous_proof=options.get("previousProof", ()),
        contexts=contexts,
    )


def test_a_set_grows_proof_by_proof(folder, contexts):
    pairs = read_json(folder / "multiKeyPairs.json")
    document = read_json(folder / "unsigned.json")

    for number in (1, 2):
        options = read_json(folder / f"proofSetConfig{number}.json")
        document = secure_as(options, document, pairs[f"keyPair{number}"], contexts)

        expected = read_json(folder / f"proofSetConfigSigned{number}.json")
        assert data_integrity.proofs_of(document)[-1] == expected

    assert document == read_json(folder / "signedProofSet2.json")


def test_a_chain_grows_proof_by_proof(folder, contexts):
    pairs = read_json(folder / "multiKeyPairs.json")
    document = read_json(folder / "signedProofSet2.json")

    for number in (1, 2):
        options = read_json(folder / f"proofChainConfig{number}.json")
        document = secure_as(options, document, pairs[f"keyPair{number + 2}"], contexts)

        expected = read_json(folder / f"proofChainConfigSigned{number}.json")
        assert document["proof"][-1] == expected
        assert document == read_json(folder / f"signedProofChain{number}.json")


def test_what_a_chained_proof_covers_is_the_document_with_the_proofs_before_it(folder):
    for number in (1, 2):
        signed = read_json(folder / f"signedProofChain{number}.json")
        expected = read_json(folder / f"proofChainTempDoc{number}.json")
        previous = expected["proof"] if isinstance(expected["proof"], list) else [expected["proof"]]

        covered = data_integrity.covered_by(signed, signed["proof"][-1])

        assert covered == {**expected, "proof": previous}


def chained(first=None, second=None):
    document = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "X"}
    proof = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofValue": "z1"}
    return {
        **document,
        "proof": [{**proof, **(first or {})}, {**proof, **(second or {})}],
    }


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (chained({"id": "urn:x:1", "previousProof": "urn:x:1"}), "circle"),
        (
            chained(
                {"id": "urn:x:1", "previousProof": "urn:x:2"},
                {"id": "urn:x:2", "previousProof": ["urn:x:1"]},
            ),
            "circle",
        ),
        (chained({"previousProof": "urn:x:1"}), "0 earlier proofs"),
        (chained({"previousProof": [None]}), "2 earlier proofs"),
        (chained({"previousProof": [["urn:x:1"]]}), "0 earlier proofs"),
        (chained({"previousProof": {"id": "urn:x:1"}}), "0 earlier proofs"),
        (
            chained({"id": "urn:x:1", "previousProof": "urn:x:1"}, {"id": "urn:x:1"}),
            "2 earlier proofs",
        ),
    ],
)
def test_refuses_chains_that_do_not_hold(document, problem, folder):
    key = PublicKey.from_multikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")

    with pytest.raises(MalformedError, match=problem):
        data_integrity.is_proof_valid(document, document["proof"][0], key)


def test_the_time_of_the_vectors_is_the_one_we_use(folder):
    assert read_json(folder / "proofSetConfig1.json")["created"] == f"{CREATED:%Y-%m-%dT%H:%M:%SZ}"
