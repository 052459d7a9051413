"""A report inside a report: on a credential that another one holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from insigne.verification.outcome import Verdict


class Role(StrEnum):
    """What the inner credential is to the outer one."""

    ENDORSEMENT = "endorsement"
    CREDENTIAL = "credential"
    REFRESHED = "refreshed"


class InnerReport(Protocol):
    """What the outer report needs of an inner one: a `Report` is one, and may hold such itself."""

    @property
    def verdict(self) -> Verdict:
        """Give the answer of all checks together."""
        ...

    def to_json(self) -> dict[str, object]:
        """Write the report as `docs/reports.md` describes it."""
        ...

    def summary(self) -> str:
        """Give one line per finding."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """What was found of one inner credential; *path* says where it stands, or at which address."""

    role: Role
    path: str
    report: InnerReport

    def to_json(self) -> dict[str, object]:
        """Write the part as `docs/reports.md` describes it."""
        return {"role": self.role.value, "path": self.path, "report": self.report.to_json()}
