"""Whether a key is the issuer's by what the verifier knows beforehand: registers and roots."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from insigne.identifiers import x509
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
_CHAIN_CODES: Mapping[x509.ChainTrouble, str] = {
    x509.ChainTrouble.NO_ROOTS: "binding.no_roots",
    x509.ChainTrouble.UNKNOWN_ROOT: "binding.unknown_root",
    x509.ChainTrouble.ENDED: "binding.chain_ended",
    x509.ChainTrouble.UNSUPPORTED: "binding.chain_unsupported",
    x509.ChainTrouble.BROKEN: "binding.chain_broken",
    x509.ChainTrouble.OTHER_NAME: "binding.other_name",
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


def by_chain(chain: Sequence[bytes], issuer_id: str, evidence: Evidence, at: datetime) -> Finding:
    """Say whether a root of the verifier vouches that the key is the issuer's.

    A certificate has to be in its time when the signature was there for certain: at the instant
    that somebody witnessed it, or else now.
    """
    instant = evidence.witnessed_at or at
    distrust = x509.distrust_in(chain, evidence.anchors.roots, issuer_id, instant)
    if distrust is None:
        return passed(
            "binding.ok", f"a known root vouches for the key of {issuer_id}", issuer=issuer_id
        )
    code, say = _CHAIN_CODES[distrust.trouble], failed
    if distrust.trouble in x509.DOUBTFUL:
        say = inconclusive
    return say(code, f"{issuer_id}: {distrust.reason}", issuer=issuer_id)
