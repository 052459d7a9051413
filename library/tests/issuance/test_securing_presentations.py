"""Amina signs what she shows, and nobody signs it for her."""

import json

import pytest

from bundles import AMINA, AMINAS_KEY, AMINAS_METHOD, CHALLENGE, DOMAIN, aminas, presentation
from cast import ADA, BO, NOON, answers
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.presenting import examine_presentation
from insigne.credentials.presentation import VerifiablePresentation, enveloped
from insigne.errors import MalformedError
from insigne.issuance import sign_presentation
from insigne.verification import Verdict

DOCUMENTS = answers({ADA.id: ADA.document()})
BADGE = ADA.signed(aminas())


def signed(shown, *, key=AMINAS_KEY, method=AMINAS_METHOD, **options):
    asked = {"domain": DOMAIN, "challenge": CHALLENGE} | options
    return sign_presentation(shown, signer=key, verification_method=method, at=NOON, **asked)


def examined(source, **asked):
    options = {"domain": DOMAIN, "challenge": CHALLENGE, "at": NOON} | asked
    return examine_presentation(source, fetcher=MappingFetcher(DOCUMENTS), **options)


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "vc-jose"])
def test_a_stranger_believes_what_amina_signed(proof):
    shown = VerifiablePresentation(
        (BADGE, enveloped(ADA.token(aminas(number=2)))), holder=AMINA, id="urn:uuid:1"
    )

    source = signed(shown, proof=proof)

    assert examined(source).verdict is Verdict.VALID, examined(source).summary()
    assert examined(source, challenge="another-once").verdict is Verdict.INVALID
    assert examined(source, domain="https://elsewhere.example").verdict is Verdict.INVALID


def test_asked_nothing_nothing_is_signed_of_it():
    source = signed(presentation(BADGE), domain=None, challenge=None)

    assert not {"domain", "challenge"} & json.loads(source)["proof"].keys()
    assert examined(source, domain=None, challenge=None).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("shown", "path"),
    [
        (BADGE, "type"),
        ({**presentation(BADGE), "proof": {"type": "X"}}, "proof"),
        (presentation(BADGE, holder=BO.id), "holder"),
        (presentation({**BADGE, "issuer": "nobody"}), ""),
        ({**presentation(BADGE), "termsOfUse": []}, ""),
    ],
)
def test_what_is_no_sound_presentation_of_ones_own_is_not_signed(shown, path):
    with pytest.raises(MalformedError) as caught:
        signed(shown)

    assert caught.value.path == path


def test_another_key_than_the_holders_does_not_sign():
    with pytest.raises(MalformedError, match="signer's key"):
        signed(presentation(BADGE), key=ADA.key)
    with pytest.raises(MalformedError, match="signer's key"):
        signed(presentation(BADGE, holder=None), method=f"{AMINA}#other")


def test_a_holder_with_an_address_signs_with_a_key_of_its_document():
    source = signed(presentation(BADGE, holder=BO.id), key=BO.key, method=BO.method)

    assert json.loads(source)["proof"]["verificationMethod"] == BO.method
