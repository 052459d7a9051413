"""What VC-API refuses: credentials, proofs, envelopes and presentations, each for one reason."""

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest
from vc_api import (
    EXAMPLES,
    HOLDER,
    HOLDER_ID,
    HOLDER_METHOD,
    LISTS,
    SELECTIVE,
    VC_2,
    credential,
)

from insigne.conformance.implementations import EMBEDDED, ENVELOPING
from insigne.conformance.suite_contexts import contexts_of_suites
from insigne.encoding import base64url
from insigne.proofs import data_integrity, vc_jose

# --- what is wrong about a credential -----------------------------------------------------------

NOT_TO_ISSUE = {
    "no contexts": {"@context": None},
    "contexts that are empty": {"@context": []},
    "another context first": {"@context": [EXAMPLES, VC_2]},
    "a context that is a number": {"@context": [VC_2, 1]},
    "no type": {"type": None},
    "another type": {"type": ["ExampleDegreeCredential"]},
    "a type that is a number": {"type": ["VerifiableCredential", 1]},
    "an id that is no URL": {"id": "not a url"},
    "two ids": {"id": ["urn:a", "urn:b"]},
    "an issuer that is a number": {"issuer": 1},
    "an issuer that is no URL": {"issuer": "not a url"},
    "an issuer without id": {"issuer": {"name": "Uppsala"}},
    "two issuers": {"issuer": ["did:example:a", "did:example:b"]},
    "no subject": {"credentialSubject": None},
    "an empty subject": {"credentialSubject": {}},
    "a subject that is text": {"credentialSubject": "did:example:subject"},
    "a start without a zone": {"validFrom": "2026-01-01T00:00:00"},
    "a start that is a date": {"validFrom": "2026-01-01"},
    "a start that is a number": {"validFrom": 1},
    "an end before the start": {"validUntil": "2025-01-01T00:00:00Z"},
    "a status without type": {"credentialStatus": {"id": "https://a.example/1"}},
    "a schema without id": {"credentialSchema": {"type": "JsonSchema"}},
    "a refresh service without type": {"refreshService": {"id": "https://a.example/1"}},
    "terms of use without type": {"termsOfUse": {"id": "https://a.example/1"}},
    "evidence without type": {"evidence": {"id": "https://a.example/1"}},
    "a name in no language": {"name": {"@language": "en"}},
    "a related resource without digest": {"relatedResource": {"id": "https://a.example/1"}},
    "a resource that is named twice": {
        "relatedResource": [
            {"id": "https://a.example/1", "digestSRI": "sha384-" + "A" * 64},
            {"id": "https://a.example/1", "digestSRI": "sha384-" + "A" * 64},
        ]
    },
}


@pytest.mark.parametrize("why", NOT_TO_ISSUE)
@pytest.mark.parametrize("name", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "jose", "sd-jwt"])
def test_nobody_issues(client, name, why):
    status, answer = client.issue(name, credential(**NOT_TO_ISSUE[why]))

    assert status == 422, answer


@pytest.mark.parametrize("name", [*EMBEDDED, *ENVELOPING])
def test_a_term_that_no_context_defines_is_not_issued(client, name):
    document = credential(**{"@context": [VC_2]})

    assert client.issue(name, document)[0] == 422


@pytest.mark.parametrize("name", SELECTIVE)
@pytest.mark.parametrize("pointers", ["/issuer", [1], ["/nowhere"], ["issuer"], ["/a"] * 201])
def test_pointers_that_lead_nowhere(client, name, pointers):
    assert client.issue(name, credential(), mandatoryPointers=pointers)[0] == 422
    assert client.derive(name, client.issued(name), pointers)[0] == 422


@pytest.mark.parametrize("pointers", ["/issuer", [1], ["/nowhere"]])
def test_an_sd_jwt_shows_nothing_that_is_not_there(client, pointers):
    assert client.derive("sd-jwt", client.issued("sd-jwt"), pointers)[0] == 422


