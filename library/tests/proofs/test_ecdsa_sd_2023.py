import json
from datetime import UTC, datetime
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import NOON, badge
from insigne.canonicalization.active_context import ContextProcessor
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import base64url, strict_json
from insigne.errors import InsigneError, MalformedError, SigningError, UnsupportedError
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import data_integrity
from insigne.proofs.cryptosuite import ProofSecrets
from insigne.proofs.ecdsa_sd_2023 import usual_pointers
from insigne.proofs.ecdsa_sd_2023.nameless_nodes import renamed
from insigne.proofs.ecdsa_sd_2023.proof_value import BaseProofValue, DerivedProofValue
from insigne.proofs.ecdsa_sd_2023.selection import select
from insigne.proofs.ecdsa_sd_2023.statements import hmac_labels, selected_quads, statements_of

KEY = PrivateKey.generate(KeyType.P256)
METHOD = "https://uppsala.example/issuers/1#key-2"
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def with_results(**members):
    """A badge with what a holder may want to keep back, a list, and an endorsement with a proof."""
    document = badge(validUntil="2027-01-01T00:00:00Z", **members)
    subject = document["credentialSubject"]
    subject["result"] = [
        {"type": ["Result"], "resultDescription": "urn:x:grade", "value": "8"},
        {"type": ["Result"], "resultDescription": "urn:x:grade", "value": "6"},
    ]
    subject["identifier"] = [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": "amina@student.example",
            "identityType": "emailAddress",
        }
    ]
    subject["achievement"]["resultDescription"] = [
        {
            "id": "urn:x:grade",
            "type": ["ResultDescription"],
            "name": "Grade",
            "resultType": "LetterGrade",
            "allowedValue": ["6", "7", "8", "9", "10"],
        }
    ]
    return document


def base(document=None, pointers=("/issuer",), **options):
    options = {"signer": KEY, "cryptosuite": "ecdsa-sd-2023"} | options
    return data_integrity.secure(
        with_results() if document is None else document,
        verification_method=METHOD,
        created=CREATED,
        mandatory_pointers=pointers,
        **options,
    )


def derived(*pointers, document=None):
    return data_integrity.derive(document or base(), selective_pointers=pointers)


def is_valid(document):
    return data_integrity.is_proof_valid(document, document["proof"], KEY.public_key)


def test_what_is_pointed_to_is_disclosed_with_what_it_needs_and_nothing_else():
    disclosed = derived("/credentialSubject/result/1/value", "/name")

    assert is_valid(disclosed)
    whole = with_results()
    assert {name: value for name, value in disclosed.items() if name != "proof"} == {
        "@context": whole["@context"],
        "id": whole["id"],
        "type": whole["type"],
        "issuer": whole["issuer"],
        "name": whole["name"],
        "credentialSubject": {
            "id": whole["credentialSubject"]["id"],
            "type": ["AchievementSubject"],
            "result": [{"type": ["Result"], "value": "6"}],
        },
    }
    assert "amina" not in json.dumps(disclosed)


def test_whatever_is_pointed_to_is_valid():
    whole = base(pointers=("/issuer", "/validFrom"))

    for pointers in (
        (),
        ("",),
        ("/issuer",),
        ("/credentialSubject",),
        ("/credentialSubject/result",),
        ("/credentialSubject/result/0", "/credentialSubject/result/1"),
        ("/credentialSubject/result/1", "/credentialSubject/result", "/credentialSubject/result/0"),
        ("/credentialSubject/result/1/value", "/credentialSubject/result/1"),
        ("/credentialSubject/result", "/credentialSubject/result/1/value"),
        ("/credentialSubject/achievement/resultDescription/0/allowedValue",),
        ("/credentialSubject/identifier/0/identityHash", "/validUntil"),
    ):
        assert is_valid(derived(*pointers, document=whole)), pointers


def test_nothing_is_mandatory_if_the_issuer_says_nothing():
    disclosed = derived("/validFrom", document=base(pointers=()))

    assert is_valid(disclosed)
    assert "issuer" not in disclosed


def test_something_has_to_be_disclosed():
    with pytest.raises(MalformedError, match="nothing"):
        derived(document=base(pointers=()))


def test_the_proof_does_not_say_how_many_blank_nodes_were_kept_back():
    value = DerivedProofValue.parse(derived("/validFrom")["proof"]["proofValue"])

    assert value.labels == {}


def test_no_two_base_proofs_share_their_secrets():
    one, other = (BaseProofValue.parse(base()["proof"]["proofValue"]) for _ in range(2))

    assert one.hmac_key != other.hmac_key
    assert one.public_key != other.public_key
    assert one.hmac_key.hex() not in repr(one)
    assert repr(one.hmac_key) not in repr(one)


