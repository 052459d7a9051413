"""Gathering what judging a presentation needs, and judging it."""

from datetime import UTC, datetime

from insigne.adapters.fetcher import Fetcher
from insigne.adapters.gathering import at_hand_of, judged
from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError
from insigne.verification.anchors import NO_ANCHORS, Anchors
from insigne.verification.needs import AskedEvidence
from insigne.verification.policy import DefaultPolicy, Policy
from insigne.verification.presentations import judge_presentation
from insigne.verification.report import Report
from insigne.verification.unreadable import report_of_unreadable


def examine_presentation(
    source: bytes | ReceivedCredential,
    *,
    fetcher: Fetcher,
    domain: str | None = None,
    challenge: str | None = None,
    recipient: str | None = None,
    at: datetime | None = None,
    policy: Policy | None = None,
    anchors: Anchors = NO_ANCHORS,
    witnessed_at: datetime | None = None,
) -> Report:
    """Answer with a report on a presentation, given as JSON or as a token.

    Without a *challenge* that was used this once, a presentation that somebody else was shown may
    be shown again: ask for one wherever the holder is there to answer.
    """
    at, policy = at or datetime.now(UTC), policy or DefaultPolicy()
    try:
        presentation = _read(source)
    except InsigneError as error:
        return report_of_unreadable(error, at=at)
    return judged(
        lambda evidence: judge_presentation(
            presentation, evidence, policy=policy, at=at, domain=domain, challenge=challenge
        ),
        fetcher,
        AskedEvidence(
            {},
            recipient,
            anchors=anchors,
            witnessed_at=witnessed_at,
            at_hand=at_hand_of(fetcher),
        ),
    )


def _read(source: bytes | ReceivedCredential) -> ReceivedCredential:
    received = ReceivedCredential.parse(source) if isinstance(source, bytes) else source
    if received.dialect is not Dialect.PRESENTATION:
        raise MalformedError("this is no presentation")
    return received
