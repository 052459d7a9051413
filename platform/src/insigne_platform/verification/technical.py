"""The details for those who know the standards, in the standards' own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import id_of, objects_of, text_of
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import timestamps
from insigne.errors import InsigneError
from insigne.proofs import jose
from insigne.verification.evidence import Evidence, Fetched, Resource
from insigne.verification.open_badges_2 import is_hosted, is_open_badges_2
from insigne.verification.outcome import Outcome
from insigne.verification.report import Report
from insigne_platform.core.addresses import is_own
from insigne_platform.verification.showing import one_line
from insigne_platform.verification.stated import Stated

FORMATS: Final[Mapping[Dialect, str]] = {
    Dialect.OPEN_BADGES_3: "Open Badges 3.0 (VC Data Model 2.0)",
    Dialect.OPEN_BADGES_3_VCDM_1: "Open Badges 3.0 (VC Data Model 1.1)",
    Dialect.ENDORSEMENT_3: "Open Badges 3.0 endorsement",
    Dialect.CLR_2: "Comprehensive Learner Record 2.0",
    Dialect.SD_JWT_VC: "SD-JWT VC",
    Dialect.PRESENTATION: "verifiable presentation",
    Dialect.OPEN_BADGES_2: "Open Badges 2.0 or 2.1",
    Dialect.OPEN_BADGES_1: "Open Badges 1.0 or 1.1",
    Dialect.OPEN_BADGES_0_5: "Open Badges 0.5",
    Dialect.UNKNOWN: "unknown",
}
MOST_PROOFS: Final = 8


def technical(
    offered: ReceivedCredential, carrier: str, stated: Stated, evidence: Evidence, report: Report
) -> tuple[tuple[str, str], ...]:
    """Label and text, for the programmer whom a viewer asks for help."""
    lines = (
        ("Format", f"{FORMATS[offered.dialect]}, {_securing(offered)}, from: {carrier}"),
        *_proofs(offered),
        *_seal(offered),
        ("Issuer", stated.issuer_id),
        ("Credential", offered.id),
        *_statuses(offered),
        *(("Looked up", _looked_up(resource)) for resource in evidence.resources.values()),
        *_causes(report),
    )
    return tuple((label, one_line(text)) for label, text in lines if text)


def _securing(credential: ReceivedCredential) -> str:
    if is_hosted(credential):
        return "hosted"
    if credential.sd_jwt is not None:
        return "SD-JWT"
    return "JWS" if credential.jws_text is not None else "Data Integrity"


def _proofs(credential: ReceivedCredential) -> Iterator[tuple[str, str]]:
    if credential.jws_text is not None:
        yield from _jws_proof(credential.jws_text)
        return
    if is_open_badges_2(credential):
        return
    for proof in objects_of(credential.document.get("proof"))[:MOST_PROOFS]:
        yield "Proof", text_of(proof.get("cryptosuite")) or text_of(proof.get("type"))
        yield "Key", id_of(proof.get("verificationMethod"))
        yield "Signed", text_of(proof.get("created"))


def _seal(credential: ReceivedCredential) -> Iterator[tuple[str, str]]:
    seal = credential.seal
    if seal is not None:
        yield "Seal of the PDF", f"names {seal.signer}; {seal.problem or 'unchanged since'}"


def _jws_proof(text: str) -> Iterator[tuple[str, str]]:
    try:
        header = jose.parse_compact(text).header
    except InsigneError as error:
        yield "Proof", f"JWS that cannot be read: {error}"
        return
    yield "Proof", f"JWS {text_of(header.get('alg'))}"
    yield "Key", text_of(header.get("kid")) or ("in the header" if "jwk" in header else "")


def _statuses(credential: ReceivedCredential) -> Iterator[tuple[str, str]]:
    for entry in credential.status_entries[:MOST_PROOFS]:
        where = id_of(entry.get("statusListCredential")) or id_of(entry)
        place = text_of(entry.get("statusListIndex"))
        purpose = text_of(entry.get("statusPurpose"))
        kind = text_of(entry.get("type"))
        text = " ".join(part for part in (kind, purpose) if part)
        yield "Status", f"{text}: {where}" + (f", place {place}" if place else "")


def _looked_up(resource: Resource) -> str:
    if not isinstance(resource, Fetched):
        return f"{resource.url}: {resource.reason}"
    where = "our own store" if is_own(resource.url) else f"HTTP {resource.status}"
    if resource.status != 200 and is_own(resource.url):
        where += f", status {resource.status}"
    return f"{resource.url}: {where}, {timestamps.to_text(resource.at)}"


def _causes(report: Report) -> Iterator[tuple[str, str]]:
    for finding in report.findings:
        if finding.outcome is not Outcome.PASSED:
            yield "Cause code", f"{finding.code}: {finding.detail}"
