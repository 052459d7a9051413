"""The contract of VC-API that the W3C's test suites rely on, over TLS, for all that is served."""

import socket

import pytest
from vc_api import EXAMPLES, LISTS, SELECTIVE, VC_1, VC_2, credential, without_issuer

from insigne.conformance.implementations import EMBEDDED, ENVELOPING
from insigne.conformance.serving import MOST_BYTES

# --- what is right ------------------------------------------------------------------------------


def test_the_manifest_names_every_endpoint(client):
    status, manifest = client.send("GET", "/")

    names = {entry["name"].removeprefix("Insigne: ") for entry in manifest}
    assert status == 200
    assert names == {*EMBEDDED, *ENVELOPING, *LISTS}
    assert all(entry["issuers"] and entry["verifiers"] for entry in manifest)
    assert all(
        issuer["endpoint"].startswith("https://") and issuer["id"].startswith("did:key:")
        for entry in manifest
        for issuer in entry["issuers"]
    )


@pytest.mark.parametrize("name", [*EMBEDDED, *ENVELOPING, *LISTS])
def test_what_is_issued_verifies(client, name):
    document = client.verifiable(name)

    status, answer = client.verify(name, document)

    assert (status, answer["verified"], answer["errors"]) == (200, True, []), answer


@pytest.mark.parametrize("name", [*EMBEDDED, *LISTS])
def test_the_issuer_is_the_key_that_signs(client, name):
    document = client.issued(name)

    issuer = client.server.implementations[name].issuer
    assert document["issuer"] == issuer
    assert document["proof"]["type"] == "DataIntegrityProof"
    assert document["proof"]["proofPurpose"] == "assertionMethod"
    assert document["proof"]["verificationMethod"].partition("#")[0] == issuer


@pytest.mark.parametrize("name", EMBEDDED)
def test_the_cryptosuite_is_that_of_the_address(client, name):
    document = client.issued(name, without_issuer())

    assert document["proof"]["cryptosuite"] == name.partition("/")[0]
    assert document["proof"]["proofValue"][0] == ("u" if name in SELECTIVE else "z")


def test_what_is_said_of_an_issuer_stays(client):
    document = client.issued(
        "eddsa-jcs-2022", credential(issuer={"id": "did:example:x", "name": "Uppsala"})
    )

    assert document["issuer"]["name"] == "Uppsala"
    assert document["issuer"]["id"].startswith("did:key:")


@pytest.mark.parametrize("name", ["eddsa-rdfc-2022", "ecdsa-rdfc-2019/p384"])
def test_version_1_of_the_data_model(client, name):
    document = credential(
        **{"@context": [VC_1, EXAMPLES]}, validFrom=None, issuanceDate="2026-01-01T00:00:00Z"
    )

    issued = client.issued(name, document)

    assert "https://w3id.org/security/data-integrity/v2" in issued["@context"]
    assert client.verify(name, issued)[0] == 200


def test_an_enveloped_credential_has_the_media_types_of_the_standard(client):
    for name, media_type in (("jose", "vc+jwt"), ("sd-jwt", "vc+sd-jwt")):
        envelope = client.issued(name)

        assert envelope["type"] == "EnvelopedVerifiableCredential"
        assert envelope["@context"] == [VC_2]
        assert envelope["id"].startswith(f"data:application/{media_type},")


@pytest.mark.parametrize("name", SELECTIVE)
def test_what_is_derived_shows_what_was_asked_for_and_no_more(client, name):
    base = client.issued(name, mandatoryPointers=["/issuer"])

    status, answer = client.derive(name, base, ["/credentialSubject/alumniOf"])

    derived = answer["verifiableCredential"]
    assert status == 201
    assert derived["credentialSubject"]["alumniOf"] == "Uppsala"
    assert "degree" not in derived["credentialSubject"]
    assert derived["issuer"] == base["issuer"]
    assert client.verify(name, derived)[0] == 200


def test_an_sd_jwt_shows_what_was_asked_for_and_no_more(client):
    whole = client.issued("sd-jwt")

    status, answer = client.derive("sd-jwt", whole, ["/credentialSubject/alumniOf"])

    derived = answer["verifiableCredential"]
    assert status == 201
    assert derived["id"].count("~") == 2
    assert whole["id"].count("~") == 3
    assert client.verify("sd-jwt", derived)[0] == 200


# --- what is wrong about a request --------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"credential"',
        b"\xff\xfe",
        b'{"credential": 1}',
        b'{"credential": []}',
        b'{"credential": null}',
        b'{"credentials": {}}',
        b'{"credential": {}, "credential": {}}',
        b'{"credential": {}, "options": []}',
        b'{"credential": {"a": NaN}}',
        b'{"credential": ' + b'{"a":' * 100 + b"1" + b"}" * 101,
    ],
)
def test_a_request_that_is_malformed(client, body):
    status, answer = client.send("POST", "/eddsa-rdfc-2022/credentials/issue", body)

    assert status == 400
    assert answer["errors"][0]["detail"]


@pytest.mark.parametrize("name", [*EMBEDDED, *ENVELOPING])
@pytest.mark.parametrize("document", [None, 1, "x", [], [{}]])
def test_a_document_that_is_no_object(client, name, document):
    assert client.verify(name, document)[0] == 400
    assert client.issue(name, document)[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        "/credentials/issue",
        "/eddsa-rdfc-2022",
        "/eddsa-rdfc-2022/credentials",
        "/eddsa-rdfc-2022/credentials/issue/",
        "/eddsa-rdfc-2022/credentials/derive",
        "/eddsa-2099/credentials/issue",
        "/../eddsa-rdfc-2022/credentials/issue",
    ],
)
def test_an_address_where_nothing_is(client, path):
    assert client.post(path, {"credential": credential()})[0] == 404
    assert client.send("GET", path)[0] == 404


def test_asking_in_another_way_than_by_post(client):
    assert client.send("GET", "/eddsa-rdfc-2022/credentials/issue")[0] == 405


def test_a_body_that_is_too_large_is_not_read(client):
    connection = client.connection()
    connection.putrequest("POST", "/eddsa-rdfc-2022/credentials/issue")
    connection.putheader("content-length", str(MOST_BYTES + 1))
    connection.endheaders()

    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("headers", [{}, {"content-length": "-1"}, {"content-length": "²"}])
def test_a_body_of_unknown_length_is_not_read(client, headers):
    connection = client.connection()
    connection.putrequest("POST", "/eddsa-rdfc-2022/credentials/issue")
    for name, value in headers.items():
        connection.putheader(name, value.encode())
    connection.endheaders()

    assert connection.getresponse().status == 411
    connection.close()


def test_whoever_speaks_no_tls_stops_nobody(client):
    with socket.create_connection(client.server.server_address[:2]) as plain:
        plain.sendall(b"POST / HTTP/1.1\r\n\r\n")

        assert client.send("GET", "/")[0] == 200
