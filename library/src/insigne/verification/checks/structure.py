"""Is it what it claims to be: contexts, types and schema?"""

from datetime import datetime
from functools import cache

from insigne.credentials.data_model import data_model_problems, has_type
from insigne.credentials.dialect import Dialect
from insigne.credentials.empty_members import empty_members
from insigne.credentials.endorsements import has_endorsements
from insigne.credentials.plain_credential import is_plain_badge
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.schema import SCHEMA_OF
from insigne.credentials.structure import (
    ON_THE_DATA_MODEL,
    context_problem,
    plain_badge_problems,
    structure_problems,
    unknown_context,
)
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import believed, is_revoked_assertion
from insigne.verification.resources import Unread

NOT_SPOKEN = {
    Dialect.PRESENTATION: "a presentation, which is judged as one",
    Dialect.UNKNOWN: "a kind of credential that we do not know",
}


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the document with its dialect's contexts and JSON Schema, and with the data model."""
    credential_now = believed(credential, evidence)
    if isinstance(credential_now, Unread) or is_revoked_assertion(credential, credential_now):
        return None  # there is nothing to look at; the checks of source and status say why
    document, dialect = credential_now.document, credential_now.dialect
    if dialect in NOT_SPOKEN:
        return inconclusive("structure.unsupported", f"this is {NOT_SPOKEN[dialect]}")
    if credential_now.sd_jwt is not None:
        from insigne.credentials import sd_jwt_structure  # noqa: PLC0415  # loads the room of SD-JWT

        return _finding(sd_jwt_structure.sd_jwt_problems(credential_now.sd_jwt), dialect)
    if problem := context_problem(document, dialect):
        return failed("structure.context", problem)
    if context := unknown_context(document, dialect):
        return inconclusive("structure.unsupported", f"we do not have the context {context}")
    if dialect is Dialect.OPEN_BADGES_3:
        return _of_badge(credential_now, evidence)
    problems = structure_problems(document, dialect)
    if not problems and dialect in SCHEMA_OF:
        evidence.note(SCHEMA_OF[dialect], document, list)  # for the check of named schemas
    if credential_now.jws_text is None and dialect in ON_THE_DATA_MODEL:
        problems += empty_members(document)  # no proof inside a document covers them
    return _finding(problems, dialect)


def _of_badge(credential: ReceivedCredential, evidence: Evidence) -> Finding:
    """Look at an Open Badge 3.0, of which many are alike and most are plain."""
    document, likeness = credential.document, credential.likeness
    if likeness is not None and likeness.form is not None and likeness.is_sound:
        may_be_endorsed, problems = likeness.form.may_be_endorsed, []
    elif is_plain_badge(document):
        may_be_endorsed, problems = False, plain_badge_problems(document)
    else:
        may_be_endorsed, problems = True, structure_problems(document, Dialect.OPEN_BADGES_3)
        if credential.jws_text is None:
            problems += empty_members(document)
    if not problems:
        if likeness is not None:
            likeness.settle()
        # for the checks of named schemas and of endorsements
        evidence.note(SCHEMA_OF[Dialect.OPEN_BADGES_3], document, list)
        if not may_be_endorsed:
            evidence.note(has_endorsements, document, lambda: False)
    return _finding(problems, Dialect.OPEN_BADGES_3)


def check_inner(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Do as `check`, and let any credential of the W3C pass that keeps to the data model.

    Those that a CLR or a presentation holds need not be badges.
    """
    document = credential.document
    if credential.dialect is not Dialect.UNKNOWN or not has_type(document, "VerifiableCredential"):
        return check(credential, evidence, at)
    problems = data_model_problems(document)
    if credential.jws_text is None:
        problems += empty_members(document)
    return _finding(problems, credential.dialect)


def _finding(problems: list[str], dialect: Dialect) -> Finding:
    if problems:
        return failed("structure.schema", "; ".join(problems), first=problems[0])
    return _well_formed(dialect)


@cache
def _well_formed(dialect: Dialect) -> Finding:
    return passed("structure.ok", f"it is well formed ({dialect})", dialect=dialect.value)
