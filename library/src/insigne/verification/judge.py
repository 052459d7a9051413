"""The heart: every question answered from what is already on the table."""

from collections.abc import Callable, Sequence
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError
from insigne.verification.checks import (
    binding,
    claims,
    linked,
    proof,
    recipient,
    source,
    status,
    structure,
    validity,
)
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.policy import Judged, Policy
from insigne.verification.report import Report
from insigne.verification.summary import summary_of

Check = Callable[[ReceivedCredential, Evidence, datetime], Finding | None]

ALL_CHECKS: Sequence[Check] = (
    structure.check,
    source.check,
    proof.check,
    claims.check,
    linked.check,
    binding.check,
    validity.check,
    status.check,
    recipient.check,
)

AUTHENTIC = frozenset({"proof", "source"})


def judge(
    credential: ReceivedCredential, evidence: Evidence, *, policy: Policy, at: datetime
) -> Report:
    """Answer every question from what is already on the table.

    Pure: the same credential, evidence, policy and instant give the same report today and in
    ten years.
    """
    answers = [check(credential, evidence, at) for check in ALL_CHECKS]
    findings = tuple(finding for finding in answers if finding is not None)
    summary = summary_of(credential, evidence)
    judged = Judged(summary.issuer_id, summary.issued_at, findings, at)
    if (own := policy.judge(judged)) is not None:
        findings = (*findings, own)
    return Report(
        verdict=verdict_of(findings, policy),
        findings=findings,
        credential=summary,
        at=at,
        asked_recipient=evidence.recipient is not None,
        issuer_listed=policy.is_listed(judged),
    )


def verdict_of(findings: Sequence[Finding], policy: Policy) -> Verdict:
    """Add the findings up: any no is a no, and saying nothing is no yes."""
    if any(finding.outcome is Outcome.FAILED for finding in findings):
        return Verdict.INVALID
    passed = {finding.check for finding in findings if finding.outcome is Outcome.PASSED}
    doubtful = {finding.check for finding in findings} - passed
    if any(policy.is_required(check) for check in doubtful):
        return Verdict.UNKNOWN
    is_bound = "binding" in passed or not policy.is_required("binding")
    return Verdict.VALID if AUTHENTIC & passed and is_bound else Verdict.INVALID


def report_of_unreadable(error: InsigneError, *, at: datetime) -> Report:
    """Give the report on something that could not even be read as a credential."""
    if isinstance(error, MalformedError):
        finding = failed("structure.malformed", str(error))
    else:
        finding = inconclusive("structure.unsupported", str(error))
    is_malformed = finding.outcome is Outcome.FAILED
    return Report(
        verdict=Verdict.INVALID if is_malformed else Verdict.UNKNOWN,
        findings=(finding,),
        at=at,
    )
