import json

import pytest

from cast import ADA, AMINA, NOON, answers, badge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError
from insigne.issuance import issue
from insigne.proofs import jose, vc_jose
from insigne.proofs.sd_jwt import read

KNOWN = MappingFetcher(answers({ADA.id: ADA.document()}))
TOKEN = vc_jose.secure(badge(), signer=ADA.key, kid=ADA.method)


def test_the_payload_is_the_credential_itself():
    jws = jose.parse_compact(TOKEN)

    assert json.loads(jws.payload) == badge()
    assert jws.header == {"alg": "EdDSA", "kid": ADA.method, "typ": "vc+jwt", "cty": "vc"}


def test_a_presentation_is_its_own_payload_too():
    presentation = {"@context": [vc_jose.CONTEXT], "type": ["VerifiablePresentation"]}

    plain = jose.parse_compact(
        vc_jose.secure_presentation(presentation, signer=AMINA, kid="did:example:amina#1")
    )
    asked = jose.parse_compact(
        vc_jose.secure_presentation(
            presentation, signer=AMINA, kid="did:example:amina#1", nonce="n", audience="v"
        )
    )

    assert json.loads(plain.payload) == presentation
    assert json.loads(asked.payload) == {**presentation, "aud": "v", "nonce": "n"}
    assert (plain.header["typ"], plain.header["cty"]) == ("vp+jwt", "vp")


def test_a_document_may_not_use_the_names_of_claims():
    for name in ("vc", "vp"):
        with pytest.raises(MalformedError) as caught:
            vc_jose.secure(badge(**{name: {}}), signer=ADA.key, kid=ADA.method)
        assert caught.value.path == name
    with pytest.raises(MalformedError, match="name of a claim"):
        vc_jose.secure_presentation({"nonce": "x"}, signer=AMINA, kid="#1", nonce="n")


def test_issuing_and_verifying():
    source = issue(
        badge(), signer=ADA.key, verification_method=ADA.method, at=NOON, proof="vc-jose"
    )

    assert source == TOKEN.encode()
    assert examine(source, fetcher=KNOWN, at=NOON).is_valid


def test_an_envelope_is_opened():
    envelope = json.dumps(vc_jose.enveloped(TOKEN)).encode()

    received = ReceivedCredential.parse(envelope)

    assert (received.source, received.jws_text) == (envelope, TOKEN)
    assert received.document == badge()
    assert examine(envelope, fetcher=KNOWN, at=NOON).is_valid


def test_an_sd_jwt_has_an_envelope_too():
    token = vc_jose.secure_sd_jwt(
        badge(), signer=ADA.key, kid=ADA.method, disclosable=["/name"], holder_key=AMINA.public_key
    )
    envelope = vc_jose.enveloped(token.to_text(), "vc+sd-jwt")

    received = ReceivedCredential.parse(json.dumps(envelope).encode())

    assert envelope["type"] == "EnvelopedVerifiableCredential"
    assert received.document == badge()
    assert read(token).claims["cnf"] == {"jwk": AMINA.public_key.to_jwk()}
    assert examine(received, fetcher=KNOWN, at=NOON).is_valid


@pytest.mark.parametrize("pointer", ["/issuer/id", "/validUntil", "/@context/0", "/type"])
def test_what_a_verifier_has_to_see_is_never_kept_back(pointer):
    with pytest.raises(MalformedError, match="cannot be kept back"):
        vc_jose.secure_sd_jwt(badge(), signer=ADA.key, kid=ADA.method, disclosable=[pointer])


def data_url(media_type, token):
    return {"id": f"data:application/{media_type},{token}", "type": vc_jose.ENVELOPES["vc+jwt"]}


@pytest.mark.parametrize(
    "envelope",
    [
        {},
        {"id": 7, "type": "EnvelopedVerifiableCredential"},
        data_url("vc+jwt", ""),
        data_url("vc+jwt", TOKEN + "%20"),
        data_url("vc+jwt;x=y", TOKEN),
        data_url("vc+jwt", TOKEN) | {"type": "EnvelopedVerifiablePresentation"},
        data_url("vc+jwt", TOKEN) | {"type": ["EnvelopedVerifiableCredential", "Other"]},
        data_url("vp+jwt", TOKEN),
        data_url("vc+sd-jwt", TOKEN + "~"),
        data_url("vc+jwt", TOKEN + "~"),
        data_url("vc+jwt", "a.b.c"),
    ],
)
def test_what_is_no_envelope_is_malformed(envelope):
    with pytest.raises(MalformedError):
        vc_jose.token_in(envelope)


def test_other_media_types_are_unsupported():
    with pytest.raises(UnsupportedError, match="vc\\+cose"):
        vc_jose.token_in(data_url("vc+cose", TOKEN))


def test_a_type_in_a_list_is_an_envelope_too():
    envelope = data_url("vc+jwt", TOKEN) | {"type": ["EnvelopedVerifiableCredential"]}

    assert vc_jose.token_in(envelope) == ("vc+jwt", TOKEN)