def test_only_a_base_proof_is_derived_from(client):
    (name,) = SELECTIVE

    assert client.derive(name, client.verifiable(name), ["/issuer"])[0] == 422
    assert client.derive(name, client.issued("eddsa-rdfc-2022"), ["/issuer"])[0] == 422
    assert client.derive(name, credential(), ["/issuer"])[0] == 422


def in_proof(**changes):
    def change(document):
        proof = {**document["proof"], **changes}
        kept = {name: value for name, value in proof.items() if value is not None}
        return {**document, "proof": kept}

    return change


def in_document(**changes):
    def change(document):
        whole = {**document, **changes}
        return {name: value for name, value in whole.items() if value is not None}

    return change


def in_value(document):
    value = document["proof"]["proofValue"]
    middle = len(value) // 2
    letter = "A" if value[middle] != "A" else "B"
    return in_proof(proofValue=value[:middle] + letter + value[middle + 1 :])(document)


NOT_TO_VERIFY = {
    "another subject": in_document(credentialSubject={"id": "did:example:other"}),
    "another start": in_document(validFrom="2020-01-01T00:00:00Z"),
    "no start": in_document(validFrom=None),
    "an added name": in_document(name="Ice"),
    "no contexts": in_document(**{"@context": None}),
    "another context first": in_document(**{"@context": [EXAMPLES, VC_2]}),
    "other types": in_document(type=["VerifiableCredential"]),
    "no type": in_document(type=None),
    "no issuer": in_document(issuer=None),
    "a bad date": in_document(validFrom="yesterday"),
    "no proof": in_document(proof=None),
    "an empty proof": in_document(proof={}),
    "no proofs": in_document(proof=[]),
    "a proof that is text": in_document(proof="z"),
    "another proof type": in_proof(type="NoSuchProof"),
    "no proof type": in_proof(type=None),
    "another cryptosuite": in_proof(cryptosuite="no-such-suite"),
    "no cryptosuite": in_proof(cryptosuite=None),
    "another purpose": in_proof(proofPurpose="authentication"),
    "no purpose": in_proof(proofPurpose=None),
    "no method": in_proof(verificationMethod=None),
    "a method that is a number": in_proof(verificationMethod=1),
    "another key": in_proof(verificationMethod=HOLDER_METHOD),
    "a method that has to be fetched": in_proof(verificationMethod="https://a.example/#key-1"),
    "no value": in_proof(proofValue=None),
    "a value that is a number": in_proof(proofValue=1),
    "another multibase": in_proof(proofValue="m" + "A" * 88),
    "another value": in_value,
    "another creation": in_proof(created="2020-01-01T00:00:00Z"),
    "a creation that is no instant": in_proof(created="yesterday"),
    "a proof that has expired": in_proof(expires="2020-01-01T00:00:00Z"),
    "an end that is no instant": in_proof(expires="tomorrow"),
    "an added domain": in_proof(domain="example.org"),
    "a proof of another": in_proof(previousProof="urn:uuid:nowhere"),
}


@pytest.mark.parametrize("why", NOT_TO_VERIFY)
@pytest.mark.parametrize("name", [*EMBEDDED, *LISTS[:1]])
def test_no_proof_verifies(client, name, why):
    document = NOT_TO_VERIFY[why](copy.deepcopy(client.verifiable(name)))

    status, answer = client.verify(name, document)

    assert (status, answer["verified"]) == (400, False)
    assert answer["errors"][0]["detail"]


@pytest.mark.parametrize("name", SELECTIVE)
def test_a_base_proof_is_for_its_holder(client, name):
    assert client.verify(name, client.issued(name))[0] == 400


def test_a_proof_of_another_suite_is_for_another_address(client):
    document = client.issued("eddsa-jcs-2022")

    assert client.verify("eddsa-rdfc-2022", document)[0] == 400


def test_every_proof_of_a_set_has_to_be_right(client):
    document = client.issued("eddsa-rdfc-2022")
    good, bad = document["proof"], in_value(document)["proof"]

    assert client.verify("eddsa-rdfc-2022", {**document, "proof": [good]})[0] == 200
    assert client.verify("eddsa-rdfc-2022", {**document, "proof": [good, bad]})[0] == 400


