"""Does the key, or the address, belong to the issuer that the credential names?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.issuer_binding import binding
from insigne.verification.open_badges_2 import is_hosted, is_open_badges_2
from insigne.verification.outcome import Outcome
from insigne.verification.secured import Secured


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Ask the issuer's own document, never the proof."""
    if is_open_badges_2(credential):
        return _of_assertion(credential, evidence, at)
    return binding(Secured.of(credential), evidence, at)


def _of_assertion(
    credential: ReceivedCredential, evidence: Evidence, at: datetime
) -> Finding | None:
    from insigne.verification.open_badges_2 import binding  # noqa: PLC0415  # 3.0 does without

    if is_hosted(credential):
        return binding.of_address(credential, evidence)
    registered = binding.of_registered_key(credential, evidence, at)
    if registered is not None and registered.outcome is not Outcome.PASSED:
        return registered
    return binding.of_key(credential, evidence)
