"""Was the PDF in which it came changed after it was sealed?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, passed


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Judge the seal of the file, if it has one; whose it is proves nothing of the badge."""
    seal = credential.seal
    if seal is None:
        return None
    if not seal.is_intact:
        return failed("carrier.changed", seal.problem)
    return passed(
        "carrier.ok", f"sealed by {seal.signer!r}, and unchanged since", signer=seal.signer
    )
