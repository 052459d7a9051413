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
    scores_of,
    would_award,
)

__all__ = [
    "application_for_reviewer",
    "applications_of",
    "apply_address",
    "code_for",
    "code_reading",
    "codes_of",
    "evidence_file_for",
    "nomination_for",
    "nominations_of",
    "nominator_for",
    "nominators_of",
    "opening_of",
    "own_application",
    "own_applications",
    "own_nominations",
    "own_nominator",
    "redemptions_in",
    "rule_for",
    "rules_of",
    "rules_on_score",
    "rules_that_need",
    "scores_of",
    "waiting_applications",
    "would_award",
]
