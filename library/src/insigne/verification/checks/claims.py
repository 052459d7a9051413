"""Do the registered claims of a JWT say the same as the credential in it?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError
from insigne.proofs import jose, vc_jose
from insigne.proofs.vc_jwt import registered_claim_problems
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, passed
from insigne.verification.open_badges_2 import is_open_badges_2

W3C_TYPES = frozenset(vc_jose.ENVELOPES)


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare iss, jti, sub, nbf and exp (Open Badges 3.0, "JSON Web Token Proof Format")."""
    if credential.claims is None or is_open_badges_2(credential):
        return None
    problems = registered_claim_problems(
        credential.claims,
        credential.document,
        ignore_hidden=credential.sd_jwt is not None,
    )
    if _names_two_forms(credential):
        problems.append("the payload of a W3C token has a claim vc or vp")
    if problems:
        return failed("claims.differ", "; ".join(problems))
    return passed("claims.ok", "the token and the credential in it say the same")


def _names_two_forms(credential: ReceivedCredential) -> bool:
    """Say whether a token that is the document itself holds another one (VC-JOSE-COSE)."""
    try:
        declared = jose.media_type_of(jose.parse_compact(credential.jws_text or "").header)
    except MalformedError:
        return False  # the proof says so
    return declared in W3C_TYPES and bool({"vc", "vp"} & (credential.claims or {}).keys())
