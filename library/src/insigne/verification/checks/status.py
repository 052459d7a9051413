"""Has the issuer taken the credential back?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.credentials.sd_jwt_credential import STATUS_ENTRY_TYPE
from insigne.verification import status_list, token_status, vcrl
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, inconclusive, passed
from insigne.verification.open_badges_2 import is_open_badges_2, mapping, types_of
from insigne.verification.open_badges_2 import status as assertion_status
from insigne.verification.outcome import Outcome
from insigne.verification.secured import Secured
from insigne.verification.status_list import WORDS

Entry = Mapping[str, object]
Reader = Callable[[Entry, Secured, Evidence, datetime], Finding | None]

READERS: Mapping[str, Reader] = {
    "BitstringStatusListEntry": status_list.read,
    "1EdTechRevocationList": vcrl.read,
    STATUS_ENTRY_TYPE: token_status.read,
}

MOST_ENTRIES = 8
WORST_FIRST = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED)
NOTHING_TAKEN_BACK = passed("status.none", "none of its statuses takes it back")


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Read every status that the credential names; the worst one counts."""
    if is_open_badges_2(credential):
        return assertion_status.read(credential, evidence)
    declared = credential.document.get("credentialStatus")
    if declared is None:
        return passed("status.none", "the issuer announced no way to take it back")
    entries = declared if isinstance(declared, list) else [declared]
    if len(entries) > MOST_ENTRIES:
        return inconclusive("status.unsupported", f"more than {MOST_ENTRIES} statuses")
    secured = Secured.of(credential)
    findings = [_read(mapping(entry), secured, evidence, at) for entry in entries]
    found = [finding for finding in findings if finding is not None]
    return _together(found) if len(found) > 1 else next(iter(found), NOTHING_TAKEN_BACK)


def _together(found: Sequence[Finding]) -> Finding:
    """Give the worst finding, with the words for the reader that stand in any of them."""
    worst = min(found, key=_badness)
    words = {
        name: finding.values[name] for finding in found for name in WORDS & finding.values.keys()
    }
    return replace(worst, values={**worst.values, **words}) if words else worst


def _badness(finding: Finding) -> tuple[int, bool]:
    """Order findings, the worst first; of those that passed, one that could have said no."""
    return WORST_FIRST.index(finding.outcome), finding.code == "status.none"


def _read(entry: Entry, secured: Secured, evidence: Evidence, at: datetime) -> Finding | None:
    types = types_of(entry)
    for name, read in READERS.items():
        if name in types:
            return read(entry, secured, evidence, at)
    names = ", ".join(sorted(types)) or "no type at all"
    return inconclusive("status.unsupported", f"a status of {names}")
