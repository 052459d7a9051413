"""What a verification found, whole: for a person, a program or a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from insigne.encoding import timestamps
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.part import Part
from insigne.verification.summary import Summary

FORMAT = "insigne-report-1"


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict with its reasons. Without findings, the verdict is a no."""

    findings: Sequence[Finding] = ()
    verdict: Verdict = Verdict.INVALID
    credential: Summary = field(default_factory=Summary)
    at: datetime | None = None
    asked_recipient: bool = False
    asked_holder: bool = False
    issuer_listed: bool | None = None

    @property
    def is_valid(self) -> bool:
        """Say whether the answer is yes."""
        return self.verdict is Verdict.VALID

    @property
    def deciding(self) -> Finding | None:
        """Give the finding that decided against a yes, the first of the weightiest."""
        for outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE):
            for finding in self.findings:
                if finding.outcome is outcome:
                    return _weightiest(finding, self.findings, outcome)
        return None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give the reports on the credentials inside this one, in the order of the checks."""
        return tuple(part for finding in self.findings for part in finding.parts)

    def to_json(self) -> dict[str, object]:
        """Write the report as `docs/reports.md` describes it."""
        return {
            "format": FORMAT,
            "verdict": self.verdict.value,
            "at": timestamps.to_text(self.at) if self.at else None,
            "credential": self.credential.to_json(),
            "issuerListed": self.issuer_listed,
            "recipientAsked": self.asked_recipient,
            "holderAsked": self.asked_holder,
            "findings": [finding.to_json() for finding in self.findings],
            "parts": [part.to_json() for part in self.parts],
        }

    def summary(self) -> str:
        """Give one line per finding, for logs and for failed assertions in tests."""
        lines = [f"{found.outcome}: {found.code}: {found.detail}" for found in self.findings]
        inner = [
            f"{part.role} {part.path}: " + part.report.summary().replace("\n", "\n    ")
            for part in self.parts
        ]
        return "\n".join([self.verdict.value, *lines, *inner])

    def __str__(self) -> str:
        """Read as its summary, for instance in a `VerificationError`."""
        return self.summary()


def _weightiest(first: Finding, findings: Sequence[Finding], outcome: Outcome) -> Finding:
    """Prefer being taken back over whatever else is wrong: it is the issuer's own word."""
    for finding in findings:
        if finding.outcome is outcome and finding.code in ("status.revoked", "status.suspended"):
            return finding
    return first
