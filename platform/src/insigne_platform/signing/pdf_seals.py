"""Sealing a PDF (PAdES, ETSI EN 319 142-1, level B-B) with the certificate of an institution.

The certificates are made by an authority of this installation, which nobody else knows: a seal
shows that a file was not changed, and whom it names. A certificate of a public trust service can
take its place without anything else changing.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier
from django.db import transaction
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from insigne_platform.core import audit
from insigne_platform.core.addresses import base_url
from insigne_platform.institutions.models import Institution
from insigne_platform.signing.models import InstitutionSeal, SealAuthority
from insigne_platform.signing.sealing import seal, unseal

AUTHORITY_LASTS: Final = timedelta(days=20 * 365)
SEAL_LASTS: Final = timedelta(days=5 * 365)
DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
FIELD: Final = "Seal"
LONGEST_NAME: Final = 64  # of a common name, in RFC 5280


def seal_pdf(pdf: bytes, institution: Institution, *, reason: str, at: datetime) -> bytes:
    """Seal a PDF for the institution: every byte of it, and nothing may be changed afterwards."""
    mine = _current_seal(institution, at)
    root = asn1_x509.Certificate.load(bytes(mine.authority.certificate))
    known = SimpleCertificateStore()
    known.register(root)
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(bytes(mine.certificate)),
        signing_key=asn1_keys.PrivateKeyInfo.load(_private(mine)),
        cert_registry=known,
    )
    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        name=mine.name,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        app_build_props=None,
    )
    sealed = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), wanted, signer=signer, output=sealed
    )
    return sealed.getvalue()


def _current_seal(institution: Institution, at: datetime) -> InstitutionSeal:
    """The seal of the institution; a new one once it was renamed, or the old one has ended."""
    found = _kept_seal(institution)
    if found is None or found.name != _named(institution) or found.ends_at <= at:
        return _make_seal(institution, at)
    return found


@transaction.atomic
def _make_seal(institution: Institution, at: datetime) -> InstitutionSeal:
    Institution.objects.select_for_update().get(pk=institution.pk)  # one at a time
    found = _kept_seal(institution)
    if found is not None:
        if found.name == _named(institution) and found.ends_at > at:
            return found
        InstitutionSeal.objects.filter(pk=found.pk).update(retired_at=at)
    authority = _authority(at)
    root = x509.load_der_x509_certificate(bytes(authority.certificate))
    root_key = _opened(bytes(authority.encrypted_private), str(authority.pk))
    private = ec.generate_private_key(ec.SECP256R1())
    name = _named(institution)
    certificate = (
        _builder(_name(name), root.subject, private.public_key(), at, SEAL_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([x509.UniformResourceIdentifier(_ascii(institution.url))]),
            critical=False,
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .sign(root_key, hashes.SHA256())
    )
    id = uuid4()
    made = InstitutionSeal.objects.create(
        id=id,
        institution=institution,
        authority=authority,
        name=name,
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        encrypted_private=seal(_written(private), row=str(id)),
        ends_at=at + SEAL_LASTS,
    )
    audit.record(None, "seal.made", made, institution=institution.pk)
    return made


def _authority(at: datetime) -> SealAuthority:
    found = SealAuthority.objects.filter(is_current=True).first()
    if found is not None:
        return found
    private = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Seals of {base_url().partition('://')[2]}")
    certificate = (
        _builder(name, name, private.public_key(), at, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(private, hashes.SHA256())
    )
    id = uuid4()
    return SealAuthority.objects.create(
        id=id,
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        encrypted_private=seal(_written(private), row=str(id)),
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    at: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})


def _named(institution: Institution) -> str:
    return (institution.name_nl or institution.name_en)[:200]


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:LONGEST_NAME])])


def _ascii(url: str) -> str:
    return url.encode("ascii", "ignore").decode("ascii")


def _written(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _opened(sealed: bytes, row: str) -> ec.EllipticCurvePrivateKey:
    private = serialization.load_pem_private_key(unseal(sealed, row=row), password=None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)  # we made it
    return private


def _private(mine: InstitutionSeal) -> bytes:
    return _opened(bytes(mine.encrypted_private), str(mine.pk)).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _kept_seal(institution: Institution) -> InstitutionSeal | None:
    found = InstitutionSeal.objects.filter(institution=institution, retired_at=None)
    return found.select_related("authority").first()
