"""Has the issuer taken the credential back?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.credentials.sd_jwt_credential import STATUS_ENTRY_TYPE
from insigne.encoding.late_table import LateTable
from insigne.verification.evidence import Evidence
from insigne.verification.finding import ISSUERS_WORDS, Finding, inconclusive, passed
from insigne.verification.open_badges_2 import is_open_badges_2, mapping, types_of
from insigne.verification.outcome import Outcome
from insigne.verification.secured import Secured

Entry = Mapping[str, object]
Reader = Callable[[Entry, Secured, Evidence, datetime], Finding | None]


def _status_list() -> Reader:
    from insigne.verification import status_list  # noqa: PLC0415  # loaded for who has a status

    return status_list.read


def _revocation_list() -> Reader:
    from insigne.verification import vcrl  # noqa: PLC0415  # as above

    return vcrl.read


def _token_status() -> Reader:
    from insigne.verification import token_status  # noqa: PLC0415  # as above

    return token_status.read


READERS: Mapping[str, Reader] = LateTable(
    {
        "BitstringStatusListEntry": _status_list,
        "1EdTechRevocationList": _revocation_list,
        STATUS_ENTRY_TYPE: _token_status,
    }
)

MOST_ENTRIES = 8
WORST_FIRST = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED)
NOTHING_TAKEN_BACK = passed("status.none", "none of its statuses takes it back")


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Read every status that the credential names; the worst one counts."""
    if is_open_badges_2(credential):
        from insigne.verification.open_badges_2 import status  # noqa: PLC0415  # 3.0 does without

        return status.read(credential, evidence)
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
        name: finding.values[name]
        for finding in found
        for name in ISSUERS_WORDS & finding.values.keys()
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
