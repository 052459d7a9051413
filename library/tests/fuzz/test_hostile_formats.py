"""Hostile badges of every format that is issued: none of them is valid, and each gets an answer.

The rounds are seeded, so each run does the same. For more of them: `FUZZ_ROUNDS=10000`.
"""

import json
import os
import time
from functools import cache
from random import Random

import pytest
from seeds import P256

from cast import ADA, NOON, badge
from insigne.adapters.fetcher import OfflineFetcher
from insigne.adapters.gathering import examine
from insigne.baking import Standard, bake, extract
from insigne.errors import InsigneError
from insigne.identifiers import did_key
from insigne.issuance import PROOFS, issue, issue_sd_jwt_vc
from insigne.proofs import data_integrity
from mutations import changed_bytes, changed_json, changed_jws
from said import said_by

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "60"))
MOST_SECONDS = 2.0
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'
FORMATS = [*PROOFS, "sd-jwt-vc"]


@cache
def good(proof):
    """A badge whose issuer is its own key, so that everything about it is known."""
    key = P256 if "ecdsa" in proof or proof == "sd-jwt-vc" else ADA.key
    did = did_key.did_key_of(key.public_key)
    method = did_key.verification_method_of_did_key(did)
    unsigned = badge(issuer={"id": did, "type": ["Profile"], "name": "Uppsala"})
    if proof == "sd-jwt-vc":
        pointers = ["/credentialSubject/id", "/name"]
        return issue_sd_jwt_vc(
            unsigned, signer=key, verification_method=method, disclosable=pointers
        )
    signed = issue(unsigned, signer=key, verification_method=method, at=NOON, proof=proof)
    if proof != "ecdsa-sd-2023":
        return signed
    shown = ["/credentialSubject/achievement"]
    return json.dumps(data_integrity.derive(json.loads(signed), selective_pointers=shown)).encode()


def verdict_on(source):
    began = time.process_time()
    report = examine(source, fetcher=OfflineFetcher(), at=NOON)
    assert report.summary()
    assert time.process_time() - began < MOST_SECONDS, source
    return report.verdict


def changed(source, random):
    if source.startswith(b"{"):
        return random.choice([changed_json, changed_json, changed_bytes])(source, random)
    return random.choice([changed_jws, changed_jws, changed_bytes])(source, random)


@pytest.mark.parametrize("proof", FORMATS)
def test_it_is_valid_as_it_was_issued(proof):
    assert verdict_on(good(proof)) == "valid"


@pytest.mark.parametrize("proof", FORMATS)
def test_no_change_of_what_it_says_is_valid(proof):
    random, tried = Random(proof), 0
    for _ in range(ROUNDS):
        source = changed(good(proof), random)

        verdict = verdict_on(source)

        if said_by(source) != said_by(good(proof)):
            assert verdict != "valid", source
            tried += 1
    assert tried > ROUNDS / 2


@pytest.mark.parametrize("proof", FORMATS)
def test_no_change_within_a_picture_is_valid(proof):
    random = Random(f"{proof}/picture")
    picture = bake(SVG, good(proof).decode(), standard=Standard.OPEN_BADGES_3)
    for _ in range(ROUNDS // 2):
        source = changed_bytes(picture, random)

        verdict = verdict_on(source)

        if verdict == "valid":
            assert said_by(text_in(source)) == said_by(good(proof)), source


def text_in(picture):
    try:
        baked = extract(picture)
    except InsigneError:
        return b""
    return baked.text.encode() if baked is not None else picture


@pytest.mark.parametrize("proof", FORMATS)
def test_no_flipped_bit_of_a_signature_is_valid(proof):
    random = Random(f"{proof}/bits")
    source = good(proof)
    if source.startswith(b"{"):
        value = json.loads(source)["proof"]["proofValue"].encode()
        start, length = source.index(value), len(value)
    else:
        signed = source.partition(b"~")[0]
        start, length = signed.rindex(b".") + 1, len(signed) - signed.rindex(b".") - 1
    for _ in range(ROUNDS):
        place = start + random.randrange(length)
        flipped = bytearray(source)
        flipped[place] ^= 1 << random.randrange(7)

        assert verdict_on(bytes(flipped)) != "valid", bytes(flipped)
