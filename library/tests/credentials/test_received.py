"""Reading what others sent, whatever it is."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from insigne.baking import extract, image_type
from insigne.credentials import Dialect, ReceivedCredential
from insigne.credentials.schema import schema_problems
from insigne.errors import MalformedError

PERSON = "did:example:ebfeb1f712ebc6f1c276e12ec21"

DIALECTS_OF_1EDTECH = {
    "ob30/endorsement-valid.json": Dialect.ENDORSEMENT_3,
    "ob30/simple-context-alias.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-did-key-method.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-eddsa-2022.json": Dialect.OPEN_BADGES_3_VCDM_1,
    "ob30/simple-err-context.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-err-expired.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-err-issuer-type.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-err-proof-value.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-err-type.json": Dialect.OPEN_BADGES_3,
    "ob30/simple-json.png": Dialect.OPEN_BADGES_3,
    "ob30/simple-json.svg": Dialect.OPEN_BADGES_3,
    "ob30/simple-jwt.png": Dialect.OPEN_BADGES_3,
    "ob30/simple-jwt.svg": Dialect.OPEN_BADGES_3,
    "ob30/simple.json": Dialect.OPEN_BADGES_3,
    "ob30/simple.jwt": Dialect.OPEN_BADGES_3_VCDM_1,
    "ob30/simple_v1.json": Dialect.OPEN_BADGES_3_VCDM_1,
    "ob20/assertion-with-endorsements.json": Dialect.OPEN_BADGES_2,
    "ob20/basic-assertion-expired.json": Dialect.OPEN_BADGES_2,
    "ob20/basic-assertion-invalid-type.json": Dialect.OPEN_BADGES_2,
    "ob20/basic-assertion.json": Dialect.OPEN_BADGES_2,
    "ob20/simple-badge.png": Dialect.OPEN_BADGES_2,
    "ob20/simple-revoked.jwt": Dialect.OPEN_BADGES_2,
    "ob20/simple.jwt": Dialect.OPEN_BADGES_2,
}

# Where 1EdTech's validator stops at type, context or issuer type, our structure does too.
# (simple.jwt uses a context of a draft and has no achievement; 1EdTech gives no verdict on it.)
PLACES_OF_PROBLEMS = {
    "ob30/simple-err-context.json": [
        "the credential",
        "@context",
        "@context[0]",
        "credentialSubject",
    ],
    "ob30/simple-err-issuer-type.json": ["issuer.type"],
    "ob30/simple-err-type.json": ["type", "credentialSubject"],
    "ob30/simple.jwt": ["@context[1]", "credentialSubject"],
    "ob20/basic-assertion-invalid-type.json": ["type"],
}


def received(path: Path) -> ReceivedCredential:
    source = path.read_bytes()
    if image_type(source):
        baked = extract(source)
        assert baked is not None
        source = baked.text.encode()
    return ReceivedCredential.parse(source)


def jws_of(payload: object) -> bytes:
    parts = (b'{"alg":"ES256"}', json.dumps(payload).encode(), b"signature")
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


@pytest.mark.parametrize("name", DIALECTS_OF_1EDTECH)
def test_samples_of_1edtech_are_recognised(shared_vectors, name):
    credential = received(shared_vectors / "1edtech" / name)

    problems = schema_problems(credential.document, credential.dialect)

    assert credential.dialect == DIALECTS_OF_1EDTECH[name]
    places = [problem.partition(": ")[0] for problem in problems]
    assert places == PLACES_OF_PROBLEMS.get(name, [])


def test_every_sample_of_1edtech_is_looked_at(shared_vectors):
    folder = shared_vectors / "1edtech"
    samples = {
        str(path.relative_to(folder))
        for part in ("ob30", "ob20")
        for path in (folder / part).iterdir()
        if path.is_file() and path.name != "verdicts.json"
    }

    assert samples == set(DIALECTS_OF_1EDTECH)


def test_a_credential_is_read_without_being_changed(shared_vectors):
    source = (shared_vectors / "1edtech/ob30/simple.json").read_bytes()

    credential = ReceivedCredential.parse(source)

    assert credential.source == source
    assert credential.id == "http://example.com/credentials/3527"
    assert credential.issuer_id == "https://example.com/issuers/876543"
    assert credential.name == "Teamwork"
    assert credential.valid_from == datetime(2010, 1, 1, tzinfo=UTC)
    assert credential.valid_until is None
    assert credential.jws_text is None


def test_a_jws_keeps_its_text_and_its_claims(shared_vectors):
    source = (shared_vectors / "1edtech/ob30/simple.jwt").read_bytes()

    credential = ReceivedCredential.parse(source)

    assert credential.jws_text == source.decode().strip()
    assert credential.claims is not None
    assert credential.claims["nbf"] == 1262304000
    assert credential.document["issuanceDate"] == "2010-01-01T00:00:00Z"
    assert credential.subject["id"] == PERSON


def test_registered_claims_give_what_an_old_jwt_leaves_out():
    claims = {
        "iss": "https://uu.example/issuer",
        "jti": "urn:uuid:1",
        "sub": PERSON,
        "nbf": 1262304000,
        "exp": 1893456000,
        "vc": {"type": ["VerifiableCredential", "OpenBadgeCredential"], "credentialSubject": {}},
    }

    credential = ReceivedCredential.parse(jws_of(claims))

    assert credential.id == "urn:uuid:1"
    assert credential.issuer_id == "https://uu.example/issuer"
    assert credential.subject == {"id": PERSON}
    assert credential.valid_from == datetime(2010, 1, 1, tzinfo=UTC)
    assert credential.valid_until == datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "claims", [{"vc": "x"}, {"vc": {}, "nbf": "2010"}, {"vc": {}, "exp": 1e300}]
)
def test_a_jwt_with_claims_of_the_wrong_kind_is_malformed(claims):
    with pytest.raises(MalformedError):
        ReceivedCredential.parse(jws_of(claims))


def test_a_hosted_badge_may_be_only_an_address():
    credential = ReceivedCredential.parse(b" https://badges.example/a/1\n")

    assert credential.is_reference
    assert credential.id == "https://badges.example/a/1"
    assert credential.dialect == Dialect.OPEN_BADGES_2


def test_open_badges_1_is_recognised():
    assertion = (
        b'{"uid":"1","recipient":{},"badge":"https://x.example/b","verify":{"type":"hosted"}}'
    )

    assert ReceivedCredential.parse(assertion).dialect == Dialect.OPEN_BADGES_1


@pytest.mark.parametrize(
    "document",
    [b"{}", b'{"type":["VerifiableCredential","StudentCard"]}', b'{"@context":5,"type":{}}'],
)
def test_what_we_do_not_speak_is_unknown(document):
    assert ReceivedCredential.parse(document).dialect == Dialect.UNKNOWN


@pytest.mark.parametrize(
    ("document", "dialect"),
    [
        (b'{"type":["VerifiableCredential","ClrCredential"]}', Dialect.CLR_2),
        (b'{"type":"VerifiablePresentation"}', Dialect.PRESENTATION),
        (b'{"type":"EnvelopedVerifiablePresentation"}', Dialect.PRESENTATION),
        (b'{"type":["VerifiableCredential","EndorsementCredential"]}', Dialect.ENDORSEMENT_3),
        (b'{"type":["ClrCredential"]}', Dialect.UNKNOWN),
        (b'{"type":"AchievementCredential"}', Dialect.OPEN_BADGES_3),
        (b'{"type":"BadgeClass"}', Dialect.OPEN_BADGES_2),
        (b'{"@context":"https://w3id.org/openbadges/v1"}', Dialect.OPEN_BADGES_1),
    ],
)
def test_a_type_or_a_context_alone_shows_a_dialect(document, dialect):
    assert ReceivedCredential.parse(document).dialect is dialect


def test_a_token_of_version_1_holds_its_presentation():
    claims = {"iss": PERSON, "jti": "urn:uuid:9", "vp": {"type": ["VerifiablePresentation"]}}

    presentation = ReceivedCredential.parse(jws_of(claims))

    assert presentation.dialect is Dialect.PRESENTATION
    assert presentation.document == {
        "id": "urn:uuid:9",
        "holder": PERSON,
        "type": ["VerifiablePresentation"],
    }
    for name in ("vp", "vc"):
        with pytest.raises(MalformedError, match=name):
            ReceivedCredential.parse(jws_of({name: "x"}))


@pytest.mark.parametrize(
    "source",
    [b"", b"hello", b"[]", b'"x"', b"\xff\xfe", b"{", b"aaaa.bbbb.cccc", b"https://", b"http://[x"],
)
def test_what_is_no_credential_is_malformed(source):
    with pytest.raises(MalformedError):
        ReceivedCredential.parse(source)


@pytest.mark.parametrize("value", [1, None, {}, [], "soon", "2026-01-01"])
def test_an_instant_of_the_wrong_kind_is_malformed_or_absent(value):
    credential = ReceivedCredential.parse(json.dumps({"validFrom": value}).encode())

    if value is None:
        assert credential.valid_from is None
    else:
        with pytest.raises(MalformedError):
            _ = credential.valid_from


@pytest.mark.parametrize("junk", [None, 1, "x", [], [1], {}, {"id": []}, True])
def test_views_never_fail_on_junk(junk):
    names = ("id", "type", "issuer", "credentialSubject", "badge", "credentialStatus", "recipient")
    for dialect in Dialect:
        credential = ReceivedCredential(b"", dict.fromkeys(names, junk), dialect)
        assert isinstance(credential.id + credential.issuer_id + credential.name, str)
        assert isinstance(credential.identity_objects + credential.status_entries, tuple)
        assert isinstance(schema_problems(credential.document, dialect), list)
