"""Does the issuer's refresh service offer a newer credential, and does that hold?

A service that does not answer says nothing against the credential. One that answers with this
credential's successor, and that does not hold, takes the ground from under the older one.
"""

from dataclasses import replace
from datetime import datetime

from insigne.credentials.reading import id_of, objects_of, strings_of
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.checks.authentic import is_authentic
from insigne.verification.checks.inner import judge_inner
from insigne.verification.evidence import Evidence, Fetched, Need, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.part import Part, Role
from insigne.verification.resources import Unread, fetched

SERVICE = "1EdTechCredentialRefresh"
NOTHING_THERE = frozenset({404, 410})
AUTHENTIC = frozenset({"proof", "binding"})


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Ask once, and only for a credential whose proof is right (VC Credential Refresh 1.0)."""
    services = objects_of(credential.document.get("refreshService"))
    if not services:
        return None
    spoken = [service for service in services if SERVICE in strings_of(service.get("type"))]
    if not spoken:
        return passed("refresh.none", "its refresh service needs a wallet to ask it")
    if not is_authentic(credential, evidence, at):
        return None
    url = id_of(spoken[0])
    if not is_web_address(url):
        return failed("refresh.malformed", f"{url} is not a web address")
    if _is_nothing_there(url, evidence):
        return passed("refresh.none", f"{url} has nothing newer", url=url)
    answer = fetched(evidence, url, Purpose.CREDENTIAL)
    if isinstance(answer, Unread):
        reason = f"{url} could not be read: {answer.reason}"
        return inconclusive("refresh.unreachable", reason, url=url)
    return _compare(credential, answer, evidence, at)


def _is_nothing_there(url: str, evidence: Evidence) -> bool:
    answer = evidence.look_up(Need(url, Purpose.CREDENTIAL))
    return isinstance(answer, Fetched) and answer.status in NOTHING_THERE


def _compare(
    credential: ReceivedCredential, answer: Fetched, evidence: Evidence, at: datetime
) -> Finding:
    url = answer.url
    try:
        refreshed = ReceivedCredential.parse(answer.body)
        is_newer = _is_newer(refreshed, credential)
    except InsigneError as error:
        return inconclusive("refresh.unreadable", f"{url} gives no credential: {error}", url=url)
    if not _is_successor(refreshed, credential):
        return inconclusive("refresh.other", f"{url} gives another credential", url=url)
    if not is_newer:
        return passed("refresh.current", f"{url} has nothing newer", url=url)
    report = judge_inner(refreshed, replace(evidence, witnessed_at=None), at)  # seen just now
    parts = (Part(Role.REFRESHED, url, report),)
    since = report.credential.valid_from
    if report.verdict is Verdict.VALID:
        detail = f"{url} has one of {since}"
        return passed("refresh.newer", detail, parts=parts, url=url, date=since)
    sure = {found.check for found in report.findings if found.outcome is Outcome.PASSED}
    if report.verdict is Verdict.INVALID and sure >= AUTHENTIC:
        detail = f"{url} has one of {since}, which does not hold"
        return failed("refresh.invalid", detail, parts=parts, url=url, date=since)
    detail = f"whether the newer one of {url} holds cannot be said"
    return inconclusive("refresh.unknown", detail, parts=parts, url=url)


def _is_successor(refreshed: ReceivedCredential, credential: ReceivedCredential) -> bool:
    """Compare ids and issuers (Open Badges 3.0, "Equality")."""
    pairs = ((refreshed.id, credential.id), (refreshed.issuer_id, credential.issuer_id))
    return all(one and is_same_id(one, other) for one, other in pairs)


def _is_newer(refreshed: ReceivedCredential, credential: ReceivedCredential) -> bool:
    start, before = refreshed.valid_from, credential.valid_from
    return start is not None and before is not None and start > before
