"""Has the issuer taken the credential back?"""

from collections.abc import Callable, Mapping
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification import status_list, vcrl
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, inconclusive, passed
from insigne.verification.open_badges_2 import is_open_badges_2, mapping, types_of
from insigne.verification.open_badges_2 import status as assertion_status
from insigne.verification.outcome import Outcome
from insigne.verification.secured import Secured

Entry = Mapping[str, object]
Reader = Callable[[Entry, Secured, Evidence, datetime], Finding | None]

READERS: Mapping[str, Reader] = {
    "BitstringStatusListEntry": status_list.read,
    "1EdTechRevocationList": vcrl.read,
}

MOST_ENTRIES = 8
WORST_FIRST = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED)


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Read every status that the credential names; the worst one counts."""
    if is_open_badges_2(credential):
        return assertion_status.read(credential, evidence)
    declared = credential.document.get("credentialStatus")
    if credential.sd_jwt is not None and "status" in credential.sd_jwt.claims:
        return inconclusive("status.unsupported", "a status by a Token Status List")
    if declared is None:
        return passed("status.none", "the issuer announced no way to take it back")
    entries = declared if isinstance(declared, list) else [declared]
    if len(entries) > MOST_ENTRIES:
        return inconclusive("status.unsupported", f"more than {MOST_ENTRIES} statuses")
    secured = Secured.of(credential)
    findings = [_read(mapping(entry), secured, evidence, at) for entry in entries]
    for outcome in WORST_FIRST:
        for finding in findings:
            if finding is not None and finding.outcome is outcome:
                return finding
    return passed("status.none", "none of its statuses takes it back")


def _read(entry: Entry, secured: Secured, evidence: Evidence, at: datetime) -> Finding | None:
    for name, read in READERS.items():
        if name in types_of(entry):
            return read(entry, secured, evidence, at)
    names = ", ".join(sorted(types_of(entry))) or "no type at all"
    return inconclusive("status.unsupported", f"a status of {names}")
