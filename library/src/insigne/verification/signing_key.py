"""From what a proof says about its key to the key itself.

This is for integrity only. Whose key it is, is another question: see `checks.binding`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import (
    controller_document,
    did_key,
    key_document,
    verification_method,
    x509,
)
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, jose
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive
from insigne.verification.resources import Unread, read_json
from insigne.verification.secured import Secured

JWT_TYPES = ("jwt", "vc+jwt", "vc-ld+jwt", "vc+ld+json+jwt")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that a proof names; *address* is empty if the key came in the proof's own header.

    `chain` holds the certificates that it came with there, if it did and nothing else names it.
    """

    key: PublicKey
    address: str = ""
    chain: tuple[bytes, ...] = ()


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
    controller = verification_method.controller_of(address)
    fragment = urldefrag(address).fragment
    if controller.startswith("did:key:"):
        return SigningKey(_key_of_did_key(controller, fragment), address)
    if (key := _key_in_fragment(fragment)) is not None:
        return SigningKey(key, address)
    url = verification_method.document_url_of(controller)
    if url is None:
        raise UnsupportedError(f"{controller} has no document to find a key in")
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
    header = jose.parse_compact(secured.jws_text or "").header
    _require_known_type(header)
    kid = header.get("kid")
    chain = x509.certificates_in(header["x5c"]) if "x5c" in header else ()
    given = _given_key(header, chain)
    if isinstance(kid, str) and _is_address(kid):
        found = key_at(_absolute(kid, secured.issuer_id), evidence)
        if given is None or isinstance(found, Finding):
            return found
        if found.key != given:
            raise MalformedError("the key in the header is not the one that its kid names")
        return found
    if given is None:
        raise MalformedError("the header names no key: it has neither a jwk nor a kid to look up")
    return SigningKey(given, chain=chain)


def _given_key(header: Mapping[str, object], chain: Sequence[bytes]) -> PublicKey | None:
    """Give the key in the header, which is one even if it stands there twice."""
    jwk = header.get("jwk")
    written = PublicKey.from_jwk(_mapping(jwk)) if jwk is not None else None
    if not chain:
        return written
    certified = x509.key_of_certificate(chain[0])
    if written is not None and written != certified:
        raise MalformedError("the header's jwk is not the key in its certificate")
    return certified


def _require_known_type(header: Mapping[str, object]) -> None:
    declared = header.get("typ", "JWT")
    if not isinstance(declared, str):
        raise MalformedError("the header's typ is not text")
    if declared.lower().removeprefix("application/") not in JWT_TYPES:
        raise UnsupportedError(f"a JWT of type {declared}")


def _is_address(kid: str) -> bool:
    return kid.startswith(("https://", "http://", "did:", "#"))


def _absolute(address: str, issuer_id: str) -> str:
    return issuer_id + address if address.startswith("#") else address


def _key_of_did_key(controller: str, fragment: str) -> PublicKey:
    if fragment and fragment != controller.removeprefix("did:key:"):
        raise MalformedError(f"#{fragment} is not a method of {controller}")
    return did_key.key_of_did_key(controller)


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
