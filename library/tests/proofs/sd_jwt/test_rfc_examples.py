"""The examples of RFC 9901: digests, payloads and tokens as the RFC prints them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from insigne.encoding import base64url
from insigne.keys.public_key import PublicKey
from insigne.proofs import jose
from insigne.proofs.sd_jwt import (
    Disclosure,
    KeyBinding,
    SdJwt,
    conceal,
    disclosed,
    holder_key_of,
    present,
    read,
)
from insigne.proofs.sd_jwt.hash_algorithms import digest_of

VECTORS = Path(__file__).parents[2] / "vectors" / "rfc9901"
EXAMPLES = json.loads((VECTORS / "examples.json").read_text())
ISSUED = EXAMPLES["issued"]
ISSUER_KEY = PublicKey.from_jwk(json.loads((VECTORS / "issuer-key.jwk.json").read_text()))
ISSUANCE = (VECTORS / "issuance.sd-jwt").read_text()
PRESENTATION = (VECTORS / "presentation.sd-jwt").read_text()


def spaced(value):
    """JSON as the software that made the RFC's examples writes it."""
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("text", "digest", "content"), EXAMPLES["disclosures"], ids=lambda value: str(value)[-12:]
)
def test_a_disclosure_is_read_and_digested(text, digest, content):
    disclosure = Disclosure.parse(text)

    assert [disclosure.salt, disclosure.name, disclosure.value] == (
        content if len(content) == 3 else [content[0], None, content[1]]
    )
    assert digest_of(text, "sha-256") == digest


@pytest.mark.parametrize("example", ISSUED, ids=lambda example: example["name"])
def test_an_issuer_makes_the_payload_and_the_disclosures(example):
    salts = iter(example["salts"])

    concealed = conceal(
        example["claims"],
        example["disclosable"],
        random_bytes=lambda size: base64url.decode(next(salts)),
        write=spaced,
    )

    assert concealed.payload == example["payload"]
    assert [disclosure.text for disclosure in concealed.disclosures] == example["texts"]


@pytest.mark.parametrize("example", ISSUED, ids=lambda example: example["name"])
def test_everything_disclosed_gives_the_claims_again(example):
    found = disclosed(example["payload"], example["texts"])

    assert found.claims == example["claims"]
    assert sorted(found.places) == sorted(example["disclosable"])


def test_the_issuer_signed():
    for text in (ISSUANCE, PRESENTATION):
        jws = jose.parse_compact(SdJwt.parse(text).issuer_jwt)

        assert jose.is_signature_valid(jws, ISSUER_KEY)


def test_the_holder_shows_what_the_rfc_shows():
    presented = EXAMPLES["presented"]

    shown = present(ISSUANCE, presented["shown"])

    assert set(shown.disclosures) == set(SdJwt.parse(PRESENTATION).disclosures)
    assert read(shown).claims == presented["claims"]


def test_the_holder_signed_what_is_shown():
    found, presented = read(PRESENTATION), EXAMPLES["presented"]

    bound = KeyBinding.parse(found.token.key_binding)

    assert (bound.nonce, bound.audience) == (presented["nonce"], presented["audience"])
    assert bound.issued_at == datetime.fromtimestamp(presented["iat"], UTC)
    assert bound.sd_hash == presented["sd_hash"]
    assert bound.is_about(found.token, "sha-256")
    assert bound.is_signed_by(holder_key_of(found.claims))
    assert not bound.is_signed_by(ISSUER_KEY)


def test_a_token_is_written_as_it_came():
    assert SdJwt.parse(ISSUANCE).to_text() == ISSUANCE
    assert SdJwt.parse(PRESENTATION).to_text() == PRESENTATION
