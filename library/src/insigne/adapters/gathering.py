"""Gathering what a judgement needs, and judging."""

import time
from dataclasses import replace
from datetime import UTC, datetime

from insigne.adapters.asking import ask
from insigne.adapters.fetcher import Fetcher
from insigne.adapters.files import read_credential
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError, VerificationError
from insigne.verification.anchors import NO_ANCHORS, Anchors
from insigne.verification.evidence import Evidence, NotFetched
from insigne.verification.judge import judge, report_of_unreadable
from insigne.verification.needs import addresses_needed
from insigne.verification.policy import DefaultPolicy, Policy
from insigne.verification.report import Report

MOST_ADDRESSES = 24
PATIENCE = 20.0  # seconds for everything that one credential leads to
TOO_MANY = "the credential names too many addresses"


def gather(
    credential: ReceivedCredential,
    fetcher: Fetcher,
    *,
    recipient: str | None = None,
    at: datetime | None = None,
    anchors: Anchors = NO_ANCHORS,
    witnessed_at: datetime | None = None,
    seconds: float = PATIENCE,
) -> Evidence:
    """Look up everything that the checks ask for, each address once, until they ask no more.

    What the checks ask for together is asked for at once, if the fetcher can. When *seconds* are
    over, nobody is asked any more.
    """
    at, deadline = at or datetime.now(UTC), time.monotonic() + seconds
    evidence = Evidence({}, recipient, anchors, witnessed_at)
    while needs := addresses_needed(credential, evidence, at=at):
        asked = needs[: max(0, MOST_ADDRESSES - len(evidence.resources))]
        left = [NotFetched(need.url, TOO_MANY) for need in needs[len(asked) :]]
        answers = ask(fetcher, asked, seconds=deadline - time.monotonic())
        found = zip(needs, [*answers, *left], strict=True)
        resources = {need.url: answer for need, answer in found}
        evidence = replace(evidence, resources={**evidence.resources, **resources})
    return evidence


def examine(
    source: bytes | ReceivedCredential,
    *,
    fetcher: Fetcher,
    recipient: str | None = None,
    at: datetime | None = None,
    policy: Policy | None = None,
    anchors: Anchors = NO_ANCHORS,
    witnessed_at: datetime | None = None,
) -> Report:
    """Answer with a report, whatever *source* is: a credential, or a file with one in it."""
    at = at or datetime.now(UTC)
    try:
        credential = source if isinstance(source, ReceivedCredential) else read_credential(source)
        if credential is None:
            raise MalformedError("there is no credential in it")
    except (MalformedError, UnsupportedError) as error:
        return report_of_unreadable(error, at=at)
    evidence = gather(
        credential,
        fetcher,
        recipient=recipient,
        at=at,
        anchors=anchors,
        witnessed_at=witnessed_at,
    )
    return judge(credential, evidence, policy=policy or DefaultPolicy(), at=at)


def verify(
    source: bytes | ReceivedCredential,
    *,
    fetcher: Fetcher,
    recipient: str | None = None,
    at: datetime | None = None,
    policy: Policy | None = None,
    anchors: Anchors = NO_ANCHORS,
    witnessed_at: datetime | None = None,
) -> Report:
    """Do as `examine`, and raise `VerificationError` unless the answer is yes."""
    report = examine(
        source,
        fetcher=fetcher,
        recipient=recipient,
        at=at,
        policy=policy,
        anchors=anchors,
        witnessed_at=witnessed_at,
    )
    if not report.is_valid:
        raise VerificationError(report)
    return report
