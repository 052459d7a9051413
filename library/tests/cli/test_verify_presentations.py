"""`insigne verify` for what a holder shows: the presentation, and each badge in it."""

import json
from datetime import UTC, datetime

import pytest

from cast import ADA, BO, badge
from insigne.identifiers import did_key
from insigne.proofs import data_integrity

HOLDER = did_key.did_key_of(BO.key.public_key)
METHOD = did_key.verification_method_of_did_key(HOLDER)

ISSUER = did_key.did_key_of(ADA.key.public_key)
ISSUERS_METHOD = did_key.verification_method_of_did_key(ISSUER)


@pytest.fixture
def shown(tmp_path):
    """A badge of Bo's, in a presentation that answers a challenge."""
    subject = {**badge()["credentialSubject"], "id": HOLDER}
    issuer = {"id": ISSUER, "type": ["Profile"], "name": "Uppsala"}
    own = ADA.signed(badge(issuer=issuer, credentialSubject=subject), ISSUERS_METHOD)
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER,
        "verifiableCredential": [own],
    }
    secured = data_integrity.secure(
        presentation,
        signer=BO.key,
        verification_method=METHOD,
        created=datetime.now(UTC),
        proof_purpose="authentication",
        challenge="n-1",
        domain="https://verifier.example",
    )
    path = tmp_path / "shown.json"
    path.write_text(json.dumps(secured))
    return path


ASKED = ["--challenge", "n-1", "--domain", "https://verifier.example"]


def test_a_presentation_is_judged_with_what_is_in_it(insigne, shown):
    code, out, err = insigne("verify", shown, "--offline", "--json", *ASKED)

    report = json.loads(out)
    assert (code, err) == (0, b"")
    assert report["verdict"] == "valid"
    assert report["parts"][0]["report"]["credential"]["name"] == "Clinical reasoning"


@pytest.mark.parametrize(
    "asked",
    [
        ["--challenge", "n-2", "--domain", "https://verifier.example"],
        ["--challenge", "n-1", "--domain", "https://elsewhere.example"],
    ],
)
def test_an_answer_to_somebody_else_does_not_count(insigne, shown, asked):
    assert insigne("verify", shown, "--offline", *asked)[0] == 1


def test_a_changed_badge_in_it_does_not_count(insigne, shown):
    shown.write_text(shown.read_text().replace("Clinical", "Critical"))

    assert insigne("verify", shown, "--offline", *ASKED)[0] == 1


def test_presentations_are_among_many_files(insigne, shown, own_badge):
    code, out, _ = insigne("verify", shown, own_badge, "--offline", "--json")

    verdicts = [json.loads(line)["report"]["verdict"] for line in out.splitlines()]
    assert len(verdicts) == 2
    assert verdicts[1] == "valid"
    assert code in (0, 2)
