"""Whatever is changed, in a badge or in what its addresses answer, an answer comes out of it.

The rounds are seeded, so each run does the same. For more of them: `FUZZ_ROUNDS=100000`.
"""

import json
import os
from datetime import UTC, datetime
from functools import cache
from random import Random

import pytest

from cast import ADA, LIST_ID, NOON, badge, status_entry, status_list
from golden import GOLDEN_BADGES, GoldenBadge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.baking import bake, extract, image_type
from insigne.errors import InsigneError
from insigne.proofs import data_integrity
from insigne.verification.evidence import Fetched
from insigne.verification.words import headline, remedy, sentence
from mutations import changed_bytes, changed_json, changed_jws
from said import said_by

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "60"))
REVOCATIONS = "https://uppsala.example/revocations.json"


@cache
def badges():
    return [*GOLDEN_BADGES, *(_as_badge(name, *case) for name, case in _more().items())]


def _more():
    """What is not among the golden badges; these are signed again when they were changed."""
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    keys = {ADA.id: ADA.document()}
    identifier = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": "amina@example.org",
        "identityType": "emailAddress",
    }
    named = badge()
    named["credentialSubject"]["identifier"] = [identifier]
    revocations = {"id": REVOCATIONS, "issuer": ADA.id, "revokedCredential": []}
    return {
        "status": (
            ADA.signed(badge(credentialStatus=status_entry())),
            keys | {LIST_ID: status_list()},
        ),
        "vcrl": (ADA.token(badge(credentialStatus=entry)), keys | {REVOCATIONS: revocations}),
        "named": (ADA.signed(named), keys),
    }


def _as_badge(name, document, evidence):
    answers = {url: json.dumps(answer).encode() for url, answer in evidence.items()}
    source = (document if isinstance(document, str) else json.dumps(document)).encode()
    return GoldenBadge(f"cast/{name}", source, answers, NOON, "valid", [], "amina@example.org")


@pytest.mark.parametrize("place", range(len(GOLDEN_BADGES) + 3))
def test_an_answer_comes_out_whatever_goes_in(place):
    original = badges()[place]
    random = Random(original.name)
    for _ in range(ROUNDS):
        source = changed(original.source, random) if random.random() < 0.7 else original.source
        evidence = {
            url: changed(answer, random) if random.random() < 0.3 else answer
            for url, answer in original.evidence.items()
        }

        report = examined(source, evidence, original, random)

        if is_signed(original) and said_by(source) != said_by(original.source):
            assert report.verdict != "valid", (source, evidence)


def is_signed(original):
    """Say whether its bytes are signed, with a key that nobody has any more."""
    return original in GOLDEN_BADGES and original.name not in {"0.1.0/2-hosted", "0.1.0/2-png"}


def changed(source, random):
    if image_type(source) is not None and random.random() < 0.6:
        return _baked_anew(source, random)
    if source.startswith(b"ey") and random.random() < 0.8:
        return changed_jws(source, random)
    if source.startswith(b"{") and random.random() < 0.8:
        return _signed_anew(changed_json(source, random), random)
    return changed_bytes(source, random)


def _baked_anew(image, random):
    baked = extract(image)
    text = changed(baked.text.encode(), random).decode("utf-8", "replace")
    try:
        return bake(image, text, standard=baked.standard)
    except InsigneError:
        return image


def _signed_anew(source, random):
    """Sign what was changed, so that it is looked at beyond its proof; not for golden badges."""
    document = json.loads(source)
    is_adas = isinstance(document, dict) and ADA.method in str(document.get("proof"))
    if not is_adas or random.random() < 0.4:
        return source
    document.pop("proof", None)
    try:
        secured = data_integrity.secure(
            document,
            signer=ADA.key,
            verification_method=ADA.method,
            created=datetime(2026, 1, 1, tzinfo=UTC),
        )
    except InsigneError:
        return source
    return json.dumps(secured).encode()


def examined(source, evidence, original, random):
    """Examine, and use every word of the report."""
    status = random.choice([200] * 8 + [410, 404])
    answers = {
        url: Fetched(url, url, status, body, "application/json", original.at)
        for url, body in evidence.items()
    }
    recipient = random.choice([None, original.recipient, "bo@example.org", "", "\x00é"])
    report = examine(source, fetcher=MappingFetcher(answers), recipient=recipient, at=original.at)
    json.dumps(report.to_json()).encode()
    assert report.summary()
    for language in ("nl", "en"):
        assert headline(report, language)
        for finding in report.findings:
            assert sentence(finding, language)
            remedy(finding, language)
    return report
