"""Byte for byte what a general JSON-LD processor computes, on what both can read.

Known defects of PyLD 3.3 explain a difference if their cause is there to be seen (`known_defects`).
What it does not notice (relative IRIs, bad language tags, undefined terms) we refuse, and
`test_to_rdf.py` says so. `./dev bench equality` asks more documents, and npm jsonld too.
"""

import json

import pytest
from known_defects import CAUSES_OF_PYLD, cause_of
from pyld import jsonld
from random_credentials import Dice

from insigne.canonicalization import Canonicalizer, canonicalize
from insigne.canonicalization.rdfc10 import canonicalize_quads
from insigne.contexts.bundle import BUNDLE
from insigne.errors import InsigneError

EXAMPLES = {
    "https://www.w3.org/2018/credentials/examples/v1": "credentials-examples-v1.json",
    "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2.json",
}


def canonical_form_by_pyld(document, contexts=BUNDLE):
    def load(url, options):
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": contexts[url],
        }

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return jsonld.normalize(document, options)


@pytest.mark.parametrize("batch", range(8))
def test_random_credentials(batch):
    """Cold, warm, and by the general algorithm: always the bytes of the general processor."""
    canonicalizer = Canonicalizer(BUNDLE)
    differing, compared = [], 0
    for seed in range(batch * 50, batch * 50 + 50):
        document = Dice(seed).document()
        try:
            general = canonicalize_quads(canonicalizer.quads(document))
        except InsigneError:
            continue
        compared += 1
        expected = canonical_form_by_pyld(document)
        if general != expected and not cause_of(CAUSES_OF_PYLD, document, expected):
            differing.append(seed)
        if {canonicalizer.canonicalize(document) for _ in range(2)} != {general}:
            differing.append(seed)

    assert differing == []
    assert compared > 40


def test_samples_of_the_official_validator(shared_vectors):
    compared = []
    for file in sorted((shared_vectors / "1edtech" / "ob30").glob("*.json")):
        document = json.loads(file.read_bytes())
        undefined = {"simple-err-context", "simple-err-issuer-type", "simple-err-type", "verdicts"}
        if file.stem not in undefined:
            unsecured = {key: value for key, value in document.items() if key != "proof"}
            assert canonicalize(document) == canonical_form_by_pyld(document)
            assert canonicalize(unsecured) == canonical_form_by_pyld(unsecured)
            compared.append(file.stem)

    assert len(compared) == 8


@pytest.fixture(scope="session")
def with_examples(shared_vectors):
    """Give the bundled contexts and those two that define every term."""
    folder = shared_vectors / "contexts"
    examples = {url: json.loads((folder / file).read_bytes()) for url, file in EXAMPLES.items()}
    return {url: BUNDLE[url] for url in BUNDLE} | examples


@pytest.mark.parametrize(
    ("document", "canonical"),
    [
        ("unsigned.json", "eddsa-rdfc-2022/canonDocDataInt.txt"),
        ("eddsa-rdfc-2022/proofConfigDataInt.json", "eddsa-rdfc-2022/proofCanonDataInt.txt"),
        ("unsigned.json", "Ed25519Signature2020/canonDocEdSig.txt"),
        ("Ed25519Signature2020/proofConfigEdSig.json", "Ed25519Signature2020/proofCanonEdSig.txt"),
    ],
)
def test_canonical_forms_of_the_eddsa_specification(
    shared_vectors, with_examples, document, canonical
):
    folder = shared_vectors / "vc-di-eddsa"
    given = json.loads((folder / document).read_bytes())
    expected = (folder / canonical).read_text("utf-8")

    found = canonicalize(given, contexts=with_examples)

    assert found.splitlines() == expected.splitlines()


def test_secured_documents_of_the_specifications(shared_vectors, with_examples):
    canonicalizer = Canonicalizer(with_examples)
    compared = 0
    for folder in ("vc-di-eddsa", "vc-di-ecdsa"):
        for file in sorted((shared_vectors / folder).glob("**/*.json")):
            document = json.loads(file.read_bytes())
            of_jcs = "jcs" in str(file).lower()  # its proofs repeat the context
            if of_jcs or not known(document, with_examples):
                continue
            found = canonicalizer.canonicalize(document)
            assert found == canonical_form_by_pyld(document, with_examples), file
            compared += 1

    assert compared == 17


def known(document, contexts):
    return "@context" in document and all(url in contexts for url in document["@context"])
