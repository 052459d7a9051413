"""Is it what it claims to be: contexts, types and schema?"""

from datetime import datetime

from insigne.credentials.dialect import OPEN_BADGES_3_CONTEXTS, VC_1, VC_2, Dialect
from insigne.credentials.empty_members import empty_members
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.schema import schema_problems
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import believed
from insigne.verification.resources import Document, Unread

NOT_SPOKEN = {
    Dialect.UNKNOWN: "a kind of credential that we do not know",
}
BASE_CONTEXTS = {
    Dialect.OPEN_BADGES_3: (VC_2,),
    Dialect.OPEN_BADGES_3_VCDM_1: (VC_1,),
    Dialect.ENDORSEMENT_3: (VC_2, VC_1),
}


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the document with its dialect's contexts and JSON Schema."""
    credential_now = believed(credential, evidence)
    if isinstance(credential_now, Unread) or credential_now.document.get("revoked") is True:
        return None  # there is nothing to look at; the checks of source and status say why
    document, dialect = credential_now.document, credential_now.dialect
    if dialect in NOT_SPOKEN:
        return inconclusive("structure.unsupported", f"this is {NOT_SPOKEN[dialect]}")
    if problem := _problem_of_contexts(document, dialect):
        return failed("structure.context", problem)
    problems = schema_problems(document, dialect)
    if credential_now.jws_text is None and dialect in BASE_CONTEXTS:
        problems += empty_members(document)  # no proof inside a document covers them
    if problems:
        return failed("structure.schema", "; ".join(problems), first=problems[0])
    return passed("structure.ok", f"it is well formed ({dialect})", dialect=dialect.value)


def _problem_of_contexts(document: Document, dialect: Dialect) -> str:
    """Ask for the two contexts that Open Badges 3.0 requires, in their places."""
    if dialect not in BASE_CONTEXTS:
        return ""
    contexts = document.get("@context")
    if not isinstance(contexts, list) or not contexts or contexts[0] not in BASE_CONTEXTS[dialect]:
        return f"its first context is not {' or '.join(BASE_CONTEXTS[dialect])}"
    if len(contexts) < 2 or not str(contexts[1]).startswith(OPEN_BADGES_3_CONTEXTS):
        return "its second context is not that of Open Badges 3.0"
    return ""
