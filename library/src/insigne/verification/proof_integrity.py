"""Whether the signatures over a document are right: arithmetic, not trust."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from insigne.encoding import timestamps
from insigne.errors import MalformedError, UnsupportedError
from insigne.proofs import data_integrity
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.outcome import Outcome
from insigne.verification.secured import Secured
from insigne.verification.signatures import is_signed_by
from insigne.verification.signing_key import NamedProof, SigningKey, named_proofs, spoken


def integrity(secured: Secured, evidence: Evidence, at: datetime) -> Finding:
    """Check every proof of *secured* that we can; one that is wrong makes the whole wrong.

    A proof in a dialect that we do not speak is passed over if another one can be checked; its
    key then counts for nothing either, see `issuer_binding`.
    """
    try:
        proofs = named_proofs(secured, evidence)
    except MalformedError as error:
        return failed("proof.malformed", str(error))
    if not proofs:
        return failed("proof.missing", "nobody signed this: there is no proof")
    if len(proofs) == 1:
        return _check(secured, proofs[0], at)
    counted = spoken(proofs)
    findings = [(named in counted, _check(secured, named, at)) for named in proofs]
    if any(finding.outcome is Outcome.FAILED for _, finding in findings):
        return _worst(findings)
    return _chained_to_unchecked(secured, proofs, counted) or _worst(findings)


def _chained_to_unchecked(
    secured: Secured, proofs: Sequence[NamedProof], counted: Sequence[NamedProof]
) -> Finding | None:
    """Find a proof that counts only if another does, which nobody here can check."""
    unchecked = [named.proof for named in proofs if named not in counted]
    for named in counted if unchecked else []:
        try:
            before = data_integrity.previous_proofs(secured.document, named.proof or {})
        except MalformedError as error:
            return failed("proof.malformed", str(error))
        if any(earlier is other for earlier in before for other in unchecked):
            return inconclusive("proof.unsupported", "chained to a proof that we cannot check")
    return None


def _worst(findings: list[tuple[bool, Finding]]) -> Finding:
    for _, finding in findings:
        if finding.outcome is Outcome.FAILED:
            return finding
    counted = [finding for is_counted, finding in findings if is_counted]
    for finding in counted:
        if finding.outcome is Outcome.INCONCLUSIVE:
            return finding
    return counted[0]


def _check(secured: Secured, named: NamedProof, at: datetime) -> Finding:
    if named.proof is not None:
        try:
            _require_fit_proof(named.proof, secured.proof_purpose)
        except MalformedError as error:
            return failed("proof.malformed", str(error))
        if data_integrity.is_base_proof(named.proof):
            return failed("proof.base", "a base proof, from which its holder has to derive one")
    if isinstance(named.signing_key, Finding):
        return named.signing_key
    try:
        return _verify(secured, named.proof, named.signing_key, at)
    except UnsupportedError as error:
        return inconclusive("proof.unsupported", str(error))
    except MalformedError as error:
        return failed("proof.malformed", str(error))


def _verify(
    secured: Secured, proof: Mapping[str, object] | None, signing_key: SigningKey, at: datetime
) -> Finding:
    expires = proof.get("expires") if proof is not None else None
    if expires is not None and at > timestamps.parse(_text(expires)):
        return failed("proof.expired", f"the proof itself expired at {expires}")
    named = signing_key.address or "the key in its header"
    if not is_signed_by(secured, proof, signing_key.key):
        return failed("proof.broken", f"the signature is not one by {named} over this content")
    return passed("proof.ok", f"signed by {named}, and unchanged since")


def _require_fit_proof(proof: Mapping[str, object], wanted: str) -> None:
    purpose = proof.get("proofPurpose")
    if purpose != wanted:
        raise MalformedError(f"the proof's purpose is {purpose!r}, not {wanted}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise MalformedError("the proof's expires is not a date")
    return value
