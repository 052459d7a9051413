"""Do the credentials that a Comprehensive Learner Record holds hold by themselves?"""

from collections.abc import Sequence
from datetime import datetime

from insigne.credentials.associations import loose_ends
from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import as_list
from insigne.credentials.received import ReceivedCredential
from insigne.verification.addresses import is_same_id
from insigne.verification.checks import endorsements
from insigne.verification.checks.inner import INNER_CHECKS, embedded, judge_inner
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, sum_of
from insigne.verification.part import Part, Role
from insigne.verification.report import Report
from insigne.verification.resources import Document

PLACE = "credentialSubject.verifiableCredential"
MOST_CREDENTIALS = 128
CHECKS = (*INNER_CHECKS, endorsements.check)


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Judge each credential in the record (CLR 2.0, "Verification")."""
    if credential.dialect is not Dialect.CLR_2:
        return None
    held = as_list(credential.subject.get("verifiableCredential"))
    if len(held) > MOST_CREDENTIALS:
        return inconclusive("nested.too_many", f"more than {MOST_CREDENTIALS} credentials")
    documents = [item for item in held if isinstance(item, dict)]
    if len(documents) != len(held) or not documents:
        return failed("nested.malformed", "what it holds are not all credentials")
    parts = tuple(
        Part(Role.CREDENTIAL, f"{PLACE}[{position}]", _judge(document, evidence, at))
        for position, document in enumerate(documents)
    )
    return (
        _problem_of_ids(credential, documents, parts)
        or _problem_of_associations(credential, parts)
        or sum_of("nested", parts)
    )


def _judge(document: Document, evidence: Evidence, at: datetime) -> Report:
    credential = embedded(document)
    said = []
    if credential.dialect is Dialect.CLR_2:
        said = [inconclusive("nested.too_deep", "a record within a record is not looked into")]
    return judge_inner(credential, evidence, at, checks=CHECKS, said=said)


def _problem_of_ids(
    credential: ReceivedCredential, documents: Sequence[Document], parts: tuple[Part, ...]
) -> Finding | None:
    """Refuse one id for two credentials: its status, for one, would be that of both."""
    ids = [one for document in documents if isinstance(one := document.get("id"), str)]
    ids.append(credential.id)
    for position, one in enumerate(ids):
        if any(is_same_id(one, other) for other in ids[:position]):
            return failed("nested.same_id", f"two credentials are called {one}", parts=parts)
    return None


def _problem_of_associations(
    credential: ReceivedCredential, parts: tuple[Part, ...]
) -> Finding | None:
    loose = loose_ends(credential.document)
    return failed("nested.loose", "; ".join(loose), parts=parts, first=loose[0]) if loose else None
