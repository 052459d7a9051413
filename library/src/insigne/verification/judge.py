"""The heart: every question answered from what is already on the table."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.checks import (
    binding,
    carrier,
    claims,
    endorsements,
    holder,
    linked,
    nested,
    proof,
    recipient,
    refresh,
    related,
    schemas,
    source,
    status,
    structure,
    validity,
)
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.policy import Policy
from insigne.verification.report import Report
from insigne.verification.summary import summary_of
from insigne.verification.unreadable import report_of_unreadable
from insigne.verification.verdict import report_on, verdict_of

__all__ = ["ALL_CHECKS", "judge", "report_of_unreadable", "verdict_of"]

Check = Callable[[ReceivedCredential, Evidence, datetime], Finding | None]

ALL_CHECKS: Sequence[Check] = (
    structure.check,
    carrier.check,
    source.check,
    proof.check,
    claims.check,
    linked.check,
    binding.check,
    validity.check,
    status.check,
    schemas.check,
    related.check,
    refresh.check,
    recipient.check,
    holder.check,
    endorsements.check,
    nested.check,
)


def judge(
    credential: ReceivedCredential, evidence: Evidence, *, policy: Policy, at: datetime
) -> Report:
    """Answer every question from what is already on the table.

    Pure: the same credential, evidence, policy and instant give the same report today and in
    ten years.
    """
    if evidence.noted is None:
        evidence = replace(evidence, noted={})
    answers = [check(credential, evidence, at) for check in ALL_CHECKS]
    return report_on(
        answers,
        summary_of(credential, evidence),
        policy=policy,
        at=at,
        asked_recipient=evidence.recipient is not None,
        asked_holder=evidence.challenge is not None,
    )
