"""Do the endorsements that the credential carries hold, and are they about it?

An endorsement is asked what every credential is asked. One that does not hold makes the whole
invalid, as 1EdTech's validator has it: the issuer put it under its own signature, and readers would
take it for true.
"""

from collections.abc import Mapping
from datetime import datetime

from insigne.credentials.dialect import Dialect
from insigne.credentials.endorsements import (
    FoundEndorsement,
    endorsements_in,
    has_endorsements,
    ids_in,
)
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError
from insigne.verification.addresses import is_same_id
from insigne.verification.checks.inner import embedded, judge_inner, token_as_credential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed, sum_of
from insigne.verification.open_badges_2 import is_open_badges_2
from insigne.verification.part import Part, Role
from insigne.verification.report import Report
from insigne.verification.unreadable import report_of_unreadable

ON_VC = frozenset(
    {
        Dialect.OPEN_BADGES_3,
        Dialect.OPEN_BADGES_3_VCDM_1,
        Dialect.ENDORSEMENT_3,
        Dialect.CLR_2,
        Dialect.UNKNOWN,
    }
)
MOST_ENDORSEMENTS = 16


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Judge each endorsement (Open Badges 3.0, "Verify Endorsements")."""
    if is_open_badges_2(credential):
        from insigne.verification.checks import linked_endorsements  # noqa: PLC0415  # 3.0 has none

        return linked_endorsements.judged(credential, evidence, at)
    if credential.dialect not in ON_VC or _has_none(credential, evidence):
        return None
    found = _first_of(credential)
    if not found:
        return None
    if len(found) > MOST_ENDORSEMENTS:
        return inconclusive("endorsements.too_many", f"more than {MOST_ENDORSEMENTS} endorsements")
    return sum_of("endorsements", tuple(_part(one, evidence, at) for one in found))


def _has_none(credential: ReceivedCredential, evidence: Evidence) -> bool:
    """Look, unless the structure has been looked at, and that was noted."""
    document = credential.document
    return not evidence.note(has_endorsements, document, lambda: has_endorsements(document))


def _first_of(credential: ReceivedCredential) -> list[FoundEndorsement]:
    """Give the endorsements, up to one more than we look at."""
    found = []
    for one in endorsements_in(credential.document):
        found.append(one)
        if len(found) > MOST_ENDORSEMENTS:
            break
    return found


def _part(found: FoundEndorsement, evidence: Evidence, at: datetime) -> Part:
    return Part(Role.ENDORSEMENT, found.path, _report(found, evidence, at))


def _report(found: FoundEndorsement, evidence: Evidence, at: datetime) -> Report:
    try:
        endorsement = _read(found)
    except InsigneError as error:
        return report_of_unreadable(error, at=at)
    return judge_inner(endorsement, evidence, at, said=(_about(endorsement, found),))


def _read(found: FoundEndorsement) -> ReceivedCredential:
    if found.is_token and isinstance(found.value, str):
        return token_as_credential(found.value)
    if found.is_token or not isinstance(found.value, Mapping):
        raise MalformedError("this is no endorsement", path=found.path)
    return embedded(found.value)


def _about(endorsement: ReceivedCredential, found: FoundEndorsement) -> Finding:
    """Ask that it is an endorsement, and one of what carries it or of something within that."""
    if endorsement.dialect is not Dialect.ENDORSEMENT_3:
        return failed("about.other_kind", f"this is no endorsement but {endorsement.dialect}")
    subject = endorsement.subject.get("id")
    if isinstance(subject, str) and any(is_same_id(subject, one) for one in ids_in(found.carrier)):
        return passed("about.ok", f"it endorses {subject}")
    return failed("about.other", f"it endorses {subject}, which is not what carries it")