def test_an_embedded_endorsement_is_disclosed_with_its_proof():
    endorsement = {
        "@context": with_results()["@context"],
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": "https://elsewhere.example/issuers/2", "type": ["Profile"]},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "https://uppsala.example/badges/1",
            "type": ["EndorsementSubject"],
        },
    }
    endorsements = [
        data_integrity.secure(
            {**endorsement, "name": name},
            signer=PrivateKey.from_seed(b"b" * 32),
            verification_method="https://elsewhere.example/issuers/2#key-1",
            created=CREATED,
        )
        for name in ("First", "Second")
    ]
    whole = base(with_results(endorsement=endorsements))

    one = derived("/endorsement/1", document=whole)
    both = derived("/endorsement", document=whole)
    part = derived("/endorsement/1/issuer", "/endorsement/0/proof/created", document=whole)

    assert is_valid(one)
    assert one["endorsement"] == endorsements[1:]
    assert is_valid(both)
    assert both["endorsement"] == endorsements
    assert is_valid(part)
    assert set(part["endorsement"][0]) == {"@context", "type", "proof"}


def test_a_json_literal_is_disclosed_whole():
    schema = {"type": "object", "properties": {"a": {"const": "urn:bnid:0"}}}
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": "https://uppsala.example/issuers/1",
        "credentialSubject": {"type": "JsonSchema", "jsonSchema": schema},
    }
    whole = base(document)

    assert is_valid(derived("/credentialSubject/jsonSchema", document=whole))
    with pytest.raises(UnsupportedError, match="cut through"):
        derived("/credentialSubject/jsonSchema/type", document=whole)


def test_a_value_with_its_language_is_one_thing():
    whole = base(with_results(name={"@value": "Läser is", "@language": "sv"}))

    assert is_valid(derived("/name", document=whole))


def test_a_long_list_is_disclosed_quickly():
    document = with_results()
    description = document["credentialSubject"]["achievement"]["resultDescription"][0]
    description["allowedValue"] = [str(number) for number in range(2000)]
    whole = statements_of(document, hmac_labels(bytes(32)), BUNDLE)
    started = perf_counter()

    quads = selected_quads(whole, ["/credentialSubject/achievement"])

    assert len(quads) > 4000
    assert perf_counter() - started < 5


def test_a_part_of_a_list_is_not_disclosed():
    with pytest.raises(UnsupportedError, match="cut through a list"):
        derived("/credentialSubject/achievement/resultDescription/0/allowedValue/1")


@pytest.mark.parametrize(
    "pointer",
    [
        "/nothing",
        "/credentialSubject/result/2",
        "/credentialSubject/result/-",
        "/credentialSubject/result/00",
        "/credentialSubject/result/-1",
        "/credentialSubject/result/value",
        "/name/first",
        "/proof",
        "name",
        "#/name",
        "/na~me",
        "/name~",
        "/name/",
        "/" + "x" * 1000,
        7,
        None,
    ],
)
def test_refuses_pointers_to_nothing(pointer):
    with pytest.raises(MalformedError):
        derived(pointer)


def test_refuses_more_pointers_than_anybody_needs():
    with pytest.raises(MalformedError, match="more than"):
        derived(*["/name"] * 1001)


def test_the_issuer_cannot_make_nothing_mandatory():
    with pytest.raises(MalformedError, match="to nothing"):
        base(pointers=("/nothing",))


def test_unescapes_pointers():
    assert select({"a/b": {"c~d": 1, "e": 2}}, ["/a~1b/c~0d"]) == {"a/b": {"c~d": 1}}
    assert select({"~1": 1, "/": 2}, ["/~01"]) == {"~1": 1}


def test_derives_from_one_base_proof_and_leaves_the_others_out():
    whole = data_integrity.secure(
        base(),
        signer=PrivateKey.from_seed(b"a" * 32),
        verification_method="https://uppsala.example/issuers/1#key-1",
        created=CREATED,
    )

    assert is_valid(derived("/name", document=whole))


def test_refuses_to_derive_from_what_is_no_base_proof():
    disclosed = derived("/name")

    for document in (with_results(), disclosed, {**base(), "proof": [base()["proof"]] * 2}):
        with pytest.raises(MalformedError, match="base proofs where one belongs"):
            derived("/name", document=document)


def test_refuses_to_derive_from_another_document_than_was_signed():
    whole = base()
    del whole["validUntil"]

    with pytest.raises(MalformedError, match="signatures for"):
        derived("/name", document=whole)


def test_a_base_proof_is_for_its_holder():
    with pytest.raises(MalformedError, match="for its holder only"):
        is_valid(base())


def test_selective_disclosure_in_a_chain_is_not_spoken():
    disclosed = derived("/name")
    first = {"type": "DataIntegrityProof", "id": "urn:x:1"}
    last = {**disclosed["proof"], "previousProof": "urn:x:1"}

    with pytest.raises(UnsupportedError, match="in a chain"):
        data_integrity.is_proof_valid({**disclosed, "proof": [first, last]}, last, KEY.public_key)


