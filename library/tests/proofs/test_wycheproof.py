"""Wycheproof's cases for JWS and JWK: what it says is invalid is never accepted."""

import json
from pathlib import Path

import pytest

from insigne.errors import InsigneError
from insigne.keys.public_key import PublicKey
from insigne.proofs import jose

FOLDER = Path(__file__).parents[1] / "vectors" / "wycheproof"
CASES = [
    pytest.param(group["public"], case, id=f"{path.stem}-{case['tcId']}-{case['comment']}")
    for path in sorted(FOLDER.glob("*.json"))
    for group in json.loads(path.read_text())["testGroups"]
    for case in group["tests"]
]


def is_accepted(jwk, text):
    try:
        return jose.is_signature_valid(jose.parse_compact(text), PublicKey.from_jwk(jwk))
    except InsigneError:
        return False


@pytest.mark.parametrize(("jwk", "case"), CASES)
def test_only_what_is_valid_is_accepted(jwk, case):
    assert is_accepted(jwk, case["jws"]) is (case["result"] == "valid")


def test_there_are_cases_of_both_kinds():
    results = [case.values[1]["result"] for case in CASES]

    assert results.count("valid") == 4
    assert results.count("invalid") > 55
