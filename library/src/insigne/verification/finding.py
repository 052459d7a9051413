"""What one check found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from insigne.verification.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer to one question, with a stable code that words can be found by."""

    check: str
    outcome: Outcome
    code: str
    detail: str
    values: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Write the finding as `docs/reports.md` describes it."""
        return {
            "check": self.check,
            "outcome": self.outcome.value,
            "code": self.code,
            "detail": self.detail,
            "values": dict(self.values),
        }


def passed(code: str, detail: str, **values: str) -> Finding:
    """Say yes; the part of *code* before the dot names the check."""
    return _finding(Outcome.PASSED, code, detail, values)


def failed(code: str, detail: str, **values: str) -> Finding:
    """Say no; the part of *code* before the dot names the check."""
    return _finding(Outcome.FAILED, code, detail, values)


def inconclusive(code: str, detail: str, **values: str) -> Finding:
    """Say that it cannot be said; the part of *code* before the dot names the check."""
    return _finding(Outcome.INCONCLUSIVE, code, detail, values)


def _finding(outcome: Outcome, code: str, detail: str, values: Mapping[str, str]) -> Finding:
    return Finding(code.partition(".")[0], outcome, code, detail, values)