@pytest.mark.parametrize("key_type", [KeyType.P384, KeyType.ED25519, KeyType.RSA])
def test_only_keys_of_p256_sign(key_type):
    other = PrivateKey.generate(key_type)

    with pytest.raises(SigningError):
        base(signer=other)
    disclosed = derived("/name")
    assert not data_integrity.is_proof_valid(disclosed, disclosed["proof"], other.public_key)


def test_another_key_did_not_sign_it():
    other = PrivateKey.generate(KeyType.P256)
    disclosed = derived("/name")

    assert not data_integrity.is_proof_valid(disclosed, disclosed["proof"], other.public_key)


@pytest.mark.parametrize(
    "secrets",
    [
        ProofSecrets(bytes(31), KEY),
        ProofSecrets(bytes(32), PrivateKey.from_seed(bytes(32))),
    ],
    ids=["short", "ed25519"],
)
def test_refuses_secrets_of_another_kind(secrets):
    with pytest.raises(SigningError, match="secrets"):
        base(secrets=secrets)


def test_pointers_are_for_suites_of_selective_disclosure():
    with pytest.raises(ValueError, match="disclosed selectively"):
        base(cryptosuite="ecdsa-rdfc-2019")


def test_the_usual_pointers_are_those_that_point_to_something():
    assert usual_pointers(with_results()) == (
        "/issuer", "/name", "/validFrom", "/validUntil", "/credentialSubject/achievement",
    )  # fmt: skip
    assert usual_pointers({"credentialSubject": "urn:x:1"}) == ()


def test_marks_no_node_with_a_name_that_the_document_uses():
    document = with_results(id="urn:bnid:0")

    assert is_valid(derived("/credentialSubject/result/0", document=base(document)))


def test_alike_nodes_are_told_apart_by_their_place():
    document = with_results()
    document["credentialSubject"]["result"] = [{"type": ["Result"], "value": "8"}] * 3
    whole = base(document)

    assert is_valid(derived("/credentialSubject/result/1", document=whole))
    assert is_valid(derived("/credentialSubject/result", document=whole))


def test_a_graph_that_has_two_names_is_not_disclosed_in_part():
    part = [(-1, "<urn:x:p>", 7, None), ("<urn:x:s>", "<urn:x:q>", '"o"', 7)]
    whole = [*part, (-1, "<urn:x:p>", 8, None), ("<urn:x:s>", "<urn:x:q>", '"o"', 8)]

    assert not set(renamed(part, whole)) <= set(whole)


def test_a_processor_that_has_seen_too_much_is_replaced(monkeypatch):
    monkeypatch.setattr(ContextProcessor, "is_full", True)

    assert is_valid(derived("/name"))


PATHS = st.lists(
    st.sampled_from(
        ["/id", "/name", "/issuer/name", "/validFrom", "/validUntil", "/credentialSubject/result/0",
         "/credentialSubject/result/1/value", "/credentialSubject/achievement/criteria",
         "/credentialSubject/identifier/0/hashed", "/credentialSubject/achievement/name"]
    ),
    unique=True,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(mandatory=PATHS, selective=PATHS.filter(bool))
def test_any_choice_is_valid_and_no_change_is(mandatory, selective):
    disclosed = derived(*selective, document=base(pointers=tuple(mandatory)))

    assert is_valid(disclosed)
    if "validUntil" in disclosed:
        assert not is_valid({**disclosed, "validUntil": "2028-01-01T00:00:00Z"})
    if "name" in disclosed:
        with pytest.raises(MalformedError):
            is_valid({name: value for name, value in disclosed.items() if name != "name"})


DISCLOSED = derived("/credentialSubject/result/0", "/name")
BYTES = base64url.decode(DISCLOSED["proof"]["proofValue"][1:])


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(BYTES) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_breaks_the_proof(at, bit):
    flipped = bytearray(BYTES)
    flipped[at] ^= 1 << bit
    value = "u" + base64url.encode(bytes(flipped))

    try:
        answer = is_valid({**DISCLOSED, "proof": {**DISCLOSED["proof"], "proofValue": value}})
    except InsigneError:
        answer = False

    assert answer is False


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=20) | st.binary(max_size=200).map(lambda data: "u" + base64url.encode(data))
)
def test_any_text_in_its_place_is_refused(value):
    for header in ("", "u2V0A", "u2V0B"):
        with pytest.raises(InsigneError):
            is_valid({**DISCLOSED, "proof": {**DISCLOSED["proof"], "proofValue": header + value}})


def test_it_survives_being_written_and_read():
    assert is_valid(strict_json.parse(strict_json.to_bytes(derived("/name"))))
    assert NOON > CREATED
