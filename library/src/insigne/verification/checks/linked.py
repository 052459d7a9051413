"""Are the badge class and the issuer profile of an assertion there, and well formed?"""

from collections.abc import Callable, Mapping
from datetime import datetime

from insigne.credentials import open_badges_1_structure, open_badges_2_structure
from insigne.credentials.dialect import Dialect, dialect_of_linked
from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import believed, chain_of, is_open_badges_2
from insigne.verification.resources import Document, Unread

Look = Callable[[Document], list[str]]

BADGE_PROBLEMS: Mapping[Dialect, Look] = {
    Dialect.OPEN_BADGES_2: open_badges_2_structure.badge_class_problems,
    Dialect.OPEN_BADGES_1: open_badges_1_structure.badge_class_problems,
}
ISSUER_PROBLEMS: Mapping[Dialect, Look] = {
    Dialect.OPEN_BADGES_2: open_badges_2_structure.issuer_problems,
    Dialect.OPEN_BADGES_1: open_badges_1_structure.issuer_problems,
}


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Read what the assertion links to (Open Badges 2.0, "Data Validation").

    An assertion of 0.5 links to nothing: what it says is looked at as one.
    """
    if not is_open_badges_2(credential):
        return None
    now = believed(credential, evidence)
    if isinstance(now, Unread) or now.document.get("revoked") is True:
        return None
    if now.dialect is Dialect.OPEN_BADGES_0_5:
        return None
    chain = chain_of(credential, evidence)
    problems = []
    for name, document, looks in (
        ("badge", chain.badge, BADGE_PROBLEMS),
        ("issuer", chain.issuer, ISSUER_PROBLEMS),
    ):
        if isinstance(document, Unread):
            return inconclusive(
                "linked.unreachable",
                f"the {name} {document.url} could not be read: {document.reason}",
                url=document.url,
            )
        look = looks[dialect_of_linked(document, default=_default(now))]
        problems += [f"{document.get('id')}: {problem}" for problem in look(document)]
    if problems:
        return failed("linked.malformed", "; ".join(problems), first=problems[0])
    return passed("linked.ok", "the badge class and the issuer profile are there and well formed")


def _default(now: ReceivedCredential) -> Dialect:
    return now.dialect if now.dialect in BADGE_PROBLEMS else Dialect.OPEN_BADGES_2
