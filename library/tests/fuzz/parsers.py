"""Each parser of untrusted bytes as a function of bytes, and what has to hold of what it accepts.

Each raises an `InsigneError` for what it refuses; anything else is a fault.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus

from seeds import BADGE_WITH_STATUS, P256, ROOTS, TOKENS, WORLD

from cast import ADA, LIST_ID, NOON, badge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.files import read_credential
from insigne.adapters.gathering import examine
from insigne.adapters.presenting import examine_presentation
from insigne.baking import bake, extract, image_type, pdf
from insigne.canonicalization import canonicalize, jcs
from insigne.canonicalization.rdfc10 import canonicalize_n_quads
from insigne.conformance import rules
from insigne.conformance.service import KINDS, VERIFY
from insigne.conformance.serving import answer_to
from insigne.credentials.data_model import data_model_problems, presentation_problems
from insigne.credentials.foreign_schema import foreign_schema_problems
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.schema import schema_problems
from insigne.encoding import base58, base64url, cbor, multibase, strict_json, timestamps
from insigne.errors import InsigneError, MalformedError
from insigne.identifiers import did_web, own_key, verification_method, x509
from insigne.identifiers.controller_document import ControllerDocument
from insigne.identifiers.jwk_set import JwkSet
from insigne.identifiers.jwt_vc_issuer import JwtVcIssuer, metadata_url_of
from insigne.identifiers.key_document import KeyDocument
from insigne.identifiers.key_history import KeyHistory
from insigne.issuance import issue
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, jose, sd_jwt
from insigne.proofs.ecdsa_sd_2023.proof_value import BaseProofValue, DerivedProofValue
from insigne.status import StatusListEntry, bitstring, read_status
from insigne.status.revocation_list import (
    credential_revocation_reason_of,
    revocation_reason_of,
)
from insigne.verification import addresses, signed_report, stored_report
from insigne.verification.report import Report
from insigne.verification.signed_report import SignedReport
from insigne.verification.trust_list import TrustList
from insigne.verification.words import headline, remedy, sentence
from pdfs import SIGNED


def text_of(source: bytes) -> str:
    return source.decode("utf-8", "surrogateescape")


def object_of(source: bytes) -> dict[str, object]:
    value = strict_json.parse(source)
    if not isinstance(value, dict):
        raise MalformedError("not an object")
    return value


# --- encoding -----------------------------------------------------------------------------------


def run_strict_json(source: bytes) -> None:
    value = strict_json.parse(source)
    assert strict_json.parse(strict_json.to_bytes(value)) == value


def run_base58(source: bytes) -> None:
    text = text_of(source)
    assert base58.encode(base58.decode(text)) == text


def run_base64url(source: bytes) -> None:
    text = text_of(source)
    assert base64url.encode(base64url.decode(text)) == text


def run_multibase(source: bytes) -> None:
    multibase.decode(text_of(source))


def run_cbor(source: bytes) -> None:
    assert cbor.encode(cbor.decode(source)) == source


def run_timestamps(source: bytes) -> None:
    instant = timestamps.parse(text_of(source))
    assert timestamps.parse(timestamps.to_text(instant)) == instant.replace(microsecond=0)


# --- canonicalization ---------------------------------------------------------------------------


def run_n_quads(source: bytes) -> None:
    once = canonicalize_n_quads(text_of(source))
    assert canonicalize_n_quads(once) == once


def run_json_ld(source: bytes) -> None:
    once = canonicalize(object_of(source))
    assert canonicalize_n_quads(once) == once


def run_jcs(source: bytes) -> None:
    once = jcs.canonicalize(strict_json.parse(source))
    assert jcs.canonicalize(strict_json.parse(once)) == once


# --- keys and identifiers -----------------------------------------------------------------------


def run_pem(source: bytes) -> None:
    for read in (PublicKey.from_pem, PrivateKey.from_pem):
        try:
            read(source)
        except MalformedError:
            continue


def run_jwk(source: bytes) -> None:
    jwk = object_of(source)
    key = PrivateKey.from_jwk(jwk).public_key if "d" in jwk else PublicKey.from_jwk(jwk)
    assert PublicKey.from_jwk(key.to_jwk()) == key
    key.verify(b"\0" * 64, b"")


def run_multikey(source: bytes) -> None:
    text = text_of(source)
    key = PublicKey.from_multikey(text)
    assert key.to_multikey() == text
    key.verify(b"\0" * 64, b"")


def run_own_key(source: bytes) -> None:
    did = text_of(source)
    own_key.key_of(did)
    assert verification_method.controller_of(own_key.verification_method_of(did)) == did


def run_identifiers(source: bytes) -> None:
    text = text_of(source)
    for read in (did_web.document_url_of, metadata_url_of):
        try:
            assert addresses.is_web_address(read(text))
        except MalformedError:
            continue
    controller = verification_method.controller_of(text)
    url = verification_method.document_url_of(controller)
    assert url is None or addresses.is_web_address(url)


def run_addresses(source: bytes) -> None:
    one, _, other = text_of(source).partition("\n")
    assert addresses.is_same_id(one, one) or not addresses.is_web_address(one)
    addresses.is_same_id(one, other)
    addresses.is_allowed_origin(one, [other])
    if addresses.is_web_address(one) and addresses.is_web_address(other):
        addresses.is_same_origin(one, other)
        addresses.starts_with(one, other)


def run_controller_document(source: bytes) -> None:
    document = ControllerDocument.parse(object_of(source), url_or_did=ADA.id)
    for method in (*document.methods, *document.assertion_method, *document.unread):
        document.key_for(method, at=NOON)


def run_key_documents(source: bytes) -> None:
    document = object_of(source)
    for read in (KeyDocument.parse, JwkSet.parse, _jwt_vc_issuer):
        try:
            read(document)
        except MalformedError:
            continue


def _jwt_vc_issuer(document: Mapping[str, object]) -> object:
    return JwtVcIssuer.parse(document, issuer=ADA.id)


def run_certificates(source: bytes) -> None:
    """A chain in `x5c`, in JSON; other bytes as a certificate, or a file of roots."""
    if source.lstrip()[:1] == b"[":
        chain = x509.certificates_in(strict_json.parse(source))
        x509.distrust_in(chain, ROOTS, ADA.id, NOON)
        return
    for read in (x509.key_of_certificate, x509.roots_from_pem):
        try:
            read(source)
        except InsigneError:
            continue
    x509.distrust_in([source], ROOTS, ADA.id, NOON)


def run_trust_documents(source: bytes) -> None:
    document = object_of(source)
    for read in (TrustList.parse, KeyHistory.parse):
        try:
            value = read(document)
        except MalformedError:
            continue
        written = json.dumps(value.to_json()).encode()
        assert read(object_of(written)).to_json() == value.to_json()


# --- proofs -------------------------------------------------------------------------------------


def run_jws(source: bytes) -> None:
    text = text_of(source)
    jws = jose.parse_compact(text)
    if jose.is_signature_valid(jws, ADA.key.public_key):
        signed = jws.signing_input
        assert signed in {each.rsplit(b".", 1)[0] for each in TOKENS}


def run_sd_jwt(source: bytes) -> None:
    token = sd_jwt.SdJwt.parse(text_of(source))
    assert token.to_text() == text_of(source)
    sd_jwt.read(token)


def run_sd_proof_values(source: bytes) -> None:
    text = text_of(source)
    for kind in (BaseProofValue, DerivedProofValue):
        try:
            assert kind.parse(text).to_text() == text
        except MalformedError:
            continue


def run_data_integrity(source: bytes) -> None:
    document = object_of(source)
    for proof in data_integrity.proofs_of(document):
        for key in (ADA.key.public_key, P256.public_key):
            data_integrity.is_proof_valid(document, proof, key)


def run_derive(source: bytes) -> None:
    request = object_of(source)
    pointers = request.get("pointers")
    if not isinstance(pointers, list) or not all(isinstance(each, str) for each in pointers):
        raise MalformedError("no pointers")
    document = request.get("document")
    if isinstance(document, dict):
        data_integrity.derive(document, selective_pointers=pointers)


# --- pictures -----------------------------------------------------------------------------------


def run_picture(source: bytes) -> None:
    if image_type(source) is None:
        return
    baked = extract(source)
    if baked is not None:
        again = extract(bake(source, baked.text, standard=baked.standard))
        assert again is not None
        assert again.text == baked.text


def run_pdf(source: bytes) -> None:
    attached = pdf.extract(source)
    if attached is not None and attached.seal is not None and attached.seal.is_intact:
        assert attached.text == SIGNED  # whoever sealed the seed sealed nothing else


def run_file(source: bytes) -> None:
    credential = read_credential(source)
    if credential is not None:
        _look_at(credential)


# --- credentials --------------------------------------------------------------------------------


def run_credential(source: bytes) -> None:
    _look_at(ReceivedCredential.parse(source))


def _look_at(credential: ReceivedCredential) -> None:
    for name in ("id", "subject", "achievement", "issuer", "issuer_id", "name", "status_entries"):
        getattr(credential, name)
    _ = credential.identity_objects
    schema_problems(credential.document, credential.dialect)
    data_model_problems(credential.document)
    for name in ("valid_from", "valid_until"):
        getattr(credential, name)


def run_data_model(source: bytes) -> None:
    document = object_of(source)
    data_model_problems(document)
    presentation_problems(document)


def run_foreign_schema(source: bytes) -> None:
    foreign_schema_problems(badge(), object_of(source))


def run_issue(source: bytes) -> None:
    content = issue(object_of(source), signer=ADA.key, verification_method=ADA.method, at=NOON)
    secured = object_of(content)
    assert data_integrity.is_proof_valid(secured, secured["proof"], ADA.key.public_key)


# --- status -------------------------------------------------------------------------------------


def run_bitstring(source: bytes) -> None:
    bits = bitstring.decode(text_of(source))
    assert bits.length <= bitstring.LONGEST


def run_status(source: bytes) -> None:
    request = object_of(source)
    entry, listed = request.get("entry"), request.get("list")
    if isinstance(entry, dict) and isinstance(listed, dict):
        read_status(StatusListEntry.parse(entry), listed)


def run_revocation_list(source: bytes) -> None:
    listed = object_of(source)
    for read in (
        lambda: revocation_reason_of({"id": "urn:x", "uid": "1"}, listed),
        lambda: credential_revocation_reason_of("urn:x", listed),
    ):
        try:
            read()
        except MalformedError:
            continue


# --- verification -------------------------------------------------------------------------------


def run_report(source: bytes) -> None:
    report = stored_report.parse(source)
    again = stored_report.parse(json.dumps(report.to_json()).encode())
    assert again.to_json() == report.to_json()
    _say(report)


def run_signed_report(source: bytes) -> None:
    signed = SignedReport.parse(text_of(source))
    signed_report.need_of(signed)


def _say(report: Report) -> None:
    for language in ("nl", "en"):
        assert headline(report, language)
        for finding in report.findings:
            assert sentence(finding, language)
            remedy(finding, language)


def run_examine(source: bytes) -> None:
    report = examine(source, fetcher=MappingFetcher(WORLD), at=NOON)
    json.dumps(report.to_json()).encode()
    _say(report)


def run_presentation(source: bytes) -> None:
    report = examine_presentation(source, fetcher=MappingFetcher(WORLD), at=NOON, challenge="1")
    json.dumps(report.to_json()).encode()
    _say(report)
    assert report.verdict != "valid"  # nobody answered this challenge


def run_evidence(source: bytes) -> None:
    """The other way round: a good badge, and a world that says anything."""
    for url in (ADA.id, LIST_ID):
        fetcher = MappingFetcher({**WORLD, url: source})
        _say(examine(BADGE_WITH_STATUS, fetcher=fetcher, at=NOON))


def run_vc_api(source: bytes) -> None:
    def operate(document, _options):
        rules.require_credential(document)
        rules.require_defined_terms(document)
        return {}

    status, answer = answer_to(source, KINDS[VERIFY], operate)
    assert status in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST)
    json.dumps(answer)
