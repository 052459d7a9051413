"""A report that was written is read back whole, or refused where it is wrong."""

import json
from datetime import UTC, datetime

import pytest

from cast import ADA, BO, NOON, answers, badge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.adapters.presenting import examine_presentation
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification import stored_report
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.part import Part, Role
from insigne.verification.report import Report
from insigne.verification.summary import Summary
from insigne.verification.words import headline

FOUND = Finding("status", Outcome.FAILED, "status.revoked", "bit 7", {"reason": "A mistake."})
WHOLE = Report(
    findings=(Finding("proof", Outcome.PASSED, "proof.ok", "signed"), FOUND),
    verdict=Verdict.INVALID,
    credential=Summary("open-badges-3", "urn:x", "Ice", "did:x", "Uppsala", "a", "b"),
    at=datetime(2026, 6, 1, 12, tzinfo=UTC),
    asked_recipient=True,
    issuer_listed=False,
)


def written(**changes):
    return json.dumps({**WHOLE.to_json(), **changes}).encode()


def inner(**changes):
    return {**Part(Role.ENDORSEMENT, "endorsement[0]", WHOLE).to_json(), **changes}


NESTED = Report(
    findings=(
        Finding("proof", Outcome.PASSED, "proof.ok", "signed"),
        Finding(
            "endorsements",
            Outcome.PASSED,
            "endorsements.ok",
            "one",
            parts=(Part(Role.ENDORSEMENT, "endorsement[0]", WHOLE),),
        ),
    ),
    verdict=Verdict.VALID,
    asked_holder=True,
)


@pytest.mark.parametrize("report", [WHOLE, NESTED, Report(), Report(at=NOON, issuer_listed=True)])
def test_what_was_written_is_read_back(report):
    read = stored_report.parse(json.dumps(report.to_json()).encode())

    assert read.to_json() == report.to_json()
    assert (read.verdict, read.at, list(read.findings)) == (
        report.verdict,
        report.at,
        list(report.findings),
    )


def test_words_are_made_anew_in_either_language():
    read = stored_report.parse(written())

    assert headline(read, "en") == "Invalid. The issuer revoked this badge: A mistake."
    assert headline(read, "nl") == "Ongeldig. De uitgever heeft deze badge ingetrokken: A mistake."


def test_a_report_of_a_verification_is_read_back():
    source = json.dumps(ADA.signed(badge())).encode()
    report = examine(source, fetcher=MappingFetcher(answers({ADA.id: ADA.document()})), at=NOON)

    read = stored_report.parse(json.dumps(report.to_json()).encode())

    assert report.verdict is Verdict.VALID
    assert read.to_json() == report.to_json()


def shown_by_bo():
    """A presentation of one badge, whose report holds that on the badge."""
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": BO.id,
        "verifiableCredential": [ADA.signed(badge())],
    }
    world = answers({ADA.id: ADA.document(), BO.id: BO.document()})
    source = json.dumps(BO.signed(presentation)).encode()
    return examine_presentation(source, fetcher=MappingFetcher(world), at=NOON)


def test_a_report_on_a_presentation_is_read_back_with_its_parts():
    report = shown_by_bo()

    read = stored_report.parse(json.dumps(report.to_json()).encode())

    assert len(report.parts) == 1
    assert read.to_json() == report.to_json()


def test_members_of_later_versions_are_passed_over():
    assert stored_report.parse(written(more={"a": 1})) == stored_report.parse(written())


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"verdict": "splendid"}, "verdict"),
        ({"verdict": None}, "verdict"),
        ({"verdict": "valid"}, "verdict"),
        ({"verdict": "unknown"}, "verdict"),
        ({"verdict": "valid", "findings": []}, "verdict"),
        ({"findings": {}}, "findings"),
        ({"findings": [1]}, "findings[0]"),
        ({"findings": [FOUND.to_json()] * 1001}, "findings"),
        ({"findings": [FOUND.to_json() | {"check": 1}]}, "findings[0].check"),
        ({"findings": [FOUND.to_json() | {"outcome": "no"}]}, "findings[0].outcome"),
        ({"findings": [FOUND.to_json() | {"code": None}]}, "findings[0].code"),
        ({"findings": [FOUND.to_json() | {"detail": []}]}, "findings[0].detail"),
        ({"findings": [FOUND.to_json() | {"values": []}]}, "findings[0].values"),
        ({"findings": [FOUND.to_json() | {"values": {"a": 1}}]}, "findings[0].values.a"),
        ({"credential": None}, "credential"),
        ({"credential": {"name": 1}}, "credential.name"),
        ({"credential": {"issuer": "did:x"}}, "credential.issuer"),
        ({"credential": {"issuer": {"id": 1}}}, "credential.issuer.id"),
        ({"at": 1}, "at"),
        ({"at": "yesterday"}, "at"),
        ({"recipientAsked": "no"}, "recipientAsked"),
        ({"holderAsked": 1}, "holderAsked"),
        ({"parts": {}}, "parts"),
        ({"parts": [1]}, "parts[0]"),
        ({"parts": [inner(role="friend")]}, "parts[0].role"),
        ({"parts": [inner(path=None)]}, "parts[0].path"),
        ({"parts": [inner(report=None)]}, "parts[0].report"),
        ({"parts": [inner(report=WHOLE.to_json() | {"at": 1})]}, "parts[0].report.at"),
        ({"parts": [inner()]}, "parts[0]"),
        ({"issuerListed": 0}, "issuerListed"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(changes, path):
    with pytest.raises(MalformedError) as caught:
        stored_report.parse(written(**changes))

    assert caught.value.path == path


@pytest.mark.parametrize("source", [b"[]", b"{", b"", b'{"format": 1, "format": 1}'])
def test_what_is_no_report_is_malformed(source):
    with pytest.raises(MalformedError):
        stored_report.parse(source)


def test_another_format_is_not_guessed_at():
    with pytest.raises(UnsupportedError, match="insigne-report-2"):
        stored_report.parse(written(format="insigne-report-2"))
