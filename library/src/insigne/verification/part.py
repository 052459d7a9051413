"""A report inside a report: on a credential that another one holds."""

from dataclasses import dataclass
from enum import StrEnum

from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report


class Role(StrEnum):
    """What the inner credential is to the outer one."""

    ENDORSEMENT = "endorsement"
    CREDENTIAL = "credential"
    REFRESHED = "refreshed"


@dataclass(frozen=True, slots=True)
class Part:
    """What was found of one inner credential; *path* says where it stands, or at which address."""

    role: Role
    path: str
    report: Report

    def to_json(self) -> dict[str, object]:
        """Write the part as `docs/reports.md` describes it."""
        return {"role": self.role.value, "path": self.path, "report": self.report.to_json()}


def sum_of(check: str, parts: tuple[Part, ...]) -> Finding:
    """Give the finding of *check* that rests on *parts*: the worst verdict among them counts."""
    for verdict, say in ((Verdict.INVALID, failed), (Verdict.UNKNOWN, inconclusive)):
        places = [part.path for part in parts if part.report.verdict is verdict]
        if places:
            detail = f"{verdict}: {', '.join(places)}"
            return say(f"{check}.{verdict}", detail, parts=parts, first=places[0])
    return passed(f"{check}.ok", f"what it holds is valid: {len(parts)}", parts=parts)
