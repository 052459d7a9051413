"""Gathering what a judgement needs, and judging."""

from datetime import UTC, datetime

from insigne.adapters.fetcher import Fetcher
from insigne.adapters.files import read_credential
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError, VerificationError
from insigne.verification.evidence import Challenge, Evidence, NotFetched, Resource
from insigne.verification.judge import judge, report_of_unreadable
from insigne.verification.needs import addresses_needed
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
        for need in needs:
            if len(resources) >= MOST_ADDRESSES:
                resources[need.url] = NotFetched(
                    need.url, "the credential names too many addresses"
                )
            else:
                resources[need.url] = fetcher.fetch(need)
    return Evidence(resources, recipient, challenge)


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
    evidence = gather(credential, fetcher, recipient=recipient, challenge=challenge, at=at)
    return judge(credential, evidence, policy=policy or DefaultPolicy(), at=at)


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
