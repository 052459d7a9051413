"""Keys are made and turned, documents are signed; private keys never leave this room."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from insigne import issuance
from insigne.issuance import CompiledBadge, Slot
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne.keys.signer import Signer
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import NotPermitted, Unavailable
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.people.models import Person
from insigne_platform.signing import composition
from insigne_platform.signing.events import KeysMade
from insigne_platform.signing.models import KeyKind, SigningKey
from insigne_platform.signing.permissions import may_rotate
from insigne_platform.signing.sealing import seal, unseal
from insigne_platform.signing.selectors import public_keys

KEY_TYPE = {
    KeyKind.ED25519: KeyType.ED25519,
    KeyKind.RSA: KeyType.RSA,
    KeyKind.P256: KeyType.P256,
}
KEY_FOR_PROOF = {"eddsa-rdfc-2022": KeyKind.ED25519, "vc-jwt": KeyKind.RSA}


@transaction.atomic
def make_keys(institution: Institution) -> None:
    """Give the institution a key of each type; it keeps those that it has."""
    Institution.objects.select_for_update().get(pk=institution.pk)  # one at a time
    missing = [kind for kind in KeyKind if _current(institution, kind) is None]
    for kind in missing:
        _make(institution, kind, by=None)
    if missing:
        _publish_all(institution)


@transaction.atomic
def rotate(institution: Institution, key_type: str, *, by: Person, at: datetime) -> None:
    """Retire a key and make the next one; the retired one is published still, but signs no more."""
    if not may_rotate(by, institution):
        raise NotPermitted(_("You do not administer this institution."))

    SigningKey.objects.filter(institution=institution, key_type=key_type, retired_at=None).update(
        retired_at=at
    )
    _make(institution, KeyKind(key_type), by=by)
    _publish_all(institution)


def _make(institution: Institution, kind: KeyKind, *, by: Person | None) -> None:
    number = SigningKey.objects.filter(institution=institution).count() + 1
    private = PrivateKey.generate(KEY_TYPE[kind])
    id = uuid4()
    key = SigningKey.objects.create(
        id=id,
        institution=institution,
        key_type=kind,
        fragment=f"key-{number}",
        public_jwk=private.public_key.to_jwk(),
        encrypted_private=seal(private.to_pem(), row=str(id)),
    )
    audit.record(by, "key.made", key, institution=institution.pk, fragment=key.fragment)
    outbox.publish(KeysMade(str(institution.pk)))


def _publish_all(institution: Institution) -> None:
    for issuer in Issuer.objects.filter(institution=institution).select_related("institution"):
        publish_issuer(issuer)


@transaction.atomic
def publish_issuer(issuer: Issuer) -> None:
    """Publish the issuer's documents and those of its keys, as they are now."""
    make_keys_first = not SigningKey.objects.filter(institution=issuer.institution).exists()
    if make_keys_first:
        make_keys(issuer.institution)  # publishes this issuer too
        return
    keys = public_keys(issuer.institution)
    rsa_keys = [key for key in keys if key.key_type == KeyKind.RSA]
    _publish(composition.issuer_path(issuer), composition.issuer_document(issuer, keys))
    _publish(composition.issuer_2_path(issuer), composition.issuer_2_document(issuer, rsa_keys))
    es256_keys = [key for key in keys if key.key_type == KeyKind.P256]
    metadata = composition.jwt_vc_issuer_document(issuer, es256_keys)
    _publish(composition.jwt_vc_issuer_path(issuer), metadata, media_type="application/json")
    if (did_document := composition.did_document(issuer, keys)) is not None:
        _publish(f"{composition.issuer_path(issuer)}/did.json", did_document)
    for key in rsa_keys:
        _publish(composition.key_2_path(issuer, key), composition.key_2_document(issuer, key))


def _publish(
    path: str, document: Mapping[str, object], *, media_type: str = publication.LD_JSON
) -> None:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    publication.publish(path, body, media_type=media_type)


def signer(institution: Institution, key_type: str) -> tuple[Signer, str]:
    """The institution's signer of this type, and the fragment that names its key.

    Raises `Unavailable` while the institution has no such key yet.
    """
    key = _current(institution, KeyKind(key_type))
    if key is None:
        raise Unavailable(_("This institution has no key to sign with yet."))
    return _opened(key.pk, bytes(key.encrypted_private)), key.fragment


