import json

import pytest

from insigne.errors import InsigneError, MalformedError
from insigne.identifiers.key_document import KeyDocument
from insigne.keys.private_key import KeyType, PrivateKey

ISSUER = "https://uppsala.example/issuers/1"
KEY = PrivateKey.generate(KeyType.P256)
PUBLIC = KEY.public_key


def test_reads_a_bare_jwk():
    assert KeyDocument.parse(PUBLIC.to_jwk() | {"kid": "1"}) == KeyDocument(PUBLIC)


def test_reads_a_cryptographic_key_of_open_badges_2():
    document = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "CryptographicKey",
        "id": ISSUER + "/key",
        "owner": ISSUER,
        "publicKeyPem": PUBLIC.to_pem().decode(),
    }

    assert KeyDocument.parse(document) == KeyDocument(PUBLIC, ISSUER + "/key", ISSUER)


def test_reads_a_verification_method():
    document = {
        "id": ISSUER + "/key",
        "type": "Multikey",
        "controller": ISSUER,
        "publicKeyMultibase": PUBLIC.to_multikey(),
    }

    assert KeyDocument.parse(document) == KeyDocument(PUBLIC, ISSUER + "/key", ISSUER)


def test_reads_the_key_of_the_sample_badges(shared_vectors):
    document = json.loads((shared_vectors / "1edtech/ob20/assets/key1.json").read_text())

    parsed = KeyDocument.parse(document)

    assert (parsed.id, parsed.owner) == (document["id"], document["owner"])
    assert parsed.key.to_pem().decode().split() == document["publicKeyPem"].split()


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"id": ISSUER, "publicKey": [ISSUER + "/key"]},
        {"publicKeyPem": None},
        {"publicKeyPem": "no key"},
        {"publicKeyPem": PUBLIC.to_pem().decode(), "publicKeyMultibase": PUBLIC.to_multikey()},
        {"keys": [PUBLIC.to_jwk()]},
    ],
)
def test_refuses_what_is_not_one_key(document):
    with pytest.raises(MalformedError):
        KeyDocument.parse(document)


def test_refuses_private_keys():
    with pytest.raises(InsigneError):
        KeyDocument.parse(KEY.to_jwk())

    with pytest.raises(InsigneError):
        KeyDocument.parse({"publicKeyPem": KEY.to_pem().decode()})
