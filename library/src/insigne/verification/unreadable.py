"""The report on something that could not even be read as a credential."""

from datetime import datetime

from insigne.errors import InsigneError, MalformedError
from insigne.verification.finding import failed, inconclusive
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.report import Report


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
