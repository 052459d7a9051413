"""The test vectors of the W3C's cryptosuite specifications, and what it takes to read them."""

import json
from datetime import UTC, datetime
from pathlib import Path

from insigne.contexts.bundle import BUNDLE
from insigne.encoding import base64url, multibase
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"
CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)

# Multicodec headers of private keys, which nothing but these vectors writes.
PRIVATE_HEADERS = {
    KeyType.ED25519: bytes.fromhex("8026"),
    KeyType.P256: bytes.fromhex("8626"),
    KeyType.P384: bytes.fromhex("8726"),
}


def read_json(path: Path):
    return json.loads(path.read_text())


def read_text(path: Path) -> str:
    """The canonical forms end with a line break that counts, hashes and signatures with none."""
    return path.read_bytes().decode()


def signer_of(pair) -> PrivateKey:
    """The signer of a pair of Multikeys; its public half has to be the one that stands there."""
    public_key = PublicKey.from_multikey(pair["publicKeyMultibase"])
    secret = multibase.decode(pair.get("secretKeyMultibase") or pair["privateKeyMultibase"])
    header = PRIVATE_HEADERS[public_key.key_type]
    assert secret.startswith(header)
    member = base64url.encode(secret.removeprefix(header))
    return PrivateKey.from_jwk(public_key.to_jwk() | {"d": member})


def contexts_with_examples(shared: Path):
    """The bundle, and the examples context, which defines every term and is for tests only."""
    examples = read_json(shared / "contexts/credentials-examples-v2.json")
    return {**BUNDLE, EXAMPLES: examples}


def contexts_with_citizenship():
    """The bundle, and what the vectors' own canonical forms show of the citizenship context.

    That context itself is not here. Each term has the IRI and the datatype that the canonical
    forms of the vectors have for it; whoever would guess one wrong would not meet their hashes.
    """
    own, schema = "https://w3id.org/citizenship#", "https://schema.org/"
    date_time = "http://www.w3.org/2001/XMLSchema#dateTime"
    terms = {
        name: {"@id": vocabulary + name}
        for vocabulary, names in {
            own: (
                "PermanentResident PermanentResidentCard PermanentResidentCardCredential "
                "EmployablePerson EmploymentAuthorizationDocument "
                "EmploymentAuthorizationDocumentCredential birthCountry commuterClassification "
                "lprCategory lprNumber permanentResidentCard employmentAuthorizationDocument"
            ),
            schema: "Person additionalName familyName gender givenName identifier",
        }.items()
        for name in names.split()
    }
    terms["residentSince"] = {"@id": own + "residentSince", "@type": date_time}
    terms["birthDate"] = {"@id": schema + "birthDate", "@type": date_time}
    terms["image"] = {"@id": schema + "image", "@type": "@id"}
    return {**BUNDLE, CITIZENSHIP: {"@context": {"@protected": True, **terms}}}
