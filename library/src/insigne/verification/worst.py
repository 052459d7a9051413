"""Choosing among several answers to one question."""

from collections.abc import Sequence

from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome

WORST_FIRST = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED)


def worst(findings: Sequence[Finding]) -> Finding:
    """Give the first of the worst *findings*, of which there is at least one."""
    if len(findings) == 1:
        return findings[0]
    return min(findings, key=lambda finding: WORST_FIRST.index(finding.outcome))
