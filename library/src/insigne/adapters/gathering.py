"""Gathering what a judgement needs, and judging."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from insigne.adapters.asking import ask
from insigne.adapters.fetcher import Fetcher
from insigne.adapters.files import read_credential
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError, VerificationError
from insigne.verification.anchors import NO_ANCHORS, Anchors
from insigne.verification.evidence import Challenge, Evidence, Need, NotFetched, Resource
from insigne.verification.judge import judge, report_of_unreadable
from insigne.verification.needs import AskedEvidence, addresses_needed
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
    challenge: Challenge | None = None,
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
    resources: dict[str, Resource] = {}
    evidence = Evidence(
        resources, recipient, challenge=challenge, anchors=anchors, witnessed_at=witnessed_at
    )
    while needs := addresses_needed(credential, evidence, at=at):
        _look_up(needs, fetcher, resources, deadline)
    return evidence


def _look_up(
    needs: Sequence[Need], fetcher: Fetcher, resources: dict[str, Resource], deadline: float
) -> None:
    """Add to *resources* what is found, or why nothing is."""
    asked = needs[: max(0, MOST_ADDRESSES - len(resources))]
    answers = ask(fetcher, asked, seconds=deadline - time.monotonic())
    resources |= {need.url: answer for need, answer in zip(asked, answers, strict=True)}
    resources |= {need.url: NotFetched(need.url, TOO_MANY) for need in needs[len(asked) :]}


def examine(
    source: bytes | ReceivedCredential,
    *,
    fetcher: Fetcher,
    recipient: str | None = None,
    challenge: Challenge | None = None,
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
    asked = AskedEvidence(
        {},
        recipient,
        challenge=challenge,
        anchors=anchors,
        witnessed_at=witnessed_at,
        noted={},
        at_hand=at_hand_of(fetcher),
    )
    policy = policy or DefaultPolicy()
    return judged(lambda given: judge(credential, given, policy=policy, at=at), fetcher, asked)


def judged(judging: Callable[[Evidence], Report], fetcher: Fetcher, asked: AskedEvidence) -> Report:
    """Judge, look up what the judge missed, and judge again, until nothing is missing.

    So a credential whose issuer and list are at hand already is judged once, and no more.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        report = judging(asked)
        missing = tuple(asked.missing.values())
        if not missing:
            return report
        _look_up(missing, fetcher, asked.resources, deadline)
        asked.begin_anew()


def at_hand_of(fetcher: Fetcher) -> Callable[[Need], Resource | None]:
    """Give what can be had of *fetcher* without asking anybody: a `RecallingFetcher` has some."""
    recall: Callable[[Need], Resource | None] = getattr(fetcher, "recall", _nothing)
    return recall


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
    anchors: Anchors = NO_ANCHORS,
    witnessed_at: datetime | None = None,
) -> Report:
    """Do as `examine`, and raise `VerificationError` unless the answer is yes."""
    report = examine(
        source,
        fetcher=fetcher,
        recipient=recipient,
        challenge=challenge,
        at=at,
        policy=policy,
        anchors=anchors,
        witnessed_at=witnessed_at,
    )
    if not report.is_valid:
        raise VerificationError(report)
    return report
