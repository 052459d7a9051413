import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cast import ADA, ADAS_KEYS, AMINA, BO, NOON, answers, badge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.errors import MalformedError
from insigne.keys.private_key import PrivateKey
from insigne.proofs import jose, sd_jwt_vc
from insigne.proofs.sd_jwt import read
from insigne.verification import Challenge

VECTORS = Path(__file__).parents[1] / "vectors" / "sd-jwt-vc"
CLAIMS = {"vct": "https://uppsala.example/types/student", "iss": ADA.id, "given_name": "Amina"}


def issued(claims=CLAIMS, disclosable=("/given_name",)):
    return sd_jwt_vc.issue_sd_jwt_vc(
        claims, signer=ADA.key, kid=ADA.method, disclosable=disclosable
    )


def test_the_example_of_the_draft_is_valid():
    metadata = json.loads((VECTORS / "issuer-metadata.json").read_text())
    url = "https://example.com/.well-known/jwt-vc-issuer/issuer"
    evidence = answers({url: metadata})

    report = examine(
        (VECTORS / "presentation.sd-jwt").read_bytes(),
        fetcher=MappingFetcher(evidence),
        challenge=Challenge(nonce="1234567890", audience="https://example.com/verifier"),
        at=datetime.fromtimestamp(1783345758, UTC),
    )

    assert report.is_valid, report.summary()
    assert report.credential.issuer_id == "https://example.com/issuer"


def test_the_header_has_a_type_and_the_name_of_the_key():
    assert jose.parse_compact(issued().issuer_jwt).header == {
        "alg": "EdDSA",
        "kid": ADA.method,
        "typ": "dc+sd-jwt",
    }


@pytest.mark.parametrize("name", ["vct", "iss"])
@pytest.mark.parametrize("value", [None, "", 7])
def test_a_type_and_an_issuer_are_required(name, value):
    with pytest.raises(MalformedError) as caught:
        issued({**CLAIMS, name: value})

    assert caught.value.path == name


@pytest.mark.parametrize("pointer", [f"/{name}" for name in sd_jwt_vc.ALWAYS_SHOWN] + ["/cnf/jwk"])
def test_what_a_verifier_has_to_see_cannot_be_kept_back(pointer):
    with pytest.raises(MalformedError, match="cannot be kept back"):
        issued(disclosable=[pointer])


def test_the_copies_of_a_batch_have_nothing_in_common_but_what_they_say():
    keys = [PrivateKey.from_seed(bytes([number]) * 32).public_key for number in range(3)]

    copies = sd_jwt_vc.issue_batch(
        CLAIMS, signer=ADA.key, kid=ADA.method, holder_keys=keys, disclosable=["/given_name"]
    )

    payloads = [json.loads(jose.parse_compact(copy.issuer_jwt).payload) for copy in copies]
    assert len({copy.disclosures for copy in copies}) == 3
    assert len({payload["_sd"][0] for payload in payloads}) == 3
    assert [payload["cnf"]["jwk"] for payload in payloads] == [key.to_jwk() for key in keys]
    for copy in copies:
        assert read(copy).claims["given_name"] == "Amina"
        assert sd_jwt_vc.sd_jwt_vc_problems(read(copy)) == []


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"vct#integrity": 7}, ["vct#integrity: is not a text"]),
        ({"cnf": {"kid": "1"}}, []),
        ({"cnf": 1}, ["cnf: not the confirmation of a key"]),
    ],
)
def test_problems_are_named(change, problems):
    assert sd_jwt_vc.sd_jwt_vc_problems(read(issued({**CLAIMS, **change}))) == problems


def test_a_badge_is_bound_to_who_publishes_the_key():
    token = ADA.shown(badge(), []).to_text().encode()
    evidence = answers({ADAS_KEYS: {**BO.published(), "issuer": ADA.id}})

    report = examine(token, fetcher=MappingFetcher(evidence), at=NOON)

    assert not report.is_valid


def test_a_badge_is_valid_for_whoever_holds_it():
    assert AMINA.public_key != ADA.key.public_key
    token = ADA.shown(badge(), []).to_text().encode()

    report = examine(token, fetcher=MappingFetcher(answers({ADAS_KEYS: ADA.published()})), at=NOON)

    assert report.is_valid, report.summary()
    assert report.to_json()["holderAsked"] is False
