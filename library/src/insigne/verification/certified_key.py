"""Keys that come with a chain of certificates ("x5c"), up to a root of the verifier's.

A module of its own: reading certificates takes long to load, and few proofs bring any.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from insigne.errors import MalformedError
from insigne.identifiers import x509
from insigne.keys.public_key import PublicKey
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed

_CHAIN_CODES: Mapping[x509.ChainTrouble, str] = {
    x509.ChainTrouble.NO_ROOTS: "binding.no_roots",
    x509.ChainTrouble.UNKNOWN_ROOT: "binding.unknown_root",
    x509.ChainTrouble.ENDED: "binding.chain_ended",
    x509.ChainTrouble.UNSUPPORTED: "binding.chain_unsupported",
    x509.ChainTrouble.BROKEN: "binding.chain_broken",
    x509.ChainTrouble.OTHER_NAME: "binding.other_name",
}


def chain_in(header: Mapping[str, object]) -> tuple[bytes, ...]:
    """Read the certificates in the header of a JWS; the first is the one of its key."""
    return x509.certificates_in(header["x5c"])


def key_in(chain: Sequence[bytes]) -> PublicKey:
    """Give the key that a chain is about."""
    return x509.key_of_certificate(chain[0])


def require_certified(header: Mapping[str, object], key: PublicKey) -> None:
    """Ask the certificate in the header to be one of *key*."""
    if key_in(chain_in(header)) != key:
        raise MalformedError("the certificate's key is not the one that was found", path="x5c")


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
