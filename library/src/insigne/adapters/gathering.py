"""Gathering what a judgement needs, and judging."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from insigne.adapters.fetcher import Fetcher
from insigne.adapters.files import read_credential
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError, VerificationError
from insigne.verification.evidence import Challenge, Evidence, Need, NotFetched, Resource
from insigne.verification.judge import judge, report_of_unreadable
from insigne.verification.needs import AskedEvidence, addresses_needed
from insigne.verification.policy import DefaultPolicy, Policy
from insigne.verification.report import Report

MOST_ADDRESSES = 24


def gather(
    credential: ReceivedCredential,
    fetcher: Fetcher,
    *,
    recipient: str | None = None,
    challenge: Challenge | None = None,
    at: datetime | None = None,
) -> Evidence:
    """Look up everything that the checks ask for, each address once, until they ask no more."""
    at = at or datetime.now(UTC)
    resources: dict[str, Resource] = {}
    while needs := addresses_needed(credential, Evidence(resources, recipient, challenge), at=at):
        _look_up(needs, fetcher, resources)
    return Evidence(resources, recipient, challenge)


def _look_up(needs: Iterable[Need], fetcher: Fetcher, resources: dict[str, Resource]) -> None:
    for need in needs:
        if len(resources) >= MOST_ADDRESSES:
            resources[need.url] = NotFetched(need.url, "the credential names too many addresses")
        else:
            resources[need.url] = fetcher.fetch(need)


def examine(
    source: bytes | ReceivedCredential,
    *,
    fetcher: Fetcher,
    recipient: str | None = None,
    challenge: Challenge | None = None,
    at: datetime | None = None,
    policy: Policy | None = None,
) -> Report:
    """Answer with a report, whatever *source* is: a credential, or a file with one in it."""
    at = at or datetime.now(UTC)
    try:
        credential = source if isinstance(source, ReceivedCredential) else read_credential(source)
        if credential is None:
            raise MalformedError("there is no credential in it")
    except (MalformedError, UnsupportedError) as error:
        return report_of_unreadable(error, at=at)
    return _judged(
        credential, fetcher, AskedEvidence({}, recipient, challenge), at, policy or DefaultPolicy()
    )


def _judged(
    credential: ReceivedCredential,
    fetcher: Fetcher,
    asked: AskedEvidence,
    at: datetime,
    policy: Policy,
) -> Report:
    """Judge, look up what the judge missed, and judge again, until nothing is missing.

    So a credential whose issuer and list are at hand already is judged once, and no more.
    """
    at_hand = getattr(fetcher, "recall", _nothing)  # a `RecallingFetcher` has something
    resources: dict[str, Resource] = {}
    while True:
        evidence = replace(asked, resources=resources, missing={}, at_hand=at_hand)
        report = judge(credential, evidence, policy=policy, at=at)
        if not evidence.missing:
            return report
        _look_up(evidence.missing.values(), fetcher, resources)


def _nothing(need: Need) -> None:
    return None


def verify(
    source: bytes | ReceivedCredential,
    *,
    fetcher: Fetcher,
    recipient: str | None = None,
    challenge: Challenge | None = None,
    at: datetime | None = None,
    policy: Policy | None = None,
) -> Report:
    """Do as `examine`, and raise `VerificationError` unless the answer is yes."""
    report = examine(
        source, fetcher=fetcher, recipient=recipient, challenge=challenge, at=at, policy=policy
    )
    if not report.is_valid:
        raise VerificationError(report)
    return report
