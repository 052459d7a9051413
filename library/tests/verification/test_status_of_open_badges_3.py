import json

import pytest

from cast import ADA, BO, LIST_ID, MALLORY, NOON, answer, answers, badge, status_entry, status_list
from insigne.credentials.received import ReceivedCredential
from insigne.proofs import jose
from insigne.verification import DefaultPolicy, Evidence, NotFetched, Verdict, judge

A_LIST_IN_A_TOKEN = jose.sign_compact(b"[]", signer=ADA.key, header={}).encode()


def report_on(credential, listed, documents=None):
    known = answers({ADA.id: ADA.document(), **(documents or {})})
    if listed is not None:
        known[LIST_ID] = listed if not isinstance(listed, dict) else answer(LIST_ID, listed)
    received = ReceivedCredential.parse(json.dumps(ADA.signed(credential)).encode())
    return judge(received, Evidence(known), policy=DefaultPolicy(), at=NOON)


def doubts(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]


def test_a_bit_that_is_not_set():
    report = report_on(badge(credentialStatus=status_entry(7)), status_list(revoked=8))

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


@pytest.mark.parametrize("index", [0, 7, 8, 131071])
def test_a_revoked_badge_is_invalid(index):
    report = report_on(badge(credentialStatus=status_entry(index)), status_list(revoked=index))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["status.revoked"])


def test_a_suspended_badge_is_invalid():
    entry = status_entry(7, "suspension")

    report = report_on(badge(credentialStatus=entry), status_list(revoked=7, purpose="suspension"))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["status.suspended"])


def test_the_worst_of_two_statuses_counts():
    """The schema of Open Badges 3.0 allows one; a second is still read."""
    entries = [status_entry(7), status_entry(9)]

    report = report_on(badge(credentialStatus=entries), status_list(revoked=9))

    assert doubts(report) == ["structure.schema", "status.revoked"]


def test_a_status_that_takes_nothing_back():
    entry = status_entry(7, "message")

    report = report_on(badge(credentialStatus=entry), None)

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        (None, "status.unreachable"),
        (NotFetched(LIST_ID, "the name is not known"), "status.unreachable"),
        (answer(LIST_ID, {}, status=404), "status.unreachable"),
        (answer(LIST_ID, {}, status=410), "status.unreachable"),
        (answer(LIST_ID, {}, status=503), "status.unreachable"),
        (answer(LIST_ID, b"<html>"), "status.untrusted"),
        (answer(LIST_ID, b"{}"), "status.untrusted"),
        (answer(LIST_ID, b"7"), "status.untrusted"),
        (answer(LIST_ID, A_LIST_IN_A_TOKEN), "status.untrusted"),
        (status_list(validUntil="2026-05-31T00:00:00Z"), "status.stale"),
        (status_list(revoked=7, validUntil="2026-05-31T00:00:00Z"), "status.stale"),
        (status_list(id="https://uppsala.example/status/2"), "status.untrusted"),
        (status_list(purpose="suspension"), "status.untrusted"),
        (status_list(MALLORY), "status.untrusted"),
        (status_list(MALLORY, issuer=ADA.id), "status.untrusted"),
        ({**status_list(), "validFrom": "2025-01-01T00:00:00Z"}, "status.untrusted"),
        ({**status_list(), "proof": []}, "status.untrusted"),
        (status_list(type="VerifiableCredential"), "status.untrusted"),
    ],
)
def test_a_list_that_cannot_be_believed_says_nothing(listed, code):
    documents = {MALLORY.id: MALLORY.document(), BO.id: BO.document()}

    report = report_on(badge(credentialStatus=status_entry(7)), listed, documents)

    assert (report.verdict, doubts(report)) == (Verdict.UNKNOWN, [code])


@pytest.mark.parametrize("index", ["07", "-1", "1.0", " 7", "", 7, None, "7\n", "٧"])
def test_an_index_is_strictly_decimal(index):
    entry = {**status_entry(), "statusListIndex": index}

    report = report_on(badge(credentialStatus=entry), status_list())

    assert report.verdict is Verdict.INVALID
    assert "status.malformed" in doubts(report)


def test_an_index_beyond_the_list_is_no_yes():
    report = report_on(badge(credentialStatus=status_entry(131072)), status_list())

    assert (report.verdict, doubts(report)) == (Verdict.UNKNOWN, ["status.untrusted"])


def test_a_status_of_another_kind_is_not_guessed():
    entry = {"id": "https://uppsala.example/r#1", "type": "https://uppsala.example/terms#OwnStatus"}

    report = report_on(badge(credentialStatus=entry), None)

    assert report.verdict is not Verdict.VALID
    assert "status.unsupported" in doubts(report)


REVOCATIONS = "https://uppsala.example/revocations"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


@pytest.mark.parametrize(
    ("revoked", "verdict", "codes"),
    [
        ([], Verdict.VALID, []),
        ([{"id": badge()["id"]}], Verdict.INVALID, ["status.revoked"]),
        ([{"id": badge()["id"], "revoked": True}], Verdict.INVALID, ["status.revoked"]),
        ([{"id": badge()["id"], "revoked": False}], Verdict.VALID, []),
        ([{"id": "urn:uuid:another"}], Verdict.VALID, []),
    ],
)
def test_a_1edtech_revocation_list(revoked, verdict, codes):
    document = {"id": REVOCATIONS, "issuer": ADA.id, "revokedCredential": revoked}
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    credential = badge(credentialStatus=entry)
    credential["@context"] = [*credential["@context"], EXTENSIONS]

    report = report_on(credential, None, {REVOCATIONS: document})

    assert (report.verdict, doubts(report)) == (verdict, codes)
