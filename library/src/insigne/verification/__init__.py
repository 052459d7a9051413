"""This room is for deciding whether to believe a credential, from what is already on the table."""

from insigne.verification.evidence import Challenge, Evidence, Fetched, NotFetched
from insigne.verification.finding import Finding
from insigne.verification.judge import judge
from insigne.verification.needs import addresses_needed
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.policy import DefaultPolicy, Policy, TrustedIssuers, UnsafeAnyIssuer
from insigne.verification.report import Report

__all__ = [
    "Challenge",
    "DefaultPolicy",
    "Evidence",
    "Fetched",
    "Finding",
    "NotFetched",
    "Outcome",
    "Policy",
    "Report",
    "TrustedIssuers",
    "UnsafeAnyIssuer",
    "Verdict",
    "addresses_needed",
    "judge",
]
