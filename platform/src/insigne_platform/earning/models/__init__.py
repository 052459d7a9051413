"""The ways in which badges are earned, as tables."""

from insigne_platform.earning.models.added import AddedEvidence, AddedFile, AddedState
from insigne_platform.earning.models.applications import (
    Application,
    ApplicationEntry,
    ApplicationState,
    EntryKind,
    EvidenceFile,
    Opening,
    WhoMayApply,
)
from insigne_platform.earning.models.assessments import (
    COMING,
    SEATLESS,
    Assessment,
    Moment,
    Registration,
    RegistrationState,
)
from insigne_platform.earning.models.codes import ClaimCode, Redemption
from insigne_platform.earning.models.nominations import (
    Nomination,
    NominationState,
    Nominator,
    Nominee,
    NomineeState,
)
from insigne_platform.earning.models.results import ResultList, ResultListState, ResultPart
from insigne_platform.earning.models.rules import Rule, RuleAward, Score

__all__ = [
    "COMING",
    "SEATLESS",
    "AddedEvidence",
    "AddedFile",
    "AddedState",
    "Application",
    "ApplicationEntry",
    "ApplicationState",
    "Assessment",
    "ClaimCode",
    "EntryKind",
    "EvidenceFile",
    "Moment",
    "Nomination",
    "NominationState",
    "Nominator",
    "Nominee",
    "NomineeState",
    "Opening",
    "Redemption",
    "Registration",
    "RegistrationState",
    "ResultList",
    "ResultListState",
    "ResultPart",
    "Rule",
    "RuleAward",
    "Score",
    "WhoMayApply",
]