def sign_credential(
    document: Mapping[str, object], *, issuer: Issuer, proof: str, at: datetime
) -> bytes:
    """Secure an Open Badges 3.0 credential of *issuer*, with a proof or as a JWT."""
    signing, fragment = signer(issuer.institution, KEY_FOR_PROOF[proof])
    method = composition.verification_method(issuer, fragment)
    return issuance.issue(document, signer=signing, verification_method=method, proof=proof, at=at)


def compile_credential(document: Mapping[str, object], *, issuer: Issuer) -> CompiledBadge:
    """Prepare a credential with slots, to be signed for *issuer* again and again."""
    signing, fragment = signer(issuer.institution, KeyKind.ED25519)
    method = composition.verification_method(issuer, fragment)
    return _compiled(_Form.of(document), signing, method)  # type: ignore[arg-type]  # is hashable


def sign_sd_jwt_vc(
    document: Mapping[str, object],
    *,
    issuer: Issuer,
    disclosable: Collection[str],
    decoys: Mapping[str, int],
) -> bytes:
    """Secure a credential of *issuer* as an SD-JWT VC, the parts at *disclosable* kept back."""
    signing, method = _selective_signer(issuer)
    return issuance.issue_sd_jwt_vc(
        document,
        signer=signing,
        verification_method=method,
        disclosable=disclosable,
        decoys=decoys,
    )


def sign_base_proof(
    document: Mapping[str, object], *, issuer: Issuer, mandatory: Collection[str], at: datetime
) -> bytes:
    """Secure a credential of *issuer* with a base proof; it is for nobody who only reads."""
    signing, method = _selective_signer(issuer)
    return issuance.issue_with_base_proof(
        document,
        signer=signing,
        verification_method=method,
        at=at,
        mandatory_pointers=mandatory,
    )


def _selective_signer(issuer: Issuer) -> tuple[Signer, str]:
    """The P-256 key; an institution that is older than this kind of key gets one now."""
    if _current(issuer.institution, KeyKind.P256) is None:
        make_keys(issuer.institution)
    signing, fragment = signer(issuer.institution, KeyKind.P256)
    return signing, composition.verification_method(issuer, fragment)


def sign_status_list(document: Mapping[str, object], *, issuer: Issuer, at: datetime) -> bytes:
    """Secure a status list credential of *issuer*."""
    signing, fragment = signer(issuer.institution, KeyKind.ED25519)
    method = composition.verification_method(issuer, fragment)
    return issuance.sign_status_list(document, signer=signing, verification_method=method, at=at)


def sign_assertion(assertion: Mapping[str, object], *, issuer: Issuer) -> bytes:
    """Secure an Open Badges 2.0 assertion of *issuer* ("Signed Badges")."""
    signing, _fragment = signer(issuer.institution, KeyKind.RSA)
    return issuance.issue_open_badges_2(assertion, signer=signing)


def _current(institution: Institution, kind: KeyKind) -> SigningKey | None:
    return SigningKey.objects.filter(
        institution=institution, key_type=kind, retired_at=None
    ).first()


@dataclass(frozen=True, slots=True)
class _Form:
    """A credential with slots; two are the same if they differ in the examples alone."""

    text: str
    document: Mapping[str, object] = field(compare=False)

    @classmethod
    def of(cls, document: Mapping[str, object]) -> _Form:
        return cls(json.dumps(_without_examples(document)), document)


def _without_examples(part: object) -> object:
    """The credential with the name of each slot, marked as no text is, in its place."""
    if isinstance(part, Slot):
        return {"slot": part.name, "": None}
    if isinstance(part, Mapping):
        return {name: _without_examples(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_without_examples(value) for value in part]
    return part


@lru_cache(maxsize=64)
def _compiled(form: _Form, signing: Signer, method: str) -> CompiledBadge:
    """Compile a form once: each part of a long list asks for the same."""
    return CompiledBadge.compile(form.document, signer=signing, verification_method=method)


@lru_cache(maxsize=256)
def _opened(row: UUID, sealed: bytes) -> PrivateKey:
    """Open a key once: opening takes longer than signing, and a batch has thousands of rows."""
    return PrivateKey.from_pem(unseal(sealed, row=str(row)))
