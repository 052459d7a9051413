"""Certificates for the cast: a root, an authority below it, and whom that vouches for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
TLS = x509.ExtendedKeyUsageOID.SERVER_AUTH
START, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Authority:
    """A name and the key that it signs certificates with."""

    name: str
    seed: bytes

    @property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


ROOT = Authority("Root", b"r" * 32)
BETWEEN = Authority("Between", b"i" * 32)
ADA_SIGNS = Authority("Uppsala", b"a" * 32)  # Ada's own key
MALLORY_SIGNS = Authority("Mallory", b"m" * 32)

UPPSALA = (x509.UniformResourceIdentifier("https://uppsala.example/issuers/1"),)
AN_AUTHORITY = (x509.BasicConstraints(ca=True, path_length=None), True)


def usage(
    *, digital_signature=False, key_cert_sign=False, content_commitment=False, agreement=False
):
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=agreement,
        key_cert_sign=key_cert_sign,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def certificate(
    subject: Authority,
    by: Authority,
    *extensions: tuple[x509.ExtensionType, bool],
    names: Sequence[x509.GeneralName] = (),
    start: datetime = START,
    end: datetime = END,
    key: object = None,
    signing_key: object = None,
) -> bytes:
    """What *by* says of *subject*, in DER."""
    signer = signing_key or by.key
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(by))
        .public_key(key or subject.key.public_key())
        .serial_number(int.from_bytes(subject.name.encode()[:8], "big") + 1)
        .not_valid_before(start)
        .not_valid_after(end)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    hash_algorithm = None
    if not isinstance(signer, Ed25519PrivateKey):
        from cryptography.hazmat.primitives import hashes

        hash_algorithm = hashes.SHA256()
    return builder.sign(signer, hash_algorithm).public_bytes(Encoding.DER)


def root(**options: object) -> bytes:
    return certificate(ROOT, ROOT, AN_AUTHORITY, (usage(key_cert_sign=True), True), **options)


def between(*extensions: tuple[x509.ExtensionType, bool], **options: object) -> bytes:
    return certificate(BETWEEN, ROOT, *(extensions or (AN_AUTHORITY,)), **options)


def leaf(
    *extensions: tuple[x509.ExtensionType, bool],
    by: Authority = BETWEEN,
    names: Sequence[x509.GeneralName] = UPPSALA,
    **options: object,
) -> bytes:
    return certificate(ADA_SIGNS, by, *extensions, names=names, **options)


def _name(authority: Authority) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, authority.name)])
