"""Judging a credential that stands inside another one, or is reached from it.

It is asked what every credential is asked, except for what it would hold itself: so nothing is
followed more than one level deep, however deep somebody nests.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from insigne.credentials.dialect import dialect_of
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.verification.checks import (
    binding,
    claims,
    proof,
    recipient,
    related,
    schemas,
    status,
    structure,
    validity,
)
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.policy import DefaultPolicy, Policy
from insigne.verification.report import Report
from insigne.verification.resources import Document
from insigne.verification.summary import summary_of
from insigne.verification.verdict import report_on

Check = Callable[[ReceivedCredential, Evidence, datetime], Finding | None]

INNER_CHECKS: Sequence[Check] = (
    structure.check_inner,
    proof.check,
    claims.check,
    binding.check,
    validity.check,
    status.check,
    schemas.check,
    related.check,
)


def embedded(document: Document) -> ReceivedCredential:
    """Take a credential that stands in another one as an object of its own."""
    return ReceivedCredential(strict_json.to_bytes(document), document, dialect_of(document))


def judge_inner(
    credential: ReceivedCredential,
    evidence: Evidence,
    at: datetime,
    *,
    checks: Sequence[Check] = INNER_CHECKS,
    said: Iterable[Finding] = (),
    policy: Policy | None = None,
) -> Report:
    """Answer *checks* for an inner credential, and add what was *said* of it from outside."""
    answers = [check(credential, evidence, at) for check in checks]
    return report_on(
        [*answers, *said],
        summary_of(credential, evidence),
        policy=policy or DefaultPolicy(),
        at=at,
        asked_recipient=evidence.recipient is not None and recipient.check in checks,
    )


def token_as_credential(token: str) -> ReceivedCredential:
    """Read a compact JWS, and nothing else; raises `MalformedError`."""
    credential = ReceivedCredential.parse(token.encode("utf-8", "replace"))
    if credential.jws_text is None:
        raise MalformedError("not a compact JWS")
    return credential
