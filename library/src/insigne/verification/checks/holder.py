"""Was it shown by the person whom the issuer gave it to, and in answer to us?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification.evidence import Challenge, Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed

if TYPE_CHECKING:
    from insigne.proofs.sd_jwt import ReadSdJwt

OLDEST = timedelta(minutes=10)
LEEWAY = timedelta(minutes=5)  # clocks differ


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Verify the Key Binding JWT that was asked for (RFC 9901, "Verification by the Verifier").

    Asked nothing, it answers nothing: what was signed for another occasion says nothing here.
    """
    challenge = evidence.challenge
    if challenge is None:
        return None
    if credential.sd_jwt is None:
        return inconclusive(
            "holder.unsupported", "a credential of this kind is not signed by its holder"
        )
    try:
        return _check(credential.sd_jwt, challenge, at)
    except UnsupportedError as error:
        return inconclusive("holder.unsupported", str(error))
    except MalformedError as error:
        return failed("holder.malformed", str(error))


def _check(read: ReadSdJwt, challenge: Challenge, at: datetime) -> Finding:
    from insigne.proofs import sd_jwt  # noqa: PLC0415  # a room that other badges do without

    key = sd_jwt.holder_key_of(read.claims)
    if key is None:
        return inconclusive("holder.no_key", "the issuer named no key of the holder's")
    if not read.token.key_binding:
        return failed("holder.missing", "the holder did not sign what is shown")
    bound = sd_jwt.KeyBinding.parse(read.token.key_binding)
    if not bound.is_signed_by(key):
        return failed("holder.broken", "the holder's signature is not one by the confirmed key")
    if not bound.is_about(read.token, read.disclosed.algorithm):
        return failed("holder.broken", "the holder signed other disclosures than these")
    if bound.audience != challenge.audience or bound.nonce != challenge.nonce:
        return failed("holder.other_request", f"the holder signed for {bound.audience[:100]}")
    if bound.issued_at - at > LEEWAY or at - bound.issued_at > OLDEST or bound.has_ended(at):
        return failed("holder.stale", f"the holder signed at {bound.issued_at.isoformat()}")
    return passed("holder.ok", "the holder signed what is shown, for whoever asked")
