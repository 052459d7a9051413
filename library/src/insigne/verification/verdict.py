"""Adding the findings up: any no is a no, and saying nothing is no yes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.policy import Judged, Policy
from insigne.verification.report import Report
from insigne.verification.summary import Summary

AUTHENTIC = frozenset({"proof", "source"})
BOUND = "binding"


def report_on(
    answers: Iterable[Finding | None],
    summary: Summary,
    *,
    policy: Policy,
    at: datetime,
    asked_recipient: bool = False,
    asked_holder: bool = False,
) -> Report:
    """Put the answers that there are together, with what *policy* says of them."""
    findings = tuple(answer for answer in answers if answer is not None)
    judged = Judged(summary.issuer_id, summary.issued_at, findings, at)
    own = policy.judge(judged)
    findings += () if own is None else (own,)
    return Report(
        verdict=verdict_of(findings, policy),
        findings=findings,
        credential=summary,
        at=at,
        asked_recipient=asked_recipient,
        asked_holder=asked_holder,
        issuer_listed=policy.is_listed(judged),
    )


def verdict_of(
    findings: Sequence[Finding],
    policy: Policy,
    *,
    authentic: Collection[str] = AUTHENTIC,
    bound: str = BOUND,
) -> Verdict:
    """Say *valid* only of what is authentic and bound, and of which nothing required is open.

    One of the checks *authentic*, and the check *bound*, must have passed.
    """
    if any(finding.outcome is Outcome.FAILED for finding in findings):
        return Verdict.INVALID
    passed = {finding.check for finding in findings if finding.outcome is Outcome.PASSED}
    doubtful = {finding.check for finding in findings} - passed
    if any(policy.is_required(check) for check in doubtful):
        return Verdict.UNKNOWN
    is_bound = bound in passed or not policy.is_required(bound)
    return Verdict.VALID if passed.intersection(authentic) and is_bound else Verdict.INVALID
