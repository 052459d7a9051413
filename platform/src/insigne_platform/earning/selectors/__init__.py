"""Questions about how badges are earned, and by whom."""

from insigne_platform.earning.selectors.added import (
    added_file_for,
    added_to,
    evidence_of,
    evidence_to_judge,
    own_evidence,
    shown_file,
    shown_with,
)
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
from insigne_platform.earning.selectors.codes import (
    code_for,
    code_reading,
    codes_of,
    redemptions_in,
)
from insigne_platform.earning.selectors.nominations import (
    nomination_for,
    nominations_of,
    nominator_for,
    nominators_of,
    own_nominations,
    own_nominator,
)
from insigne_platform.earning.selectors.rules import (
    rule_for,
    rules_of,
    rules_on_score,
    rules_that_need,
    would_award,
)

__all__ = [
    "added_file_for",
    "added_to",
    "application_for_reviewer",
    "applications_of",
    "apply_address",
    "code_for",
    "code_reading",
    "codes_of",
    "evidence_file_for",
    "evidence_of",
    "evidence_to_judge",
    "nomination_for",
    "nominations_of",
    "nominator_for",
    "nominators_of",
    "opening_of",
    "own_application",
    "own_applications",
    "own_evidence",
    "own_nominations",
    "own_nominator",
    "redemptions_in",
    "rule_for",
    "rules_of",
    "rules_on_score",
    "rules_that_need",
    "shown_file",
    "shown_with",
    "waiting_applications",
    "would_award",
]
