"""Are the badge class and the issuer profile of an assertion there, and well formed?"""

from collections.abc import Mapping
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import chain_of, is_open_badges_2, types_of
from insigne.verification.resources import Unread

BADGE_MEMBERS = ("id", "type", "name", "description", "image", "criteria", "issuer")
ISSUER_MEMBERS = ("id", "type", "name")


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Read what the assertion links to (Open Badges 2.0, "Data Validation")."""
    if not is_open_badges_2(credential):
        return None
    chain = chain_of(credential, evidence)
    if isinstance(chain.assertion, Unread) or chain.assertion.get("revoked") is True:
        return None
    for name, document in (("badge", chain.badge), ("issuer", chain.issuer)):
        if isinstance(document, Unread):
            return inconclusive(
                "linked.unreachable",
                f"the {name} {document.url} could not be read: {document.reason}",
                url=document.url,
            )
    problem = _problem_of_badge(chain.badge) or _problem_of_issuer(chain.issuer)
    if problem:
        return failed("linked.malformed", problem)
    return passed("linked.ok", "the badge class and the issuer profile are there and well formed")


def _problem_of_badge(badge: object) -> str:
    assert isinstance(badge, Mapping)
    if "BadgeClass" not in types_of(badge):
        return f"{badge.get('id')} is not a BadgeClass"
    return _missing(badge, BADGE_MEMBERS)


def _problem_of_issuer(issuer: object) -> str:
    assert isinstance(issuer, Mapping)
    if not types_of(issuer) & {"Issuer", "Profile"}:
        return f"{issuer.get('id')} is not an issuer profile"
    return _missing(issuer, ISSUER_MEMBERS)


def _missing(document: Mapping[str, object], members: tuple[str, ...]) -> str:
    missing = [member for member in members if not document.get(member)]
    return f"{document.get('id')} lacks {', '.join(missing)}" if missing else ""
