"""Whether the key that signed belongs to the issuer that the document names.

A key that came with the proof says nothing here. The issuer's own document does: a did:key or
did:jwk is its own, for did:web and https it is the controller document at the issuer's id.

A key that has expired or was revoked does not count from that instant on (Controlled Identifiers,
"Verification Methods"), and the instant that we compare with is that of the judgement. The proof's
`created` and the credential's `validFrom` are the signer's own words: whoever stole a key would
write the day before it was revoked. An issuer who changes keys in good order therefore goes on
listing the old one without an end.
"""

from datetime import datetime

from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import own_key, verification_method
from insigne.identifiers.controller_document import ControllerDocument
from insigne.verification.decisions import KeptDecisions
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.outcome import Outcome
from insigne.verification.resources import Unread, read_json
from insigne.verification.sd_jwt_vc_issuer import binding_of_published
from insigne.verification.secured import Secured
from insigne.verification.signing_instant import signed_at
from insigne.verification.signing_key import NamedProof, SigningKey, named_proofs, spoken

FOUND_BINDINGS: KeptDecisions[tuple[SigningKey, str, bool], Finding] = KeptDecisions()


def binding(secured: Secured, evidence: Evidence, at: datetime) -> Finding:
    """Say whether one of the document's proofs was made with a key of its issuer."""
    try:
        proofs = named_proofs(secured, evidence)
    except InsigneError:
        proofs = []
    findings = [
        _binding_of_proof(named, named.signing_key, secured, evidence, at)
        for named in spoken(proofs)
        if isinstance(named.signing_key, SigningKey)
    ]
    for wanted in (Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE):
        for finding in findings:
            if finding.outcome is wanted:
                return finding
    if not secured.is_sd_jwt_vc:
        _look_up_issuer(secured.issuer_id, evidence)
    return inconclusive("binding.no_key", "the key that signed is not known")


def _binding_of_proof(
    named: NamedProof, signing_key: SigningKey, secured: Secured, evidence: Evidence, at: datetime
) -> Finding:
    """Ask a register of the issuer's keys first, if the verifier has one, then the issuer."""
    issuer_id = secured.issuer_id
    history = evidence.anchors.key_histories.get(issuer_id)
    if history is None:
        return binding_of_key(signing_key, secured, evidence, at)
    from insigne.verification.registered_binding import by_history  # noqa: PLC0415  # registers are few

    signed = signed_at(secured, named.proof)
    registered = by_history(issuer_id, signing_key.key, signed_at=signed, evidence=evidence, at=at)
    if registered is not None:
        return registered
    finding = binding_of_key(signing_key, secured, evidence, at)
    if history.is_complete and finding.outcome is Outcome.PASSED:
        return inconclusive(
            "binding.not_registered",
            f"{issuer_id} lists the key that signed, and the register of its keys does not",
            issuer=issuer_id,
        )
    return finding


def binding_of_key(
    signing_key: SigningKey, secured: Secured, evidence: Evidence, at: datetime
) -> Finding:
    """Say whether a key belongs to the issuer of *secured*, whatever it was that it signed."""
    issuer_id, is_sd_jwt_vc = secured.issuer_id, secured.is_sd_jwt_vc
    return FOUND_BINDINGS.answer(
        (signing_key, issuer_id, is_sd_jwt_vc),
        lambda given, then: _find_binding(signing_key, issuer_id, is_sd_jwt_vc, given, then),
        evidence,
        at,
    )


def _find_binding(
    signing_key: SigningKey, issuer_id: str, is_sd_jwt_vc: bool, evidence: Evidence, at: datetime
) -> Finding:
    if signing_key.chain:
        from insigne.verification import certified_key  # noqa: PLC0415  # certificates are few, and slow to load

        return certified_key.by_chain(signing_key.chain, issuer_id, evidence, at)
    if is_sd_jwt_vc and not issuer_id.startswith("did:"):
        return binding_of_published(signing_key.key, issuer_id, evidence)
    if own_key.is_own_key(issuer_id):
        return _binding_to_own_key(signing_key, issuer_id)
    document = _look_up_issuer(issuer_id, evidence)
    if isinstance(document, Finding):
        return document
    if _lists(document, signing_key, at):
        return passed(
            "binding.ok", f"{issuer_id} lists the key that signed as its own", issuer=issuer_id
        )
    if _has_ended(document, signing_key, at):
        return failed(
            "binding.key_ended",
            f"{issuer_id} says that the key that signed has expired or was revoked",
            issuer=issuer_id,
        )
    return failed(
        "binding.not_listed",
        f"{issuer_id} was read and does not list the key that signed",
        issuer=issuer_id,
    )


def _binding_to_own_key(signing_key: SigningKey, issuer_id: str) -> Finding:
    try:
        is_own = own_key.key_of(issuer_id) == signing_key.key
    except UnsupportedError as error:
        return inconclusive("binding.no_document", str(error), issuer=issuer_id)
    except MalformedError as error:
        return failed("binding.other_key", f"{issuer_id}: {error}", issuer=issuer_id)
    if is_own:
        return passed("binding.ok", f"{issuer_id} is the key that signed", issuer=issuer_id)
    return failed(
        "binding.other_key", f"another key than {issuer_id} signed for it", issuer=issuer_id
    )


def _look_up_issuer(issuer_id: str, evidence: Evidence) -> ControllerDocument | Finding:
    """Read the issuer's own document, or say why it cannot be asked."""
    try:
        url = verification_method.document_url_of(issuer_id)
    except InsigneError:
        url = None
    if url is None:
        return inconclusive(
            "binding.no_document",
            f"{issuer_id} is not an address at which the issuer could list its keys",
            issuer=issuer_id,
        )
    document = read_json(evidence, url, Purpose.KEYS)
    if isinstance(document, Unread):
        return inconclusive(
            f"binding.{document.trouble}",
            f"the issuer's document {url} could not be read: {document.reason}",
            url=url,
            issuer=issuer_id,
        )
    return _parse(document, url, issuer_id)


def _parse(document: object, url: str, issuer_id: str) -> ControllerDocument | Finding:
    assert isinstance(document, dict)
    if not {"verificationMethod", "assertionMethod"} & document.keys():
        return inconclusive(
            "binding.no_keys", f"the document at {url} lists no keys", url=url, issuer=issuer_id
        )
    try:
        return ControllerDocument.parse(document, url_or_did=issuer_id)
    except InsigneError as error:
        return inconclusive(
            "binding.unreadable",
            f"the document at {url} is not {issuer_id}'s: {error}",
            url=url,
            issuer=issuer_id,
        )


def _lists(document: ControllerDocument, signing_key: SigningKey, at: datetime) -> bool:
    """Look for the key among those that the issuer asserts with.

    An address that the document writes out must stand for this key; another address counts by the
    key that it led to, or by being listed itself.
    """
    address = signing_key.address
    if address in document.methods:
        return document.key_for(address, at=at) == signing_key.key
    if address in document.unread:
        return False
    if address and address in document.assertion_method:
        return True
    return any(
        document.key_for(method, at=at) == signing_key.key for method in document.assertion_method
    )


def _has_ended(document: ControllerDocument, signing_key: SigningKey, at: datetime) -> bool:
    """Look for the key among those that the issuer asserted with once."""
    return any(
        method.key == signing_key.key and method.has_ended(at)
        for address, method in document.methods.items()
        if address in document.assertion_method
    )