# --- what is wrong about an envelope ------------------------------------------------------------


def in_token(place, change):
    def changed(envelope):
        start, _, token = envelope["id"].partition(",")
        signed, tilde, rest = token.partition("~")
        parts = signed.split(".")
        value = json.loads(base64url.decode(parts[place]))
        parts[place] = base64url.encode(json.dumps(change(value)).encode())
        return {**envelope, "id": f"{start},{'.'.join(parts)}{tilde}{rest}"}

    return changed


def other_signature(envelope):
    start, _, signature = envelope["id"].rpartition(".")
    return {**envelope, "id": f"{start}.{'A' * 20}{signature[20:]}"}


NOT_TO_OPEN = {
    "no contexts": in_document(**{"@context": None}),
    "empty contexts": in_document(**{"@context": []}),
    "another context": in_document(**{"@context": EXAMPLES}),
    "no type": in_document(type=None),
    "another type": in_document(type="VerifiableCredential"),
    "no id": in_document(id=None),
    "an id that is no data URL": in_document(id="https://a.example/1"),
    "a data URL of text": in_document(id="data:text/plain,hello"),
    "a data URL of nothing": in_document(id="data:application/vc+jwt,"),
    "another signature": other_signature,
    "another subject": in_token(1, lambda claims: {**claims, "validFrom": "2020-01-01T00:00:00Z"}),
    "another type of token": in_token(0, lambda header: {**header, "typ": "JWT"}),
    "no algorithm": in_token(0, lambda header: {**header, "alg": "none"}),
    "another key": in_token(0, lambda header: {**header, "kid": HOLDER_METHOD}),
    "no key": in_token(0, lambda header: {"typ": header["typ"], "alg": header["alg"]}),
}


@pytest.mark.parametrize("why", NOT_TO_OPEN)
@pytest.mark.parametrize("name", ENVELOPING)
def test_no_envelope_verifies(client, name, why):
    assert client.verify(name, NOT_TO_OPEN[why](client.issued(name)))[0] == 400


def signed(document, **header):
    return vc_jose.enveloped(
        vc_jose.jose.sign_compact(
            json.dumps(document).encode(),
            signer=HOLDER,
            header={"typ": "vc+jwt", "kid": HOLDER_METHOD, **header},
        )
    )


@pytest.mark.parametrize(
    "claims",
    [
        {"vc": {}},
        {"vp": {}},
        {"iss": "did:example:other"},
        {"type": ["Something"]},
        {"undefined": 1, "@context": [VC_2]},
        {"validUntil": "yesterday"},
    ],
)
def test_a_good_signature_over_a_bad_credential(client, claims):
    mine = credential(issuer=HOLDER_ID)

    assert client.verify("jose", signed(mine))[0] == 200
    assert client.verify("jose", signed({**mine, "iss": HOLDER_ID}))[0] == 200
    assert client.verify("jose", signed({**mine, **claims}))[0] == 400


def test_a_list_is_no_payload(client):
    assert client.verify("jose", signed([]))[0] == 400


# --- presentations ------------------------------------------------------------------------------


