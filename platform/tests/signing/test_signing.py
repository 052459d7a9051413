"""What we sign is checked here with PyLD and `cryptography`, not with our own library."""

import base64
import hashlib
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from pyld import jsonld

from insigne.contexts.bundle import BUNDLE
from insigne.errors import MalformedError
from insigne.issuance import Slot
from insigne_platform.signing import selectors, services
from insigne_platform.signing.composition import profile

pytestmark = pytest.mark.django_db


def _credential(issuer):
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:8a8b7c4e-6d5f-4a3b-9c2d-1e0f9a8b7c6d",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile(issuer).to_json(),
        "validFrom": "2026-06-01T12:00:00Z",
        "name": "Reading ice",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "id": "urn:uuid:0f9a8b7c-6d5e-4f3a-8b2c-1d0e9f8a7b6c",
            "achievement": {
                "id": "https://badges.example.org/public/3/badges/x",
                "type": ["Achievement"],
                "name": "Reading ice",
                "description": "Who has it reads ice.",
                "criteria": {"narrative": "Read ice."},
            },
        },
    }


def _unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _canonical_hash(document):
    def load(url, _options):
        return {"document": BUNDLE[url], "documentUrl": url, "contextUrl": None}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()


def _base58(text):
    letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = 0
    for letter in text:
        number = number * 58 + letters.index(letter)
    return number.to_bytes(64, "big")


def test_a_data_integrity_proof_verifies_under_the_published_key(cast, noon):
    issuer = cast.uppsala_issuer
    document = _credential(issuer)

    signed = json.loads(
        services.sign_credential(document, issuer=issuer, proof="eddsa-rdfc-2022", at=noon)
    )

    proof = signed.pop("proof")
    value = proof.pop("proofValue")
    assert signed == document
    assert proof["verificationMethod"] == f"{document['issuer']['id']}#key-1"
    covered = _canonical_hash({"@context": document["@context"], **proof}) + _canonical_hash(signed)
    jwk = selectors.public_keys(cast.uppsala)[0].jwk
    key = ed25519.Ed25519PublicKey.from_public_bytes(_unpadded(jwk["x"]))
    key.verify(_base58(value[1:]), covered)
    with pytest.raises(InvalidSignature):
        key.verify(_base58(value[1:]), covered + b"x")


def test_a_jwt_verifies_under_the_published_key(cast, noon):
    issuer = cast.uppsala_issuer

    jwt = services.sign_credential(_credential(issuer), issuer=issuer, proof="vc-jwt", at=noon)

    signing_input, signature = jwt.rsplit(b".", 1)
    header = json.loads(_unpadded(signing_input.split(b".")[0].decode()))
    jwk = selectors.public_keys(cast.uppsala)[1].jwk
    n, e = (int.from_bytes(_unpadded(jwk[name]), "big") for name in ("n", "e"))
    key = rsa.RSAPublicNumbers(e, n).public_key()
    assert header["alg"] == "RS256"
    key.verify(_unpadded(signature.decode()), signing_input, padding.PKCS1v15(), SHA256())


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "vc-jwt"])
def test_nobody_signs_in_the_name_of_another_issuer(cast, noon, proof):
    with pytest.raises(MalformedError):
        services.sign_credential(
            _credential(cast.uppsala_issuer), issuer=cast.elsewhere_issuer, proof=proof, at=noon
        )


def _with_slot(issuer, *, id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33", **changed):
    return {**_credential(issuer), "id": Slot("id", id), **changed}


def test_a_form_is_compiled_once_for_all_its_examples(cast):
    issuer = cast.uppsala_issuer
    first = services.compile_credential(_with_slot(issuer), issuer=issuer)

    again = services.compile_credential(_with_slot(issuer, id="urn:uuid:2"), issuer=issuer)

    assert again is first


def test_another_text_or_another_key_is_compiled_anew(cast, noon):
    issuer, id = cast.uppsala_issuer, "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"
    first = services.compile_credential(_with_slot(issuer), issuer=issuer)

    renamed = services.compile_credential(_with_slot(issuer, name="Ice"), issuer=issuer)
    assert json.loads(renamed.issue({"id": id}, at=noon))["name"] == "Ice"

    services.rotate(cast.uppsala, "ed25519", by=cast.ada, at=noon)
    rotated = services.compile_credential(_with_slot(issuer), issuer=issuer)
    methods = [
        json.loads(badge.issue({"id": id}, at=noon))["proof"]["verificationMethod"]
        for badge in (first, rotated)
    ]
    assert methods[0].endswith("#key-1")
    assert methods[1] == f"{methods[0].rpartition('#')[0]}#key-4"
