"""What is remembered between judgements is what bytes say, and never what they said before."""

import json
from dataclasses import replace

import pytest

from cast import ADA, LIST_ID, MALLORY, NOON, answers, badge, status_entry, status_list
from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher, RecallingFetcher
from insigne.adapters.gathering import examine, gather
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError
from insigne.proofs import data_integrity
from insigne.verification import signatures
from insigne.verification.evidence import Evidence
from insigne.verification.judge import judge
from insigne.verification.policy import DefaultPolicy
from insigne.verification.secured import Secured


def source_of(document):
    return json.dumps(document).encode()


SECURED = ADA.signed(badge(credentialStatus=status_entry()))
WORLD = {ADA.id: source_of(ADA.document()), LIST_ID: source_of(status_list())}


class CountingFetcher:
    """Has everything at hand, and counts what it is asked all the same."""

    def __init__(self, answers):
        self.answers, self.fetched, self.recalled = MappingFetcher(answers), [], []

    def fetch(self, need):
        self.fetched.append(need.url)
        return self.answers.fetch(need)

    def recall(self, need):
        self.recalled.append(need.url)
        return self.answers.recall(need)


@pytest.fixture
def arithmetic(monkeypatch):
    """The proofs that were really checked."""
    checked = []
    really = data_integrity.is_proof_valid

    def is_proof_valid(document, proof, key):
        checked.append(document["id"])
        return really(document, proof, key)

    monkeypatch.setattr(signatures.data_integrity, "is_proof_valid", is_proof_valid)
    return checked


def test_what_is_at_hand_is_not_fetched():
    fetcher = CountingFetcher(WORLD)

    report = examine(source_of(SECURED), fetcher=fetcher, at=NOON)

    assert isinstance(fetcher, RecallingFetcher)
    assert report.is_valid
    assert fetcher.fetched == []
    assert sorted(set(fetcher.recalled)) == sorted(WORLD)


def test_what_is_not_at_hand_is_fetched_and_judged_alike():
    half = MappingFetcher({LIST_ID: WORLD[LIST_ID]}, otherwise=MappingFetcher(WORLD))

    reports = [
        examine(source_of(SECURED), fetcher=fetcher, at=NOON)
        for fetcher in (half, MappingFetcher({}, otherwise=MappingFetcher(WORLD)))
    ]

    assert [report.verdict for report in reports] == ["valid", "valid"]
    assert reports[0] == reports[1]


def test_a_shared_list_is_checked_once_and_each_credential_for_itself(arithmetic):
    lists = status_list(validUntil="2026-12-31T00:00:00Z")
    world = WORLD | {LIST_ID: source_of(lists)}
    changed = {**SECURED, "name": "Clinical guessing"}

    verdicts = [
        examine(source_of(document), fetcher=MappingFetcher(world), at=NOON).verdict
        for document in (SECURED, SECURED, changed, SECURED)
    ]

    assert verdicts == ["valid", "valid", "invalid", "valid"]
    assert arithmetic.count(LIST_ID) == 1
    assert arithmetic.count(SECURED["id"]) == 4


def test_a_list_that_was_changed_is_another_list():
    good = examine(source_of(SECURED), fetcher=MappingFetcher(WORLD), at=NOON)
    forged = WORLD | {LIST_ID: WORLD[LIST_ID].replace(b"2026-01-01", b"2025-01-01")}

    again = examine(source_of(SECURED), fetcher=MappingFetcher(forged), at=NOON)

    assert good.verdict == "valid"
    assert [finding.code for finding in again.findings if finding.outcome != "passed"] == [
        "status.untrusted"
    ]


def test_an_issuer_document_that_was_changed_is_another_document():
    before = examine(source_of(SECURED), fetcher=MappingFetcher(WORLD), at=NOON)
    without_keys = {**ADA.document(), "assertionMethod": []}
    mallorys = json.loads(source_of(ADA.document()))
    mallorys["verificationMethod"][0]["publicKeyMultibase"] = MALLORY.key.public_key.to_multikey()

    after = [
        examine(
            source_of(SECURED),
            fetcher=MappingFetcher(WORLD | {ADA.id: source_of(document)}),
            at=NOON,
        ).verdict
        for document in (without_keys, mallorys)
    ]

    assert before.verdict == "valid"
    assert "valid" not in after


def test_a_document_changed_in_place_is_judged_as_it_now_is():
    credential = ReceivedCredential.parse(source_of(SECURED))
    evidence = Evidence(answers({ADA.id: ADA.document(), LIST_ID: status_list()}))
    before = judge(credential, evidence, policy=DefaultPolicy(), at=NOON)

    changed = replace(credential, document={**credential.document, "name": "Guessing"})
    dict.__setitem__(credential.document, "name", "Guessing")
    after = [
        judge(each, evidence, policy=DefaultPolicy(), at=NOON) for each in (changed, credential)
    ]

    assert before.verdict == "valid"
    assert [report.verdict for report in after] == ["invalid", "invalid"]


def test_judging_leaves_no_notes_behind():
    credential = ReceivedCredential.parse(source_of(SECURED))
    evidence = gather(credential, MappingFetcher(WORLD), at=NOON)

    judge(credential, evidence, policy=DefaultPolicy(), at=NOON)

    assert evidence.noted is None
    assert evidence.note("question", credential, lambda: 1) == 1
    assert evidence.note("question", credential, lambda: 2) == 2


def test_the_same_key_for_another_proof_is_another_question():
    listed = Secured.parse(source_of(status_list()))
    proof = data_integrity.proofs_of(listed.document)[0]

    assert signatures.is_signed_by(listed, proof, ADA.key.public_key)
    assert not signatures.is_signed_by(listed, proof, MALLORY.key.public_key)
    assert signatures.is_signed_by(listed, proof, ADA.key.public_key)


def test_a_token_is_taken_for_what_it_secures():
    token = ADA.token(badge())

    read = Secured.parse(f" {token}\n".encode())

    assert read.jws_text == token
    assert read.issuer_id == ADA.id
    assert signatures.is_signed_by(read, None, ADA.key.public_key)
    assert not signatures.is_signed_by(read, None, MALLORY.key.public_key)


@pytest.mark.parametrize("source", [b"[]", b"\xff", "é".encode(), b"a.b", b"eyJ9.W10.AA", b""])
def test_what_secures_nothing_is_malformed(source):
    for _ in range(2):
        with pytest.raises(MalformedError):
            Secured.parse(source)


def test_offline_nothing_is_at_hand():
    assert not isinstance(OfflineFetcher(), RecallingFetcher)
    assert examine(source_of(SECURED), fetcher=OfflineFetcher(), at=NOON).verdict == "unknown"


def test_a_list_that_was_believed_while_judging_still_hangs_on_its_issuer():
    credential = ReceivedCredential.parse(source_of(SECURED))
    elsewhere = {**ADA.document(), "verificationMethod": [], "assertionMethod": []}

    first = examine(credential, fetcher=MappingFetcher(WORLD), at=NOON)
    then = examine(
        credential, fetcher=MappingFetcher({**WORLD, ADA.id: source_of(elsewhere)}), at=NOON
    )

    assert first.is_valid, first.summary()
    [status] = [finding for finding in then.findings if finding.check == "status"]
    assert status.code == "status.untrusted"
