"""A badge that came in a PDF: the seal can break a verdict, and never make one."""

from __future__ import annotations

import json

import pytest

from cast import ADA, MALLORY, NOON, answers, badge
from insigne.adapters.files import read_credential
from insigne.verification import DefaultPolicy, Evidence, Verdict, judge, words
from pdfs import SIGNED, changed_page, pdf_with, replaced_in, seal_hidden, sealed

ADAS_DOCUMENT = answers({ADA.id: ADA.document()})


def report_on(source: bytes):
    credential = read_credential(source)
    return judge(credential, Evidence(ADAS_DOCUMENT), policy=DefaultPolicy(), at=NOON)


def codes(report):
    return [finding.code for finding in report.findings]


def test_a_valid_badge_in_a_sealed_file_is_valid():
    report = report_on(sealed(pdf_with({"credential.json": SIGNED})))

    assert report.verdict is Verdict.VALID
    assert "carrier.ok" in codes(report)


def test_a_valid_badge_in_a_file_without_a_seal_is_valid_and_nothing_is_said_of_a_seal():
    report = report_on(pdf_with({"credential.json": SIGNED}))

    assert report.verdict is Verdict.VALID
    assert not [code for code in codes(report) if code.startswith("carrier")]


@pytest.mark.parametrize(
    "spoil",
    [
        changed_page,
        lambda file: replaced_in(file, SIGNED + " "),
        lambda file: seal_hidden(file, "form"),
    ],
)
def test_a_file_that_was_changed_after_it_was_sealed_is_invalid_and_says_why(spoil):
    report = report_on(spoil(sealed(pdf_with({"credential.json": SIGNED}))))

    assert report.verdict is Verdict.INVALID
    assert "carrier.changed" in codes(report)
    for language in ("nl", "en"):
        assert words.headline(report, language).endswith(
            words.SENTENCES[language]["carrier.changed"]
        )


@pytest.mark.parametrize(
    "credential", [badge(), {**ADA.signed(badge()), "name": "Other"}, MALLORY.signed(badge())]
)
def test_no_seal_makes_a_badge_valid_that_is_not(credential):
    report = report_on(sealed(pdf_with({"credential.json": json.dumps(credential)})))

    assert report.verdict is not Verdict.VALID
    assert "carrier.ok" in codes(report)


def test_who_sealed_the_file_says_nothing_of_the_badge():
    own = report_on(sealed(pdf_with({"c.json": SIGNED})))
    other = report_on(sealed(pdf_with({"c.json": SIGNED}), by="Mallory"))

    assert own.verdict is other.verdict is Verdict.VALID
    signers = [
        finding.values["signer"]
        for report in (own, other)
        for finding in report.findings
        if finding.code == "carrier.ok"
    ]
    assert signers == ["Uppsala University", "Mallory"]


def test_a_pdf_without_a_badge_is_no_badge():
    assert read_credential(pdf_with({})) is None
