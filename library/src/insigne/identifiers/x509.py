"""From a chain of certificates to a key that an authority vouches for (RFC 5280).

The chain comes with the signature and proves nothing by itself: it counts only up to a root that
the verifier gave, and only for the identifier that its first certificate names. It is checked in
the order in which it comes, each certificate by the next, as JOSE has it ("x5c"): there is no
searching for another path. Whether a certificate was revoked is not asked.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, ObjectIdentifier

from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import did_web
from insigne.keys.public_key import PublicKey

MOST_CERTIFICATES: Final = 8
MOST_CERTIFICATE_BYTES: Final = 16 * 1024
FEWEST_RSA_BITS: Final = 2048

UNDERSTOOD: Final = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
        ExtensionOID.CERTIFICATE_POLICIES,  # we ask for no policy, so any will do
    }
)
"""Extensions whose meaning is checked here; another one that is critical is not passed over."""

CONSTRAINING: Final = frozenset(
    {
        ExtensionOID.NAME_CONSTRAINTS,
        ExtensionOID.POLICY_CONSTRAINTS,
        ExtensionOID.INHIBIT_ANY_POLICY,
    }
)
"""Extensions that narrow what a certificate vouches for; never passed over, critical or not."""

SIGNING_USES: Final = frozenset(
    {
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # RFC 9336, id-kp-documentSigning
    }
)
HASHES: Final = frozenset({"sha256", "sha384", "sha512"})


_UNREADABLE: Final = (
    ValueError,
    TypeError,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    CryptographyDeprecationWarning,  # where warnings are errors: numbers below one, for instance
)


class ChainTrouble(StrEnum):
    """Why a chain does not lead from a root to the identifier."""

    NO_ROOTS = "no_roots"
    UNKNOWN_ROOT = "unknown_root"
    ENDED = "chain_ended"
    UNSUPPORTED = "chain_unsupported"
    BROKEN = "chain_broken"
    OTHER_NAME = "other_name"


DOUBTFUL: Final = frozenset(
    {
        ChainTrouble.NO_ROOTS,
        ChainTrouble.UNKNOWN_ROOT,
        ChainTrouble.ENDED,
        ChainTrouble.UNSUPPORTED,
    }
)
"""Troubles that say nothing against whoever signed."""


@dataclass(frozen=True, slots=True)
class Distrust:
    """What keeps a chain from being believed."""

    trouble: ChainTrouble
    reason: str


def certificates_in(x5c: object) -> tuple[bytes, ...]:
    """Decode the header `x5c` (RFC 7515, "X.509 Certificate Chain"), the signer's own first."""
    if not isinstance(x5c, list) or not 0 < len(x5c) <= MOST_CERTIFICATES:
        raise MalformedError(f"is not a list of up to {MOST_CERTIFICATES} certificates", path="x5c")
    certificates = []
    for text in x5c:
        if not isinstance(text, str):
            raise MalformedError("has a certificate that is no text", path="x5c")
        try:
            certificates.append(base64.b64decode(text.encode("ascii"), validate=True))
        except (binascii.Error, UnicodeEncodeError) as error:
            raise MalformedError("has a certificate that is not in base64", path="x5c") from error
    return tuple(certificates)


def roots_from_pem(pem: bytes) -> tuple[bytes, ...]:
    """Read the certificates that a verifier keeps as roots in a file of PEM."""
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise MalformedError("there is no certificate in PEM in it") from error
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)


def key_of_certificate(certificate_der: bytes) -> PublicKey:
    """Read the key of a certificate, which says nothing of whose it is.

    Raises `MalformedError` for what is no certificate, `UnsupportedError` for types of key that
    we do not know.
    """
    return _key_of(_certificate(certificate_der))


def key_of_chain(
    certificates_der: Sequence[bytes], roots: Sequence[bytes], issuer_id: str, at: datetime
) -> PublicKey:
    """Give the first certificate's key, if one of the *roots* vouches that it is *issuer_id*'s.

    Raises `MalformedError` if the chain is wrong or another's, and `UnsupportedError` where it
    cannot be told (see `DOUBTFUL`).
    """
    distrust = distrust_in(certificates_der, roots, issuer_id, at)
    if distrust is not None and distrust.trouble in DOUBTFUL:
        raise UnsupportedError(distrust.reason)
    if distrust is not None:
        raise MalformedError(distrust.reason)
    return key_of_certificate(certificates_der[0])


def distrust_in(
    certificates_der: Sequence[bytes], roots: Sequence[bytes], issuer_id: str, at: datetime
) -> Distrust | None:
    """Say why the chain is not to be believed for *issuer_id* at the instant *at*, if it is not."""
    anchors = _anchors(roots)
    if not anchors:
        return Distrust(ChainTrouble.NO_ROOTS, "no root is known to which certificates could lead")
    if not 0 < len(certificates_der) <= MOST_CERTIFICATES:
        return Distrust(ChainTrouble.BROKEN, f"not a chain of up to {MOST_CERTIFICATES}")
    try:
        chain = [_certificate(der) for der in certificates_der]
        return _distrust(chain, anchors, issuer_id, at)
    except MalformedError as error:
        return Distrust(ChainTrouble.BROKEN, str(error))
    except UnsupportedError as error:
        return Distrust(ChainTrouble.UNSUPPORTED, str(error))


