"""Every folder of the W3C's vectors for the suites that hash and sign, step by step."""

from hashlib import sha256, sha384

import pytest

from insigne.canonicalization import canonicalize, jcs
from insigne.encoding import multibase
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, jcs_hashing, rdfc_hashing
from w3c_vectors import (
    CREATED,
    contexts_with_citizenship,
    contexts_with_examples,
    read_json,
    read_text,
    signer_of,
)

# Folder, the end of its files' names, the document and the keys beside it, and the hash.
EDDSA, ECDSA = "vc-di-eddsa", "vc-di-ecdsa"
RDFC = [
    (EDDSA, "eddsa-rdfc-2022", "DataInt", "unsigned", "keyPair", "sha256"),
    (EDDSA, "eddsa-rdfc-2022/employ", "DataInt", "employmentAuth", "keyPair", "sha256"),
    (EDDSA, "Ed25519Signature2020", "EdSig", "unsigned", "keyPair", "sha256"),
    (ECDSA, "ecdsa-rdfc-2019-p256", "ECDSAP256", "unsigned", "p256KeyPair", "sha256"),
    (ECDSA, "ecdsa-rdfc-2019-p256/employ", "ECDSAP256", "employmentAuth", "p256KeyPair", "sha256"),
    (ECDSA, "ecdsa-rdfc-2019-p384", "ECDSAP384", "unsigned", "p384KeyPair", "sha384"),
    (ECDSA, "ecdsa-rdfc-2019-p384/employ", "ECDSAP384", "employmentAuth", "p384KeyPair", "sha384"),
]
JCS = [
    (EDDSA, "eddsa-jcs-2022", "JCS", "unsigned", "keyPair", "sha256"),
    (ECDSA, "ecdsa-jcs-2019-p256", "JCSECDSAP256", "unsigned", "p256KeyPair", "sha256"),
    (ECDSA, "ecdsa-jcs-2019-p384", "JCSECDSAP384", "unsigned", "p384KeyPair", "sha384"),
]
HASHES = {"sha256": sha256, "sha384": sha384}


class Case:
    """One folder."""

    def __init__(self, shared, specification, name, ending, document, keys, hash_name):
        self.folder, self.ending = shared / specification / name, ending
        self.unsigned = read_json(shared / specification / f"{document}.json")
        self.signer = signer_of(read_json(shared / specification / f"{keys}.json"))
        self.signed = self.json("signed")
        self.configuration = self.json("proofConfig")
        self.options = {k: v for k, v in self.configuration.items() if k != "@context"}
        self.hash_name = hash_name
        is_example = document == "unsigned"
        self.contexts = (
            contexts_with_examples(shared) if is_example else contexts_with_citizenship()
        )
        if "Ed25519Signature2020" in name:
            # its unsigned document is the common one, with one context more
            self.unsigned = {k: v for k, v in self.signed.items() if k != "proof"}

    def json(self, step):
        return read_json(self.folder / f"{step}{self.ending}.json")

    def text(self, step):
        return read_text(self.folder / f"{step}{self.ending}.txt")

    def line(self, step):
        return self.text(step).strip()


@pytest.fixture(params=RDFC, ids=lambda param: param[1])
def rdfc(request, shared_vectors):
    return Case(shared_vectors, *request.param)


@pytest.fixture(params=JCS, ids=lambda param: param[1])
def by_json(request, shared_vectors):
    return Case(shared_vectors, *request.param)


@pytest.fixture(params=RDFC + JCS, ids=lambda param: param[1])
def case(request, shared_vectors):
    return Case(shared_vectors, *request.param)


@pytest.fixture(
    params=[param for param in RDFC + JCS if "Signature2020" not in param[1]],  # only read
    ids=lambda param: param[1],
)
def issued(request, shared_vectors):
    return Case(shared_vectors, *request.param)


def test_the_canonical_forms_of_rdfc(rdfc):
    how = {"contexts": rdfc.contexts, "hash_name": rdfc.hash_name}

    assert canonicalize(rdfc.unsigned, **how) == rdfc.text("canonDoc")
    assert canonicalize(rdfc.configuration, **how) == rdfc.text("proofCanon")


def test_the_canonical_forms_of_jcs(by_json):
    assert jcs.canonicalize(by_json.unsigned).decode() == by_json.line("canonDoc")
    canonical = jcs_hashing.canonical_configuration(by_json.configuration)
    assert canonical.decode() == by_json.line("proofCanon")


def test_the_hashes_of_the_canonical_forms(case):
    digest = HASHES[case.hash_name]
    strip = str.strip if "JCS" in case.ending else str

    assert digest(strip(case.text("canonDoc")).encode()).hexdigest() == case.line("docHash")
    assert digest(strip(case.text("proofCanon")).encode()).hexdigest() == case.line("proofHash")
    assert case.line("combinedHash") == case.line("proofHash") + case.line("docHash")


def test_the_bytes_that_are_signed_by_rdfc(rdfc):
    combined = rdfc_hashing.combined_hash(
        bytes.fromhex(rdfc.line("proofHash")), rdfc.text("canonDoc"), rdfc.hash_name
    )
    data = rdfc_hashing.hash_data(rdfc.unsigned, rdfc.options, rdfc.contexts, rdfc.hash_name)

    assert combined.hex() == rdfc.line("combinedHash")
    assert data.hex() == rdfc.line("combinedHash")


def test_the_bytes_that_are_signed_by_jcs(by_json):
    data = jcs_hashing.hash_data(
        by_json.unsigned, by_json.configuration, hash_name=by_json.hash_name
    )

    assert data.hex() == by_json.line("combinedHash")


def test_the_signature(case):
    signature = case.signer.sign(bytes.fromhex(case.line("combinedHash")))

    assert signature.hex() == case.line("sigHex")
    assert multibase.encode_base58btc(signature) == case.line("sigBTC58")


def test_the_secured_document(case):
    key = PublicKey.from_multikey(case.signed["proof"]["verificationMethod"].partition("#")[2])

    assert key == case.signer.public_key
    assert case.signed["proof"]["proofValue"] == case.line("sigBTC58")
    assert data_integrity.is_proof_valid(
        case.signed, case.signed["proof"], key, contexts=case.contexts
    )


def test_securing_gives_the_same_document(issued):
    secured = data_integrity.secure(
        issued.unsigned,
        signer=issued.signer,
        verification_method=issued.options["verificationMethod"],
        created=CREATED,
        cryptosuite=issued.options["cryptosuite"],
        contexts=issued.contexts,
    )

    assert secured == issued.signed


def test_a_changed_document_is_not_valid(case):
    for change in ({"validFrom": "2023-01-01T00:00:01Z"}, {"name": "Another"}):
        changed = {**case.signed, **change}
        assert not data_integrity.is_proof_valid(
            changed, changed["proof"], case.signer.public_key, contexts=case.contexts
        )
