"""Reports that somebody stands by: a report as a JWS (RFC 7515), made once and checked later.

The payload names who verified (`iss`), when (`iat`), the digest of the file that was verified
(`digestSRI`, as Subresource Integrity writes it) and the report itself. That it is signed says that
this verifier found this, and not that the verifier is to be trusted.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import own_key, verification_method
from insigne.identifiers.controller_document import ControllerDocument
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import jose
from insigne.verification.evidence import Evidence, Need, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.report import Report
from insigne.verification.resources import Unread, read_json
from insigne.verification.stored_report import report_of

TYPE: Final = "insigne-report+jwt"


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A signed report taken apart; nothing in it is believed until its signature was checked."""

    report: Report
    verifier: str
    verification_method: str
    at: datetime
    digest: str
    jws: jose.Jws

    @classmethod
    def parse(cls, text: str) -> SignedReport:
        """Read a signed report. Raises `MalformedError` or `UnsupportedError` for anything else."""
        jws = jose.parse_compact(text.strip())
        if jws.header.get("typ") != TYPE:
            raise UnsupportedError(f"a JWS of the type {str(jws.header.get('typ'))[:40]}")
        claims = strict_json.parse(jws.payload)
        if not isinstance(claims, dict):
            raise MalformedError("the payload is not a JSON object")
        signed = cls(
            report=report_of(claims.get("report")),
            verifier=_text(claims, "iss"),
            verification_method=_text(jws.header, "kid"),
            at=_instant(claims.get("iat")),
            digest=_text(claims, "digestSRI"),
            jws=jws,
        )
        if verification_method.controller_of(signed.verification_method) != signed.verifier:
            raise MalformedError(
                "the key is not one of whoever is said to have verified", path="kid"
            )
        return signed


def sign(
    report: Report, digest: str, *, signer: Signer, verification_method: str, at: datetime
) -> str:
    """Sign *report*, as the controller of *verification_method*.

    *digest* is that of the file that was verified, see `digest_of`. Raises `MalformedError` if
    that method is not the address of a key, or is another key's own.
    """
    _require_own_key(verification_method, signer)
    claims = {
        "iss": _controller_of(verification_method),
        "iat": int(at.timestamp()),
        "digestSRI": digest,
        "report": report.to_json(),
    }
    header = {"typ": TYPE, "kid": verification_method}
    return jose.sign_compact(strict_json.to_bytes(claims), signer=signer, header=header)


def digest_of(source: bytes) -> str:
    """Give the digest that a signed report has of the file that it is about."""
    return digest_of_hash(sha256(source).digest())


def digest_of_hash(sha256_of_source: bytes) -> str:
    """Write the digest of a file whose SHA-256 is known already."""
    return "sha256-" + b64encode(sha256_of_source).decode("ascii")


def check(
    signed: SignedReport, evidence: Evidence, *, at: datetime, source: bytes | None = None
) -> Finding:
    """Say whether the verifier that is named signed this, and, with *source*, on that file.

    The evidence has to hold the verifier's own document, unless that is its own key: see `need_of`.
    """
    if source is not None and digest_of(source) != signed.digest:
        return failed("report.other_file", "the report is on a file with another digest")
    try:
        key = _key_of(signed, evidence, at)
        if isinstance(key, Finding):
            return key
        is_valid = jose.is_signature_valid(signed.jws, key)
    except UnsupportedError as error:
        return inconclusive("report.unsupported", str(error))
    except MalformedError as error:
        return failed("report.other_key", str(error), issuer=signed.verifier)
    if not is_valid:
        return failed("report.broken", f"not signed by {signed.verification_method}, or changed")
    return passed("report.ok", f"signed by {signed.verification_method}", issuer=signed.verifier)


def need_of(signed: SignedReport) -> Need | None:
    """Say what has to be looked up before the signature can be checked, if anything."""
    try:
        url = verification_method.document_url_of(signed.verifier)
    except InsigneError:
        return None  # `check` says why
    return None if url is None else Need(url, Purpose.KEYS)


def _key_of(signed: SignedReport, evidence: Evidence, at: datetime) -> PublicKey | Finding:
    """Find the key in what the verifier says of itself, and nowhere else."""
    if own_key.is_own_key(signed.verifier):
        if signed.verification_method != own_key.verification_method_of(signed.verifier):
            raise MalformedError(f"{signed.verification_method} is no method of its identifier")
        return own_key.key_of(signed.verifier)
    url = verification_method.document_url_of(signed.verifier)
    assert url is not None  # only what is its own key needs no document
    document = read_json(evidence, url, Purpose.KEYS)
    if isinstance(document, Unread):
        return inconclusive("report.unreachable", f"{url}: {document.reason}", url=url)
    key = ControllerDocument.parse(document, url_or_did=signed.verifier).key_for(
        signed.verification_method, at=at
    )
    if key is None:
        raise MalformedError(f"{url} does not list {signed.verification_method}")
    return key


def _require_own_key(method: str, signer: Signer) -> None:
    controller = _controller_of(method)
    if not own_key.is_own_key(controller):
        return
    is_own = own_key.key_of(controller) == signer.public_key
    if not is_own or method != own_key.verification_method_of(controller):
        raise MalformedError(f"the signer's key is not {method}", path="kid")


def _controller_of(method: str) -> str:
    return verification_method.controller_of(method)


def _text(members: Mapping[str, object], name: str) -> str:
    value = members.get(name)
    if not isinstance(value, str) or not value:
        raise MalformedError("is not text", path=name)
    return value


def _instant(value: object) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int):
        raise MalformedError("is not a whole number of seconds", path="iat")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise MalformedError("there is no such instant", path="iat") from error
