"""This room is for deciding whether to believe a credential, from what is already on the table."""

import importlib
from typing import TYPE_CHECKING

from insigne.verification.anchors import Anchors
from insigne.verification.evidence import Challenge, Evidence, Fetched, NotFetched
from insigne.verification.finding import Finding
from insigne.verification.judge import judge
from insigne.verification.needs import addresses_needed
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.policy import DefaultPolicy, Policy
from insigne.verification.report import Report

if TYPE_CHECKING:
    from insigne.verification.policies import (
        AllOf,
        AnyOf,
        IssuedAfter,
        KnownIssuer,
        QualityLabel,
        Requires,
        TrustedIssuers,
        UnsafeAnyIssuer,
    )
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

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load the policies with wishes for whoever names one: the command line does without."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        room = "trust_list" if name == "TrustList" else "policies"
        return getattr(importlib.import_module(f"insigne.verification.{room}"), name)
