"""What the W3C's suite for VC-JOSE-COSE calls, with files of the shape that it has."""

import json

import pytest

from insigne import cli
from insigne.encoding import base64url
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne.proofs import jose

VC_2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CONTROLLER = "https://issuer.example/vc-jose-cose"
KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType if "rsa" not in key_type}
MINIMAL = {
    "@context": [VC_2, EXAMPLES],
    "type": ["VerifiableCredential"],
    "issuer": CONTROLLER,
    "credentialSubject": {"id": "https://subject.example/1", "alumniOf": "Uppsala"},
}
ENVELOPE = {
    "@context": VC_2,
    "type": "EnvelopedVerifiableCredential",
    "id": "data:application/vc+jwt,eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
}
PRESENTATION = {
    "@context": [VC_2],
    "id": "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5",
    "type": ["VerifiablePresentation"],
    "holder": CONTROLLER,
    "verifiableCredential": [ENVELOPE],
}


def method(key):
    public = {"kid": "key-1", "alg": key.public_key.jose_algorithm, **key.public_key.to_jwk()}
    return {
        "id": f"{CONTROLLER}#key-1",
        "type": "JsonWebKey",
        "controller": CONTROLLER,
        "publicKeyJwk": public,
        "secretKeyJwk": {**public, **key.to_jwk()},
    }


@pytest.fixture
def answer(tmp_path, monkeypatch):
    """Run one test of the suite, and give what it wrote."""
    monkeypatch.setattr("insigne.cli.conformance.signs_of_production", lambda *where: [])

    def run(function, source, feature, *options, key=None):
        files = {name: tmp_path / name for name in ("input", "key", "output")}
        text = source if isinstance(source, str) else json.dumps(source)
        files["input"].write_text(text)
        files["key"].write_text(json.dumps(key or method(KEYS[KeyType.P256])))
        arguments = ["conformance", "jose", function, "--feature", feature, *options]
        for name, path in files.items():
            arguments += [f"--{name}", str(path)]
        assert cli.main(arguments) == 0
        return json.loads(files["output"].read_text())

    return run


@pytest.mark.parametrize("key_type", KEYS)
@pytest.mark.parametrize(
    ("feature", "document"),
    [
        ("credential_jose", MINIMAL),
        ("credential_sdjwt", MINIMAL),
        ("presentation_jose", PRESENTATION),
    ],
)
def test_what_was_issued_verifies(answer, key_type, feature, document):
    key = method(KEYS[key_type])

    issued = answer("issue", document, feature, key=key)
    verified = answer("verify", issued["data"], feature, key=key)

    assert issued["result"] == "success", issued
    assert verified == {"result": "success", "data": ""}
    assert answer("verify", issued, feature, key=key)["result"] == "success"


def test_the_header_names_the_key_and_the_media_type(answer):
    token = answer("issue", MINIMAL, "credential_jose")["data"]

    header = jose.parse_compact(token).header
    assert (header["typ"], header["kid"]) == ("vc+jwt", f"{CONTROLLER}#key-1")


def test_parts_are_kept_back(answer):
    token = answer(
        "issue", MINIMAL, "credential_sdjwt", "--disclosable", "/credentialSubject/alumniOf"
    )["data"]

    signed, *disclosures = token.split("~")
    assert len(disclosures) == 2
    assert b"Uppsala" not in jose.parse_compact(signed).payload
    assert answer("verify", token, "credential_sdjwt")["result"] == "success"


def test_a_bare_key_is_enough(answer):
    key = KEYS[KeyType.ED25519]
    secret = {**key.to_jwk(), "kid": f"{CONTROLLER}#key-1"}

    token = answer("issue", MINIMAL, "credential_jose", key=secret)["data"]

    public = key.public_key.to_jwk()
    assert answer("verify", token, "credential_jose", key=public)["result"] == "success"


