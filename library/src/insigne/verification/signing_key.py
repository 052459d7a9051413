"""From what a proof says about its key to the key itself.

This is for integrity only. Whose key it is, is another question: see `checks.binding`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from insigne.credentials.reading import strings_of
from insigne.encoding.remembering import remembered
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import controller_document, key_document, own_key, verification_method
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, jose, vc_jose
from insigne.verification.decisions import KeptDecisions
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive
from insigne.verification.resources import Unread, read_json
from insigne.verification.sd_jwt_vc_issuer import published_keys
from insigne.verification.secured import Secured
from insigne.verification.signatures import jws_of

CREDENTIAL_TYPES = frozenset({"", "jwt", "vc+jwt", "vc-ld+jwt", "vc+ld+jwt", "vc+ld+json+jwt"})
PRESENTATION_TYPES = frozenset({"", "jwt", "vp+jwt", "vp-ld+jwt", "vp+ld+jwt", "vp+ld+json+jwt"})
OTHER_TYPES = frozenset(
    {
        "at+jwt", "dc+sd-jwt", "dpop+jwt", "jwt-vc-issuer+jwt", "kb+jwt", "keyattestation+jwt",
        "oauth-authz-req+jwt", "openid4vci-proof+jwt", "sd-jwt", "statuslist+jwt", "vc+sd-jwt",
    }
)  # fmt: skip
"""Tokens that were signed to say something else (RFC 8725, "Use Explicit Typing")."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that a proof names; *address* is empty if the key came in the proof's own header.

    `chain` holds the certificates that it came with there, if it did and nothing else names it.
    """

    key: PublicKey
    address: str = ""
    chain: tuple[bytes, ...] = ()


FOUND_KEYS: KeptDecisions[str, SigningKey | Finding] = KeptDecisions()


@dataclass(frozen=True, slots=True)
class NamedProof:
    """One proof and the key that it names, or the finding that says why there is none."""

    signing_key: SigningKey | Finding
    proof: Mapping[str, object] | None = None

    @property
    def is_spoken(self) -> bool:
        """Say whether the proof is of a kind that we can check."""
        if isinstance(self.signing_key, Finding) and self.signing_key.code == "proof.unsupported":
            return False
        return self.proof is None or data_integrity.is_spoken(self.proof)


def named_proofs(secured: Secured, evidence: Evidence) -> list[NamedProof]:
    """Give every proof of the document with the key that it names."""
    question = named_proofs, type(secured), secured.jws_text
    return evidence.note(question, secured.document, lambda: _find_proofs(secured, evidence))


def _find_proofs(secured: Secured, evidence: Evidence) -> list[NamedProof]:
    if secured.jws_text is not None:
        return [NamedProof(_safely(_key_of_jws, secured, evidence))]
    return [
        NamedProof(_safely(_key_of_proof, proof, secured, evidence), proof)
        for proof in data_integrity.proofs_of(secured.document)
    ]


def spoken(proofs: Sequence[NamedProof]) -> Sequence[NamedProof]:
    """Give the proofs that count: those that we can check, or all of them if we can check none.

    Without this, a proof that nobody can check would lend its issuer's key to another's proof.
    """
    return [named for named in proofs if named.is_spoken] or proofs


def key_at(address: str, evidence: Evidence) -> SigningKey | Finding:
    """Find the key that a verification method's address stands for.

    Raises `MalformedError` or `UnsupportedError` if the address is of no use.
    """
    return FOUND_KEYS.answer(address, lambda given, _: _find_key(address, given), evidence)


def _find_key(address: str, evidence: Evidence) -> SigningKey | Finding:
    controller = verification_method.controller_of(address)
    fragment = _fragment_of(address)
    if own_key.is_own_key(controller):
        return SigningKey(_own_key_of(controller, fragment), address)
    if (key := _key_in_fragment(fragment)) is not None:
        return SigningKey(key, address)
    url = verification_method.document_url_of(controller)
    assert url is not None  # that is for identifiers that are their own key
    document = read_json(evidence, url, Purpose.KEYS)
    if isinstance(document, Unread):
        return inconclusive(
            "proof.key_unreachable",
            f"the key document {url} could not be read: {document.reason}",
            url=url,
        )
    key = _key_in_document(document, address, controller)
    if key is None:
        return inconclusive(
            "proof.key_missing", f"{url} was read and holds no key {address}", url=url
        )
    return SigningKey(key, address)


def _safely(find, *arguments) -> SigningKey | Finding:  # type: ignore[no-untyped-def]  # any finder
    try:
        found: SigningKey | Finding = find(*arguments)
    except UnsupportedError as error:
        return inconclusive("proof.unsupported", str(error))
    except MalformedError as error:
        return failed("proof.malformed", str(error))
    return found


def _key_of_proof(
    proof: Mapping[str, object], secured: Secured, evidence: Evidence
) -> SigningKey | Finding:
    address = proof.get("verificationMethod")
    if not isinstance(address, str) or not address:
        raise MalformedError("the proof's verificationMethod is not an address")
    return key_at(_absolute(address, secured.issuer_id), evidence)


def _key_of_jws(secured: Secured, evidence: Evidence) -> SigningKey | Finding:
    header = jws_of(secured.jws_text or "").header
    if secured.is_sd_jwt_vc:
        return _key_of_sd_jwt_vc(header, secured, evidence)
    _require_fit_type(header, secured)
    kid = header.get("kid")
    if isinstance(kid, str) and _is_address(kid):
        found = key_at(_absolute(kid, secured.issuer_id), evidence)
        if isinstance(found, SigningKey):
            _require_equal(header, found.key)
        return found
    if "x5c" in header:
        return _certified_key(header)
    if "jwk" not in header:
        raise MalformedError("the header names no key: it has neither a jwk nor a kid to look up")
    return SigningKey(PublicKey.from_jwk(_mapping(header["jwk"])))


def _certified_key(header: Mapping[str, object]) -> SigningKey:
    """Give the key of a chain of certificates ("x5c"), which counts up to a known root."""
    from insigne.verification import certified_key  # noqa: PLC0415  # certificates are few, and slow to load

    chain = certified_key.chain_in(header)
    key = certified_key.key_in(chain)
    _require_equal(header, key)
    return SigningKey(key, chain=chain)


def _require_equal(header: Mapping[str, object], key: PublicKey) -> None:
    """Ask the keys in a header, if there are any, to be the one that was found."""
    if "jwk" in header and PublicKey.from_jwk(_mapping(header["jwk"])) != key:
        raise MalformedError("the header's jwk is not the key that was found for it", path="jwk")
    if "x5c" in header:
        from insigne.verification import certified_key  # noqa: PLC0415  # certificates are few, and slow to load

        certified_key.require_certified(header, key)


def _key_of_sd_jwt_vc(
    header: Mapping[str, object], secured: Secured, evidence: Evidence
) -> SigningKey | Finding:
    assert secured.sd_jwt is not None
    issuer = secured.sd_jwt.claims.get("iss")
    if "x5c" not in header and not isinstance(issuer, str):
        raise MalformedError("the token does not say who issued it", path="iss")
    return key_of_issuer(header, str(issuer), evidence)


def key_of_issuer(
    header: Mapping[str, object], issuer: str, evidence: Evidence
) -> SigningKey | Finding:
    """Find the key of an SD-JWT VC ("Issuer Signature Mechanisms"): one way for each issuer.

    Raises `MalformedError` or `UnsupportedError` if there is none.
    """
    if "x5c" in header:
        return _certified_key(header)
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise MalformedError("the name of a key is a string", path="kid")
    if issuer.startswith("did:"):
        found = _key_of_did(issuer, kid, evidence)
    else:
        found = _published_key(issuer, kid, evidence)
    if isinstance(found, SigningKey):
        _require_equal(header, found.key)
    return found


def _key_of_did(issuer: str, kid: str | None, evidence: Evidence) -> SigningKey | Finding:
    address = _absolute(kid or "", issuer)
    if verification_method.controller_of(address) != issuer:
        raise MalformedError(f"{address[:100]} is not a key of {issuer[:100]}", path="kid")
    return key_at(address, evidence)


def _published_key(issuer: str, kid: str | None, evidence: Evidence) -> SigningKey | Finding:
    keys = published_keys(issuer, evidence)
    if isinstance(keys, Unread):
        return inconclusive(
            "proof.key_unreachable",
            f"the issuer's keys at {keys.url} could not be read: {keys.reason}",
            url=keys.url,
        )
    key = keys.key_for(kid)
    if key is None:
        return inconclusive("proof.key_missing", f"{issuer} publishes no key {kid or 'alone'}")
    return SigningKey(key, kid or issuer)


def _require_fit_type(header: Mapping[str, object], secured: Secured) -> None:
    """Ask the `typ` to fit what was signed, so that no token is read as another kind."""
    declared = jose.media_type_of(header)
    types = strings_of(secured.document.get("type"))
    if secured.sd_jwt is not None:
        fitting = frozenset({vc_jose.CREDENTIAL_SD_JWT})
    elif "VerifiablePresentation" in types:
        fitting = PRESENTATION_TYPES
    else:
        fitting = CREDENTIAL_TYPES
    if declared in fitting:
        return
    if declared in CREDENTIAL_TYPES | PRESENTATION_TYPES | OTHER_TYPES:
        raise MalformedError(f"a token of type {declared or 'nothing'} is not what this is")
    raise UnsupportedError(f"a JWT of type {declared[:60]}")


def _is_address(kid: str) -> bool:
    return kid.startswith(("https://", "http://", "did:", "#"))


def _absolute(address: str, issuer_id: str) -> str:
    return issuer_id + address if address.startswith("#") else address


def _own_key_of(controller: str, fragment: str) -> PublicKey:
    if fragment and f"{controller}#{fragment}" != own_key.verification_method_of(controller):
        raise MalformedError(f"#{fragment} is not a method of {controller}")
    return own_key.key_of(controller)


@remembered(entries=1024, longest=512)
def _fragment_of(address: str) -> str:
    return urldefrag(address).fragment


def _key_in_fragment(fragment: str) -> PublicKey | None:
    """Read the `issuer#z6Mk…` form, in which the address carries the key."""
    if not fragment.startswith("z"):
        return None
    try:
        return PublicKey.from_multikey(fragment)
    except (MalformedError, UnsupportedError):
        return None


def _key_in_document(
    document: Mapping[str, object], address: str, controller: str
) -> PublicKey | None:
    try:
        methods = controller_document.ControllerDocument.parse(
            document, url_or_did=controller
        ).methods
    except InsigneError:
        methods = {}
    if address in methods:
        return methods[address].key
    if "#" in address:
        return None
    try:
        return key_document.KeyDocument.parse(document).key
    except MalformedError:
        return None


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise MalformedError("the header's jwk is not an object")
    return value
