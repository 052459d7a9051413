"""This room is for deciding whether to believe a credential, from what is already on the table."""

from insigne.verification.anchors import Anchors
from insigne.verification.evidence import Challenge, Evidence, Fetched, NotFetched
from insigne.verification.finding import Finding
from insigne.verification.judge import judge
from insigne.verification.needs import addresses_needed
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.policy import (
    AllOf,
    AnyOf,
    DefaultPolicy,
    IssuedAfter,
    KnownIssuer,
    Policy,
    QualityLabel,
    Requires,
    TrustedIssuers,
    UnsafeAnyIssuer,
)
from insigne.verification.report import Report
from insigne.verification.trust_list import TrustList

__all__ = [
    "AllOf",
    "Anchors",
    "AnyOf",
    "Challenge",
    "DefaultPolicy",
    "Evidence",
    "Fetched",
    "Finding",
    "IssuedAfter",
    "KnownIssuer",
    "NotFetched",
    "Outcome",
    "Policy",
    "QualityLabel",
    "Report",
    "Requires",
    "TrustList",
    "TrustedIssuers",
    "UnsafeAnyIssuer",
    "Verdict",
    "addresses_needed",
    "judge",
]
