"""What one check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.part import Part

type Parts = tuple[Part, ...]

ISSUERS_WORDS = frozenset({"message", "refresh"})
"""Values in which an issuer says in words of its own what a status means."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer to one question, with a stable code that words can be found by.

    Where it rests on credentials inside this one, `parts` holds what was found of each.
    """

    check: str
    outcome: Outcome
    code: str
    detail: str
    values: Mapping[str, str] = field(default_factory=dict)
    parts: Parts = ()

    def to_json(self) -> dict[str, object]:
        """Write the finding as `docs/reports.md` describes it."""
        return {
            "check": self.check,
            "outcome": self.outcome.value,
            "code": self.code,
            "detail": self.detail,
            "values": dict(self.values),
        }


def passed(code: str, detail: str, *, parts: Parts = (), **values: str) -> Finding:
    """Say yes; the part of *code* before the dot names the check."""
    return _finding(Outcome.PASSED, code, detail, values, parts)


def failed(code: str, detail: str, *, parts: Parts = (), **values: str) -> Finding:
    """Say no; the part of *code* before the dot names the check."""
    return _finding(Outcome.FAILED, code, detail, values, parts)


def inconclusive(code: str, detail: str, *, parts: Parts = (), **values: str) -> Finding:
    """Say that it cannot be said; the part of *code* before the dot names the check."""
    return _finding(Outcome.INCONCLUSIVE, code, detail, values, parts)


def sum_of(check: str, parts: Parts) -> Finding:
    """Give the finding of *check* that rests on *parts*: the worst verdict among them counts."""
    for verdict, say in ((Verdict.INVALID, failed), (Verdict.UNKNOWN, inconclusive)):
        places = [part.path for part in parts if part.report.verdict is verdict]
        if places:
            detail = f"{verdict}: {', '.join(places)}"
            return say(f"{check}.{verdict}", detail, parts=parts, first=places[0])
    return passed(f"{check}.ok", f"what it holds is valid: {len(parts)}", parts=parts)


def _finding(
    outcome: Outcome, code: str, detail: str, values: Mapping[str, str], parts: Parts
) -> Finding:
    return Finding(code.partition(".")[0], outcome, code, detail, values, parts)
