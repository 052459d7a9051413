"""Endorsements of badges that were written before Open Badges 3.0."""

import pytest
from test_open_badges_2_assertions import (
    ASSERTION,
    BADGE,
    CONTEXT,
    ISSUER,
    assertion,
    badge_class,
    doubts,
    issuer,
    report_on,
    world,
)

from cast import answer
from insigne.verification import NotFetched, Verdict

ENDORSER = "https://nl.example/issuer"
ENDORSEMENT = "https://nl.example/endorsements/1"


def endorsement(**changes):
    return {
        "@context": CONTEXT,
        "type": "Endorsement",
        "id": ENDORSEMENT,
        "claim": {"id": BADGE, "endorsementComment": "Well examined."},
        "issuer": ENDORSER,
        "issuedOn": "2026-02-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
        **changes,
    }


def endorsed(said, endorser=None, **changes):
    """The report on Amina's badge, whose badge class names one endorsement."""
    documents = {BADGE: badge_class(endorsement=[ENDORSEMENT]), **changes}
    answered = {ENDORSEMENT: said if not isinstance(said, dict) else answer(ENDORSEMENT, said)}
    profile = endorser or issuer(id=ENDORSER, name="Accreditation")
    return report_on(
        assertion(), world(documents=documents | {ENDORSER: profile}, answers=answered)
    )


def test_a_badge_may_be_endorsed():
    report = endorsed(endorsement())

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])
    (part,) = report.parts
    assert (part.role, part.path) == ("endorsement", ENDORSEMENT)
    assert part.report.credential.issuer_name == "Accreditation"
    assert [finding.code for finding in part.report.findings] == [
        "source.ok", "validity.ok", "status.ok", "structure.ok", "binding.ok", "about.ok",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "verdict", "code"),
    [
        (endorsement(claim={"id": ASSERTION}), Verdict.INVALID, "about.other"),
        (endorsement(id=f"{ENDORSEMENT}2"), Verdict.INVALID, "source.other_id"),
        (endorsement(issuer=None), Verdict.INVALID, "structure.schema"),
        (endorsement(issuer=ISSUER), Verdict.INVALID, "binding.outside"),
        (endorsement(issuedOn="2027-02-01T00:00:00Z"), Verdict.INVALID, "validity.not_yet"),
        (endorsement(verification={"type": "SignedBadge"}), Verdict.INVALID, "source.not_hosted"),
        ({"id": ENDORSEMENT, "revoked": True}, Verdict.INVALID, "status.revoked"),
        (answer(ENDORSEMENT, b"", status=410), Verdict.INVALID, "status.revoked"),
        (answer(ENDORSEMENT, b"", status=404), Verdict.UNKNOWN, "source.unreachable"),
        (NotFetched(ENDORSEMENT, "no answer"), Verdict.UNKNOWN, "source.unreachable"),
    ],
)
def test_an_endorsement_that_does_not_hold(said, verdict, code):
    report = endorsed(said)

    assert report.verdict is verdict
    assert doubts(report) == [f"endorsements.{verdict}"]
    assert code in doubts(report.parts[0].report)


def test_an_endorser_that_does_not_answer_leaves_it_open():
    report = endorsed(endorsement(), endorser=issuer(id=f"{ENDORSER}2"))

    assert report.verdict is Verdict.UNKNOWN
    assert doubts(report.parts[0].report) == ["binding.unreachable"]


def test_more_endorsements_than_we_check_leave_it_open():
    many = badge_class(endorsement=[f"{ENDORSEMENT}/{n}" for n in range(9)])

    report = report_on(assertion(), world(documents={BADGE: many}))

    assert doubts(report) == ["endorsements.too_many"]


def test_an_endorsement_without_an_address_is_none():
    inside = {**endorsement(), "id": "urn:uuid:3"}

    report = report_on(assertion(), world(documents={BADGE: badge_class(endorsement=[inside])}))

    assert report.verdict is Verdict.INVALID
    assert doubts(report.parts[0].report) == ["source.no_address"]
