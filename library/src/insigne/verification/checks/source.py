"""Does the address of a hosted assertion still say what the assertion says?"""

from datetime import datetime

from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import id_of
from insigne.credentials.received import ReceivedCredential
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import address_of, believed, is_hosted
from insigne.verification.resources import Unread


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Look the assertion up where it lives (Open Badges 2.0, "HostedBadge Verification")."""
    if not is_hosted(credential):
        return None
    address = address_of(credential)
    if not is_web_address(address):
        return _without_address(credential, address)
    hosted = believed(credential, evidence)
    if isinstance(hosted, Unread):
        return inconclusive(
            f"source.{hosted.trouble}",
            f"{address} could not be read: {hosted.reason}",
            url=address,
        )
    if hosted.document.get("revoked") is True:
        return _about_revoked(hosted, address)
    return _problem(hosted, address) or _compared(credential, hosted, address)


def _without_address(credential: ReceivedCredential, address: str) -> Finding:
    if credential.dialect is Dialect.OPEN_BADGES_0_5:
        return inconclusive(
            "source.address_unknown", "an assertion of version 0.5 does not say where it is hosted"
        )
    return failed(
        "source.no_address", f"a hosted assertion needs a web address as its own, not {address!r}"
    )


def _about_revoked(hosted: ReceivedCredential, address: str) -> Finding:
    """A revoked assertion may be stripped of all but its id, and in 1.x of that too."""
    said_id = hosted.document.get("id")
    if said_id is not None and not is_same_id(str(said_id), address):
        return _other(address, str(said_id))
    return passed("source.ok", f"{address} says so today", url=address)


def _problem(hosted: ReceivedCredential, address: str) -> Finding | None:
    """Say whether the answer is no answer for this address, or for this way of verifying."""
    if hosted.assertion.is_signed:
        return failed(
            "source.not_hosted",
            f"{address} serves an assertion that is to be verified by its signature",
            url=address,
        )
    for said in _addresses_in(hosted):
        if not is_same_id(said, address):
            return _other(address, said)
    return None


def _addresses_in(hosted: ReceivedCredential) -> list[str]:
    """Give what the assertion calls its own address: 1.1 does so twice, 0.5 not at all."""
    own = hosted.assertion.address
    if hosted.dialect is Dialect.OPEN_BADGES_0_5:
        return []
    if hosted.dialect is Dialect.OPEN_BADGES_1 and (said_id := id_of(hosted.document)):
        return [own, said_id]
    return [own]


def _compared(credential: ReceivedCredential, hosted: ReceivedCredential, address: str) -> Finding:
    """Compare with the copy, unless that was no more than the address."""
    is_copy = not credential.is_reference and len(credential.document) > 1
    if is_copy and dict(credential.document) != dict(hosted.document):
        return passed(
            "source.differs",
            f"the copy differs from what {address} says; only the latter is believed",
            url=address,
        )
    return passed("source.ok", f"{address} says so today", url=address)


def _other(address: str, said: str) -> Finding:
    return failed("source.other_id", f"{address} serves an assertion that calls itself {said}")
