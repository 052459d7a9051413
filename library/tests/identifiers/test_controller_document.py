from datetime import UTC, datetime

import pytest

from insigne.errors import MalformedError
from insigne.identifiers.controller_document import ControllerDocument
from insigne.keys.private_key import KeyType, PrivateKey

ISSUER = "https://uppsala.example/issuers/1"
OTHER = "https://elsewhere.example/issuers/1"
ADA = PrivateKey.from_seed(b"Ada awards badges for Uppsala...").public_key
BO = PrivateKey.from_seed(b"Bo awards badges somewhere else.").public_key
P256 = PrivateKey.generate(KeyType.P256).public_key
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def method(fragment="#key-1", *, key=ADA, controller=ISSUER, **members):
    return {
        "id": ISSUER + fragment,
        "type": "Multikey",
        "controller": controller,
        "publicKeyMultibase": key.to_multikey(),
    } | members


def document(**members):
    return {
        "id": ISSUER,
        "verificationMethod": [method()],
        "assertionMethod": [ISSUER + "#key-1"],
    } | members


def parse(value):
    return ControllerDocument.parse(value, url_or_did=ISSUER)


def test_gives_the_key_that_is_listed():
    assert parse(document()).key_for(ISSUER + "#key-1") == ADA


def test_an_address_that_is_not_listed_has_no_key():
    parsed = parse(document(assertionMethod=[], authentication=[ISSUER + "#key-1"]))

    assert parsed.methods.keys() == {ISSUER + "#key-1"}
    assert parsed.key_for(ISSUER + "#key-1") is None
    assert parse(document()).key_for(ISSUER + "#key-2") is None
    assert parse(document()).key_for("#key-1") is None


def test_relative_addresses_are_the_documents_own():
    written = method() | {"id": "#key-1"}

    parsed = parse(document(verificationMethod=[written], assertionMethod=["#key-1"]))

    assert parsed.key_for(ISSUER + "#key-1") == ADA


def test_a_method_written_out_under_assertion_method_counts():
    parsed = parse({"id": ISSUER, "assertionMethod": method()})

    assert parsed.key_for(ISSUER + "#key-1") == ADA


def test_a_method_written_out_elsewhere_does_not_count():
    parsed = parse({"id": ISSUER, "authentication": [method()], "keyAgreement": [method()]})

    assert parsed.methods == {}
    assert parsed.assertion_method == frozenset()


def test_reads_a_jwk():
    written = method(publicKeyJwk=P256.to_jwk(), type="JsonWebKey")
    del written["publicKeyMultibase"]

    assert parse(document(verificationMethod=[written])).key_for(ISSUER + "#key-1") == P256


def test_another_controllers_key_is_not_the_issuers():
    assert (
        parse(document(verificationMethod=[method(controller=OTHER)])).key_for(ISSUER + "#key-1")
        is None
    )


def test_another_controllers_document_is_refused():
    with pytest.raises(MalformedError, match="not the document of"):
        parse(document(id=OTHER))

    with pytest.raises(MalformedError, match="not the document of"):
        parse({"assertionMethod": [ISSUER + "#key-1"]})


def test_one_address_for_two_keys_is_refused():
    with pytest.raises(MalformedError, match="two keys"):
        parse(document(verificationMethod=[method(), method(key=BO)]))

    with pytest.raises(MalformedError, match="two keys"):
        parse(document(assertionMethod=[method(key=BO)]))


def test_the_same_key_twice_is_one():
    assert parse(document(assertionMethod=[method()])).key_for(ISSUER + "#key-1") == ADA


@pytest.mark.parametrize(
    "members",
    [
        {"publicKeyMultibase": "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"},
        {"publicKeyMultibase": 7},
        {"publicKeyJwk": P256.to_jwk()},
        {"publicKeyJwk": "z"},
        {"controller": None},
        {"id": None},
        {"revoked": "yesterday"},
        {"expires": 7},
    ],
)
def test_a_method_that_we_cannot_read_hides_no_other(members):
    broken = method("#broken") | members

    parsed = parse(document(verificationMethod=[broken, method()]))

    assert parsed.methods.keys() == {ISSUER + "#key-1"}


def test_a_private_key_is_not_read_as_a_public_one():
    secret = PrivateKey.generate(KeyType.P256).to_jwk()
    written = method(publicKeyJwk=secret)
    del written["publicKeyMultibase"]

    assert parse(document(verificationMethod=[written])).methods == {}


@pytest.mark.parametrize(
    ("members", "at", "is_given"),
    [
        ({"revoked": "2026-06-01T12:00:00Z"}, None, False),
        ({"revoked": "2026-06-01T12:00:00Z"}, NOON, False),
        ({"revoked": "2026-06-01T12:00:01Z"}, NOON, True),
        ({"expires": "2026-06-01T12:00:00Z"}, NOON, False),
        ({"expires": "2026-06-01T12:00:01Z"}, NOON, True),
        ({"expires": "2026-06-01T12:00:00Z"}, None, True),
    ],
)
def test_a_key_that_has_ended_is_not_given(members, at, is_given):
    parsed = parse(document(verificationMethod=[method(**members)]))

    assert (parsed.key_for(ISSUER + "#key-1", at=at) == ADA) is is_given


@pytest.mark.parametrize("value", [None, 7, "text", [None, 7, []], {}, {"id": 3}])
def test_nonsense_lists_nothing(value):
    parsed = parse({"id": ISSUER, "verificationMethod": value})

    assert parsed.methods == {}


def test_refuses_more_methods_than_anybody_has():
    with pytest.raises(MalformedError, match="more than"):
        parse(document(verificationMethod=[method()] * 1001))
