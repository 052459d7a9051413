"""The W3C's vectors for ecdsa-sd-2023: every intermediate value that they give."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from insigne.canonicalization import canonicalize
from insigne.encoding import base64url
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, rdfc_hashing
from insigne.proofs.cryptosuite import Covered, ProofSecrets
from insigne.proofs.ecdsa_sd_2023 import derived_proof, statements
from insigne.proofs.ecdsa_sd_2023.proof_value import (
    BaseProofValue,
    DerivedProofValue,
    key_of,
)
from insigne.proofs.ecdsa_sd_2023.selection import select
from w3c_vectors import contexts_with_citizenship, read_json, read_text, signer_of

CONTEXTS = contexts_with_citizenship()
CREATED = datetime(2023, 8, 15, 23, 36, 38, tzinfo=UTC)
DOCUMENTS = {"prc": "prCredUnsigned", "employ": "employmentAuth"}
POINTERS = {"prc": "prCred", "employ": "employ"}


class Case:
    """One of the two folders."""

    def __init__(self, shared, name):
        root = shared / "vc-di-ecdsa"
        self.folder = root / "ecdsa-sd-2023" / name
        self.mandatory = tuple(read_json(root / f"{POINTERS[name]}Mandatory.json"))
        self.selective = tuple(read_json(root / f"{POINTERS[name]}Selective.json"))
        material = read_json(root / "ecdsa-sd-2023/SDKeyMaterial.json")
        self.signer = signer_of(material["baseKeyPair"])
        proof_key = signer_of(material["proofKeyPair"])
        self.secrets = ProofSecrets(bytes.fromhex(material["hmacKeyString"]), proof_key)
        self.signed = self.json("addSignedSDBase")
        # prCredUnsigned.json has another description than what the vectors go on with
        self.unsigned = {name: value for name, value in self.signed.items() if name != "proof"}
        self.published_unsigned = read_json(root / f"{DOCUMENTS[name]}.json")
        self.revealed = self.json("derivedRevealDocument")

    def json(self, step):
        return read_json(self.folder / f"{step}.json")

    def statements(self):
        label = statements.hmac_labels(self.secrets.hmac_key)
        return statements.statements_of(self.unsigned, label, CONTEXTS)

    def base(self):
        return BaseProofValue.parse(self.signed["proof"]["proofValue"])


@pytest.fixture(params=sorted(DOCUMENTS))
def case(request, shared_vectors):
    return Case(shared_vectors, request.param)


def as_map(value):
    return {int(key): text for key, text in value["value"]}


def multikey_of(material):
    return key_of(material).to_multikey()


def test_the_document_is_the_one_that_is_published(case):
    changed = {
        name for name, value in case.unsigned.items() if case.published_unsigned[name] != value
    }

    assert changed <= {"description"}


def test_the_canonical_document(case):
    lines = canonicalize(case.unsigned, contexts=CONTEXTS).splitlines(keepends=True)

    assert lines == case.json("addBaseDocCanon")


def test_the_canonical_document_with_hidden_labels(case):
    assert list(case.statements().lines) == case.json("addBaseDocHMACCanon")


def test_the_values_of_the_mandatory_pointers(case):
    for entry in case.json("addPointerValues"):
        selection = select(case.unsigned, [entry["pointer"]])
        for step in entry["pointer"].split("/")[1:]:
            selection = selection[step]
        assert selection == entry["value"]


def test_what_is_mandatory_and_what_is_not(case):
    expected = case.json("addBaseTransform")
    whole = case.statements()

    mandatory = statements.indexes_of(whole, statements.selected_quads(whole, case.mandatory))

    lines = dict(enumerate(whole.lines))
    assert expected["mandatoryPointers"] == list(case.mandatory)
    assert as_map(expected["mandatory"]) == {index: lines[index] for index in mandatory}
    assert as_map(expected["nonMandatory"]) == {
        index: text for index, text in lines.items() if index not in mandatory
    }


def test_the_hashes(case):
    options = {k: v for k, v in case.json("addProofConfig").items() if k != "@context"}
    canonical = read_text(case.folder / "addProofConfigCanon.txt")
    mandatory = as_map(case.json("addBaseTransform")["mandatory"]).values()
    expected = case.json("addHashData")

    assert canonicalize(case.json("addProofConfig"), contexts=CONTEXTS) == canonical
    assert sha256(canonical.encode()).hexdigest() == expected["proofHash"]
    assert statements.mandatory_hash(mandatory).hex() == expected["mandatoryHash"]
    assert (
        rdfc_hashing.configuration_hash(case.unsigned, options, CONTEXTS).hex()
        == (expected["proofHash"])
    )


def test_the_signatures_of_the_base_proof(case):
    expected, base = case.json("addRawBaseSignatureInfo"), case.base()

    assert base.base_signature.hex() == expected["baseSignature"]
    assert multikey_of(base.public_key) == expected["publicKey"]
    assert [signature.hex() for signature in base.signatures] == expected["signatures"]
    assert list(base.mandatory_pointers) == expected["mandatoryPointers"]


def test_the_base_proof(case):
    secured = data_integrity.secure(
        case.unsigned,
        signer=case.signer,
        verification_method=case.signed["proof"]["verificationMethod"],
        created=CREATED,
        cryptosuite="ecdsa-sd-2023",
        mandatory_pointers=case.mandatory,
        secrets=case.secrets,
        contexts=CONTEXTS,
    )

    assert secured == case.signed


def test_the_base_proof_taken_apart(case):
    expected, base = case.json("derivedRecoveredBaseData"), case.base()

    assert base.base_signature.hex() == expected["baseSignature"]
    assert multikey_of(base.public_key) == expected["proofPublicKey"]
    assert base.hmac_key.hex() == expected["hmacKey"]
    assert [signature.hex() for signature in base.signatures] == expected["signatures"]
    assert list(base.mandatory_pointers) == expected["mandatoryPointers"]
    assert base.to_text() == case.signed["proof"]["proofValue"]


def test_the_groups(case):
    expected, groups = case.json("derivedGroupIndexes"), case.json("derivedAllGroupData")["groups"]
    whole = case.statements()
    pointers = {
        "mandatory": case.mandatory,
        "selective": case.selective,
        "combined": (*case.mandatory, *case.selective),
    }

    for name, pointed in pointers.items():
        indexes = statements.indexes_of(whole, statements.selected_quads(whole, pointed))
        assert sorted(indexes) == expected[f"{name}Indexes"]
        assert {index: whole.lines[index] for index in indexes} == as_map(groups[name]["matching"])


def test_what_is_disclosed(case):
    expected = case.json("derivedDisclosureData")
    labels = dict(expected["labelMap"]["value"])

    value = derived_proof.disclosure_data(case.unsigned, case.base(), case.selective, CONTEXTS)

    assert value.base_signature.hex() == expected["baseSignature"]
    assert multikey_of(value.public_key) == expected["publicKey"]
    assert [signature.hex() for signature in value.signatures] == expected["signatures"]
    assert list(value.mandatory_indexes) == expected["mandatoryIndexes"]
    assert named(value.labels) == labels
    adjusted = case.json("derivedAdjMandatoryIndexes")["adjMandatoryIndexes"]
    assert list(value.mandatory_indexes) == adjusted
    filtered = case.json("derivedAdjSignatures")["filteredSignatures"]
    assert [signature.hex() for signature in value.signatures] == filtered


def named(labels):
    return {f"c14n{number}": "u" + base64url.encode(label) for number, label in labels.items()}


def test_the_disclosed_document(case):
    revealed = select(case.unsigned, (*case.mandatory, *case.selective))
    derived = data_integrity.derive(
        case.signed, selective_pointers=case.selective, contexts=CONTEXTS
    )

    assert revealed == case.json("derivedUnsignedReveal")
    assert derived == case.revealed


def test_the_derived_proof_taken_apart(case):
    expected = case.json("verifyDerivedProofValue")
    text = case.revealed["proof"]["proofValue"]

    value = DerivedProofValue.parse(text)

    assert value.base_signature.hex() == expected["baseSignature"]
    assert multikey_of(value.public_key) == expected["publicKey"]
    assert [signature.hex() for signature in value.signatures] == expected["signatures"]
    assert named(value.labels) == dict(expected["labelMap"])
    assert list(value.mandatory_indexes) == expected["mandatoryIndexes"]
    assert value.to_text() == text


def test_what_the_reader_checks(case):
    expected, hashes = case.json("verifyCreateVerifyData"), case.json("addHashData")
    document = {name: value for name, value in case.revealed.items() if name != "proof"}
    options = {k: v for k, v in case.revealed["proof"].items() if k != "proofValue"}
    covered = Covered(document, options, CONTEXTS)

    data = derived_proof.verify_data(covered, case.revealed["proof"]["proofValue"])

    assert list(data.non_mandatory) == expected["nonMandatory"]
    assert [signature.hex() for signature in data.value.signatures] == expected["signatures"]
    assert data.signed == (
        bytes.fromhex(expected["proofHash"])
        + data.value.public_key
        + bytes.fromhex(expected["mandatoryHash"])
    )
    assert (expected["proofHash"], expected["mandatoryHash"]) == tuple(hashes.values())


def test_the_statements_that_the_reader_sees(case):
    document = {name: value for name, value in case.revealed.items() if name != "proof"}
    value = DerivedProofValue.parse(case.revealed["proof"]["proofValue"])
    labels = named(value.labels)

    lines = statements.labelled_lines(document, CONTEXTS, labels.__getitem__)

    assert lines == case.json("verifyNQuads")


def test_the_disclosed_document_is_valid(case):
    proof = case.revealed["proof"]
    key = PublicKey.from_multikey(proof["verificationMethod"].partition("#")[2])

    assert key == case.signer.public_key
    assert data_integrity.is_proof_valid(case.revealed, proof, key, contexts=CONTEXTS)
