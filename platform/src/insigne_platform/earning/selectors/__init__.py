"""Questions about how badges are earned, and by whom."""

from insigne_platform.earning.selectors.applications import (
    application_for_reviewer,
    applications_of,
    apply_address,
    evidence_file_for,
    opening_of,
    own_application,
    own_applications,
    waiting_applications,
)

__all__ = [
    "application_for_reviewer",
    "applications_of",
    "apply_address",
    "evidence_file_for",
    "opening_of",
    "own_application",
    "own_applications",
    "waiting_applications",
]
