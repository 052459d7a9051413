"""Whether a credential is authentic, for checks that ask others on its word only then.

A forgery names addresses too: nobody is sent to them, and nobody is told that it was looked at.
"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.checks import binding, proof
from insigne.verification.evidence import Evidence
from insigne.verification.outcome import Outcome

ASKED = (proof.check, binding.check)


def is_authentic(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> bool:
    """Say whether its proof is right, and by a key of its issuer."""
    answers = [check(credential, evidence, at) for check in ASKED]
    return all(answer is not None and answer.outcome is Outcome.PASSED for answer in answers)
