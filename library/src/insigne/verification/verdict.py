"""Adding the findings up: any no is a no, and saying nothing is no yes."""

from collections.abc import Collection, Sequence

from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.policy import Policy

AUTHENTIC = frozenset({"proof", "source"})
BOUND = "binding"


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
