"""Is the signature right?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.open_badges_2 import is_hosted, is_open_badges_2
from insigne.verification.proof_integrity import integrity
from insigne.verification.secured import Secured


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Verify with the key that the proof names; a hosted assertion has none to verify."""
    if is_hosted(credential):
        return None
    if is_open_badges_2(credential):
        from insigne.verification.open_badges_2 import signature  # noqa: PLC0415  # 3.0 does without

        return signature.integrity(credential, evidence)
    return integrity(Secured.of(credential), evidence, at)
