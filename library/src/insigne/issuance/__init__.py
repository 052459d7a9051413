"""This room is for turning a claim into bytes that others can check."""

from insigne.issuance.award_after_award import issue
from insigne.issuance.compiled_badge import CompiledBadge, Slot, Unsecured
from insigne.issuance.issuing import (
    ISSUED_DIALECTS,
    PROOFS,
    SIGNED_BADGE_TYPES,
    STATUS_LIST_TYPE,
    Document,
    WritesItself,
    issue_open_badges_2,
    issue_sd_jwt_vc,
    issue_with_base_proof,
    sign_status_list,
)
from insigne.issuance.presenting import sign_presentation

__all__ = [
    "ISSUED_DIALECTS",
    "PROOFS",
    "SIGNED_BADGE_TYPES",
    "STATUS_LIST_TYPE",
    "CompiledBadge",
    "Document",
    "Slot",
    "Unsecured",
    "WritesItself",
    "issue",
    "issue_open_badges_2",
    "issue_sd_jwt_vc",
    "issue_with_base_proof",
    "sign_presentation",
    "sign_status_list",
]