@pytest.mark.parametrize(
    ("document", "feature"),
    [
        ({**MINIMAL, "type": ["Something"]}, "credential_jose"),
        ({**MINIMAL, "unknownExtension": 1, "@context": [VC_2]}, "credential_jose"),
        ({**MINIMAL, "vc": {}}, "credential_jose"),
        ({**MINIMAL, "validFrom": "yesterday"}, "credential_sdjwt"),
        ({**PRESENTATION, "verifiableCredential": [MINIMAL]}, "presentation_jose"),
        ({**PRESENTATION, "verifiableCredential": ["urn:x"]}, "presentation_jose"),
        ({**PRESENTATION, "type": ["VerifiableCredential"]}, "presentation_jose"),
        (MINIMAL, "presentation_jose"),
        ("[]", "credential_jose"),
        ("{", "credential_jose"),
    ],
)
def test_what_breaks_the_data_model_is_not_issued(answer, document, feature):
    outcome = answer("issue", document, feature)

    assert outcome["result"] == "failure"
    assert outcome["data"]


def test_a_pointer_that_leads_nowhere_is_a_failure(answer):
    outcome = answer("issue", MINIMAL, "credential_sdjwt", "--disclosable", "/nowhere")

    assert outcome["result"] == "failure"


def issued_with(**header):
    return jose.sign_compact(json.dumps(MINIMAL).encode(), signer=KEYS[KeyType.P256], header=header)


@pytest.mark.parametrize(
    "token",
    [
        issued_with(typ="vc+jwt").rsplit(".", 1)[0] + "." + "A" * 86,
        issued_with(typ="JWT"),
        issued_with(typ="vp+jwt"),
        issued_with(),
        "",
        "not a token",
        json.dumps({"data": 1}),
        json.dumps({"result": "success"}),
        "é",
        json.dumps(MINIMAL),
        ".".join([base64url.encode(b'{"alg":"none","typ":"vc+jwt"}'), "e30", ""]),
    ],
)
def test_what_is_wrong_does_not_verify(answer, token):
    assert answer("verify", token, "credential_jose")["result"] == "failure"


def test_what_is_right_verifies_with_its_own_key_only(answer):
    token = issued_with(typ="vc+jwt", kid=f"{CONTROLLER}#key-1")

    other = method(PrivateKey.generate(KeyType.P256))
    assert answer("verify", token, "credential_jose")["result"] == "success"
    assert answer("verify", token, "credential_jose", key=other)["result"] == "failure"


@pytest.mark.parametrize(
    "key", [{}, {"publicKeyJwk": 1, "secretKeyJwk": 1}, {"secretKeyJwk": {"kty": "OKP"}}]
)
def test_what_is_no_key_is_a_failure(answer, key):
    key = {"id": "urn:x", "type": "JsonWebKey", **key}

    assert answer("issue", MINIMAL, "credential_jose", key=key)["result"] == "failure"
    assert answer("verify", issued_with(), "credential_jose", key=key)["result"] == "failure"


def test_a_key_without_a_name_signs_nothing(answer):
    key = {"secretKeyJwk": KEYS[KeyType.P256].to_jwk()}

    assert answer("issue", MINIMAL, "credential_jose", key=key)["result"] == "failure"


def test_what_is_not_spoken_is_indeterminate(answer):
    p521 = {"kty": "EC", "crv": "P-521", "x": "AA", "y": "AA", "d": "AA"}
    key = {"id": f"{CONTROLLER}#k", "publicKeyJwk": p521, "secretKeyJwk": p521}

    assert answer("issue", MINIMAL, "credential_jose", key=key)["result"] == "indeterminate"
    for feature in ("credential_cose", "presentation_cose", "presentation_sdjwt"):
        assert answer("verify", issued_with(), feature)["result"] == "indeterminate"


def test_a_file_that_is_not_there_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("insigne.cli.conformance.signs_of_production", lambda *where: [])
    output = tmp_path / "output"
    arguments = ["conformance", "jose", "verify", "--feature", "credential_jose"]
    arguments += ["--input", str(tmp_path / "a"), "--key", str(tmp_path / "b")]

    assert cli.main([*arguments, "--output", str(output)]) == 0
    assert json.loads(output.read_text())["result"] == "error"
