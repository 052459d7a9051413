"""Do the registered claims of a JWT say the same as the credential in it?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.proofs.vc_jwt import registered_claim_problems
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, passed
from insigne.verification.open_badges_2 import is_open_badges_2


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare iss, jti, sub, nbf and exp (Open Badges 3.0, "JSON Web Token Proof Format")."""
    if credential.claims is None or is_open_badges_2(credential):
        return None
    problems = registered_claim_problems(credential.claims, credential.document)
    if problems:
        return failed("claims.differ", "; ".join(problems))
    return passed("claims.ok", "the token and the credential in it say the same")