def _distrust(
    chain: list[x509.Certificate], anchors: list[x509.Certificate], issuer_id: str, at: datetime
) -> Distrust | None:
    for number, (certificate, issuer) in enumerate(pairwise(chain)):
        if not _is_issued_by(certificate, issuer):
            reason = f"certificate {number + 1} was not issued by the one that follows"
            return Distrust(ChainTrouble.BROKEN, reason)
    if len(chain) > 1 and chain[-1] in anchors:
        chain = chain[:-1]
    root = next((anchor for anchor in anchors if _is_issued_by(chain[-1], anchor)), None)
    if root is None or chain[0] in anchors:
        return Distrust(ChainTrouble.UNKNOWN_ROOT, "the chain leads to none of the known roots")
    for certificate in (*chain, root):
        _require_understood(certificate)
    _require_authorities([*chain[1:], root])
    _require_signer(chain[0])
    if not _names(chain[0], issuer_id):
        return Distrust(ChainTrouble.OTHER_NAME, f"the certificate is not {issuer_id}'s")
    for certificate in (*chain, root):
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            name = certificate.subject.rfc4514_string()[:80]
            return Distrust(ChainTrouble.ENDED, f"the certificate of {name} is out of its time")
    return None


def _anchors(roots: Sequence[bytes]) -> list[x509.Certificate]:
    """Read the roots; one that cannot be read, or is no authority, is none, and nobody's fault."""
    anchors = []
    for der in roots:
        try:
            anchor = _certificate(der)
            _require_authorities([anchor])
        except MalformedError:
            continue
        anchors.append(anchor)
    return anchors


def _certificate(der: bytes) -> x509.Certificate:
    if len(der) > MOST_CERTIFICATE_BYTES:
        raise MalformedError(f"a certificate of more than {MOST_CERTIFICATE_BYTES} bytes")
    try:
        certificate = x509.load_der_x509_certificate(der)
        _ = certificate.extensions, certificate.issuer, certificate.subject  # read, or refused
        has_serial_number = certificate.serial_number > 0
    except _UNREADABLE as error:
        raise MalformedError("not a certificate") from error
    if certificate.version is not x509.Version.v3 or not has_serial_number:
        raise MalformedError("not a certificate of version 3")
    return certificate


def _key_of(certificate: x509.Certificate) -> PublicKey:
    try:
        key = certificate.public_key()
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    except UnsupportedAlgorithm as error:
        raise UnsupportedError("certificates for keys of this type") from error
    except ValueError as error:
        raise MalformedError("a certificate without a key that can be read") from error
    return PublicKey.from_pem(pem)


def _is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether names chain and the signature is right, made over a hash that still holds."""
    try:
        certificate.verify_directly_issued_by(issuer)
        algorithm = certificate.signature_hash_algorithm
        key = issuer.public_key()
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    if isinstance(key, RSAPublicKey) and key.key_size < FEWEST_RSA_BITS:
        return False
    return algorithm is None or algorithm.name in HASHES


def _require_understood(certificate: x509.Certificate) -> None:
    for extension in certificate.extensions:
        is_unread = extension.critical and extension.oid not in UNDERSTOOD
        if is_unread or extension.oid in CONSTRAINING:
            raise UnsupportedError(f"certificates with the extension {extension.oid.dotted_string}")


def _require_authorities(issuers: Sequence[x509.Certificate]) -> None:
    """Ask whether each may issue certificates, and as many below it as there are."""
    below = 0  # certificates between this one and the first that do not name themselves
    for issuer in issuers:
        constraints = _extension(issuer, x509.BasicConstraints)
        if constraints is None or not constraints.ca:
            raise MalformedError("a certificate was issued by who is no authority")
        if constraints.path_length is not None and constraints.path_length < below:
            raise MalformedError("the chain is longer than an authority in it allows")
        usage = _extension(issuer, x509.KeyUsage)
        if usage is not None and not usage.key_cert_sign:
            raise MalformedError("an authority's key is not for signing certificates")
        below += issuer.subject != issuer.issuer


def _require_signer(certificate: x509.Certificate) -> None:
    """Ask whether the key is for signing documents, and no authority's."""
    constraints = _extension(certificate, x509.BasicConstraints)
    if constraints is not None and constraints.ca:
        raise MalformedError("the certificate is an authority's, not a signer's")
    usage = _extension(certificate, x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise MalformedError("the certificate's key is not for signatures")
    purposes = _extension(certificate, x509.ExtendedKeyUsage)
    if purposes is not None and not SIGNING_USES & set(purposes):
        raise MalformedError("the certificate's key is for something else than documents")


def _extension[E: x509.ExtensionType](certificate: x509.Certificate, kind: type[E]) -> E | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _names(certificate: x509.Certificate, issuer_id: str) -> bool:
    """Say whether the certificate is *issuer_id*'s: by its address, or by the host of it.

    Only alternative names count, and no wildcards: who vouches for every host vouches for none.
    """
    names = _extension(certificate, x509.SubjectAlternativeName)
    if names is None:
        return False
    if issuer_id in names.get_values_for_type(x509.UniformResourceIdentifier):
        return True
    host = _host_of(issuer_id)
    hosts = names.get_values_for_type(x509.DNSName)
    return bool(host) and host in {name.lower().rstrip(".") for name in hosts}


def _host_of(issuer_id: str) -> str:
    """Give the host that an https address or a did:web lives at, or nothing."""
    try:
        url = did_web.document_url_of(issuer_id) if issuer_id.startswith("did:web:") else issuer_id
        parts = urlsplit(url)
        host = parts.hostname or ""
    except (InsigneError, ValueError):
        return ""
    if parts.scheme != "https" or "@" in parts.netloc:
        return ""
    return host.lower().rstrip(".")
