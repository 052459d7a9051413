"""Whether a key is the issuer's by a register that the verifier believes."""

from collections.abc import Mapping
from datetime import datetime

from insigne.identifiers.key_history import Standing
from insigne.keys.public_key import PublicKey
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed

_ENDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.COMPROMISED: (
        "binding.key_compromised",
        "the key that signed was stolen, and nobody saw this before that",
    ),
    Standing.ENDED: ("binding.key_ended", "the key that signed had ended by then"),
    Standing.NOT_YET: ("binding.key_not_yet", "the key that signed was not in use yet"),
}


def by_history(
    issuer_id: str,
    key: PublicKey,
    *,
    signed_at: datetime | None,
    evidence: Evidence,
    at: datetime,
) -> Finding | None:
    """Say what the register of the issuer's keys, which there is, says of *key*, if it has it."""
    history = evidence.anchors.key_histories[issuer_id]
    standing = history.standing_of(
        key, signed_at=signed_at, witnessed_at=evidence.witnessed_at, at=at
    )
    if standing is None:
        return None
    if standing is Standing.GOOD:
        return passed(
            "binding.ok", f"the key that signed is registered as {issuer_id}'s", issuer=issuer_id
        )
    if standing is Standing.DOUBTFUL:
        return inconclusive(
            "binding.key_doubtful",
            f"the key of {issuer_id} that signed has ended, and whether before is not known",
            issuer=issuer_id,
        )
    code, detail = _ENDINGS[standing]
    return failed(code, f"{issuer_id}: {detail}", issuer=issuer_id)
