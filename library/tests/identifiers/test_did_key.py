import json
from pathlib import Path

import pytest

from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import did_key

KEYS = json.loads((Path(__file__).parents[1] / "vectors/did-key/keys.json").read_text())


@pytest.mark.parametrize("case", KEYS, ids=["p256-1", "p256-2", "rsa", "p384"])
def test_reads_and_writes_the_examples_of_the_specification(case):
    key = did_key.key_of_did_key(case["did"])

    assert key.to_jwk() == case["jwk"]
    assert did_key.did_key_of(key) == case["did"]


def test_gives_the_verification_method_of_the_cryptosuite_examples(shared_vectors):
    folder = shared_vectors / "vc-di-eddsa"
    multikey = json.loads((folder / "keyPair.json").read_text())["publicKeyMultibase"]
    options = json.loads((folder / "eddsa-rdfc-2022/proofConfigDataInt.json").read_text())

    address = did_key.verification_method_of_did_key(f"did:key:{multikey}")

    assert address == options["verificationMethod"]


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:key:",
        "did:key:z",
        "did:web:example.org",
        "DID:KEY:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6Mk",
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2?x=1",
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2/",
        "did:key:6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ",
        " did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
    ],
)
def test_refuses_what_is_no_did_key(did):
    with pytest.raises(InsigneError) as caught:
        did_key.key_of_did_key(did)

    assert isinstance(caught.value, MalformedError | UnsupportedError)


def test_other_types_of_key_are_another_dialect():
    with pytest.raises(UnsupportedError):
        did_key.key_of_did_key("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme")