def presentation(*credentials, **changes):
    return {
        "@context": [VC_2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER_ID,
        **({"verifiableCredential": list(credentials)} if credentials else {}),
        **changes,
    }


def presented(document, purpose="authentication"):
    return data_integrity.secure(
        document,
        signer=HOLDER,
        verification_method=HOLDER_METHOD,
        created=datetime.now(UTC) - timedelta(minutes=1),
        cryptosuite="eddsa-rdfc-2022",
        proof_purpose=purpose,
        contexts=contexts_of_suites(),
    )


def test_a_presentation_of_credentials(client):
    several = [client.issued(name) for name in ("eddsa-rdfc-2022", "jose")]

    status, answer = client.verify_presentation(
        "eddsa-rdfc-2022", presented(presentation(*several))
    )

    assert status == 200, answer


def test_what_a_holder_says_of_itself(client):
    own = credential(issuer=HOLDER_ID)

    def status_of(document):
        return client.verify_presentation("eddsa-rdfc-2022", presented(document))[0]

    assert status_of(presentation(own)) == 200
    assert status_of(presentation(own, holder="did:example:other")) == 400
    assert status_of(presentation(credential())) == 400


def test_a_presentation_is_for_authentication(client):
    document = presented(presentation(), purpose="assertionMethod")

    assert client.verify_presentation("eddsa-rdfc-2022", document)[0] == 400


def test_a_presentation_with_a_broken_credential(client):
    broken = in_value(client.issued("eddsa-rdfc-2022"))
    document = presented(presentation(broken))

    assert client.verify_presentation("eddsa-rdfc-2022", document)[0] == 400


def test_a_presentation_that_was_changed(client):
    document = presented(presentation())

    assert client.verify_presentation("eddsa-rdfc-2022", document)[0] == 200
    for change in ({"holder": "did:example:x"}, {"type": ["Something"]}, {"proof": {}}):
        assert client.verify_presentation("eddsa-rdfc-2022", {**document, **change})[0] == 400


def test_a_challenge_is_answered_or_not(client):
    document = presented(presentation())

    assert client.verify_presentation("eddsa-rdfc-2022", document, challenge="1")[0] == 400
    assert client.verify_presentation("eddsa-rdfc-2022", document, domain="a.example")[0] == 400


def enveloped(document, **options):
    token = vc_jose.secure_presentation(document, signer=HOLDER, kid=HOLDER_METHOD, **options)
    return vc_jose.enveloped(token, vc_jose.PRESENTATION)


def test_an_enveloped_presentation(client):
    envelope = enveloped(presentation(client.issued("jose")), nonce="1", audience="a.example")

    def status_of(document, **options):
        return client.verify_presentation("jose", document, **options)[0]

    assert status_of(envelope) == 200
    assert status_of(envelope, challenge="1", domain="a.example") == 200
    assert status_of(envelope, challenge="2") == 400
    assert status_of(envelope, domain="b.example") == 400
    assert status_of({**envelope, "type": "EnvelopedVerifiableCredential"}) == 400
    assert status_of(enveloped(presentation(credential(issuer=HOLDER_ID)))) == 400
    assert status_of(enveloped(presentation(other_signature(client.issued("jose"))))) == 400
    assert status_of(client.issued("jose")) == 400


# --- status -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_credential_is_taken_back_and_given_again(client, name):
    document = client.issued(name)

    def set_status(value):
        request = {"credentialStatus": {}, "credentialId": document["id"], "status": value}
        return client.post(f"/{name}/credentials/status", request)[0]

    assert document["credentialStatus"]["statusPurpose"] == name.rpartition("/")[2]
    assert client.verify(name, document)[0] == 200
    assert set_status(True) == 200
    assert client.verify(name, document)[0] == 400
    assert set_status(False) == 200
    assert client.verify(name, document)[0] == 200
    assert set_status("yes") == 422


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_published_and_signed(client, name):
    document = client.issued(name)
    address = document["credentialStatus"]["statusListCredential"]

    status, listed = client.send("GET", address.removeprefix(client.server.url))

    assert status == 200
    assert listed["id"] == address
    assert "BitstringStatusListCredential" in listed["type"]
    assert listed["issuer"] == document["issuer"]
    assert client.verify("eddsa-rdfc-2022", listed)[0] == 200


def test_a_status_that_is_malformed_or_somebody_elses(client):
    (name, other) = LISTS
    entry = {"type": "BitstringStatusListEntry", "statusListIndex": True}

    assert client.issue(name, credential(credentialStatus=entry))[0] == 422
    assert client.verify(name, client.issued(other))[0] == 400
    request = {"credentialStatus": {}, "credentialId": "urn:uuid:nobody"}
    assert client.post(f"/{name}/credentials/status", request)[0] == 422
