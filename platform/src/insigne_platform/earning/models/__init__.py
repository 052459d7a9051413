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

__all__ = [
    "Application",
    "ApplicationEntry",
    "ApplicationState",
    "EntryKind",
    "EvidenceFile",
    "Opening",
    "WhoMayApply",
]
