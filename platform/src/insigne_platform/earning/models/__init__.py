"""The ways in which badges are earned, as tables."""

from insigne_platform.earning.models.applications import (
    Application,
    ApplicationEntry,
    ApplicationState,
    EntryKind,
    EvidenceFile,
    Opening,
    WhoMayApply,
)
from insigne_platform.earning.models.codes import ClaimCode, Redemption

__all__ = [
    "Application",
    "ApplicationEntry",
    "ApplicationState",
    "ClaimCode",
    "EntryKind",
    "EvidenceFile",
    "Opening",
    "Redemption",
    "WhoMayApply",
]
