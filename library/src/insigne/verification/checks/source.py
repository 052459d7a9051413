"""Does the address of a hosted assertion still say what the assertion says?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import is_hosted, statement_of
from insigne.verification.resources import Unread


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Look the assertion up where it lives (Open Badges 2.0, "Hosted Verification")."""
    if not is_hosted(credential):
        return None
    address = credential.document.get("id")
    if not isinstance(address, str) or not is_web_address(address):
        return failed(
            "source.no_address", f"a hosted assertion needs a web address as id, not {address!r}"
        )
    hosted = statement_of(credential, evidence)
    if isinstance(hosted, Unread):
        return inconclusive(
            f"source.{hosted.trouble}",
            f"{address} could not be read: {hosted.reason}",
            url=address,
        )
    said_id = hosted.get("id")
    if not isinstance(said_id, str) or not is_same_id(said_id, address):
        return failed(
            "source.other_id", f"{address} serves an assertion that calls itself {said_id}"
        )
    if hosted.get("revoked") is not True and _differs(credential, hosted):
        return passed(
            "source.differs",
            f"the copy differs from what {address} says; only the latter is believed",
            url=address,
        )
    return passed("source.ok", f"{address} says so today", url=address)


def _differs(credential: ReceivedCredential, hosted: object) -> bool:
    """Compare with the copy, unless that was no more than the address."""
    return len(credential.document) > 1 and dict(credential.document) != hosted
