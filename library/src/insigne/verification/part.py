"""A report inside a report: on a credential that another one holds."""

from dataclasses import dataclass
from enum import StrEnum

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
