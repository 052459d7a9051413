"""Does the key, or the address, belong to the issuer that the credential names?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.issuer_binding import binding
from insigne.verification.open_badges_2 import binding as assertion_binding
from insigne.verification.open_badges_2 import is_hosted, is_open_badges_2
from insigne.verification.outcome import Outcome
from insigne.verification.secured import Secured


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Ask the issuer's own document, never the proof."""
    if is_hosted(credential):
        return assertion_binding.of_address(credential, evidence)
    if is_open_badges_2(credential):
        registered = assertion_binding.of_registered_key(credential, evidence, at)
        if registered is not None and registered.outcome is not Outcome.PASSED:
            return registered
        return assertion_binding.of_key(credential, evidence)
    return binding(Secured.of(credential), evidence, at)
