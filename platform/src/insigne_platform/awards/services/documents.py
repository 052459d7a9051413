"""The files of an award: signed once in each format, kept, and put into the picture on demand."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from insigne.baking import PreparedImage, Standard, prepare
from insigne.credentials.open_badges_3_profile import IdentityObject
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import composition
from insigne_platform.awards.models import Award, AwardState, IssuedDocument
from insigne_platform.awards.services.documenting import keep_bodies
from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.signing import services as signing

# The proof of every format that is signed; the hosted assertion (ob2) has none.
PROOFS: Mapping[str, str] = {"ob3": "eddsa-rdfc-2022", "ob3-jwt": "vc-jwt"}
HOSTED = "ob2"
EMAIL = "-email:"  # between the format and what stands for the address


def document(award: Award, format: str, *, at: datetime) -> bytes:
    """The bytes of an award in a format of `PROOFS`, or its hosted assertion ("ob2").

    They are signed when first asked for, and the same ever after.
    """
    _must_be_issued(award)
    if format == HOSTED:
        return composition.to_bytes(composition.hosted_assertion(award))
    if format not in PROOFS:
        raise NotFound(_("There is no such kind of file."))
    return _signed(_prepared(award, format, None, at))


def email_variant(
    award: Award, address: str, *, by: Person, at: datetime, format: str = "ob3"
) -> bytes:
    """The same award with a salted hash of one of the holder's addresses in it.

    Whoever has the file can then check whether an address belongs to it, and could try many:
    so it is made only because the holder asks.
    """
    _must_be_issued(award)
    address = address.strip().lower()
    if award.holder_id != by.pk or address not in verified_addresses(by):
        raise NotPermitted(_("Only the holder adds an address, one that she proved to be hers."))
    if format not in PROOFS:
        raise NotFound(_("There is no such kind of file."))
    return _signed(_prepared(award, format, address, at))


def baked_picture(award: Award, kind: str, format: str, *, at: datetime) -> bytes:
    """The badge's picture ("png" or "svg") with the award in it; made anew each time."""
    return bake_into(award, kind, document(award, format, at=at), is_version_2=format == HOSTED)


def bake_into(award: Award, kind: str, body: bytes, *, is_version_2: bool = False) -> bytes:
    """Put the bytes of a document into the badge's picture."""
    standard = Standard.OPEN_BADGES_2 if is_version_2 else Standard.OPEN_BADGES_3
    return _prepared_picture(award.version_id, kind, standard).bake(body.decode("utf-8"))


def _must_be_issued(award: Award) -> None:
    if award.erased_at is not None:
        raise NotFound(_("Everything about this badge was erased at the request of its holder."))
    if award.state not in (AwardState.ISSUED, AwardState.REVOKED):
        raise Conflict(_("This badge is still being made. Try again in a moment."))


@lru_cache(maxsize=32)
def _prepared_picture(version_id: UUID, kind: str, standard: Standard) -> PreparedImage:
    """Split the picture where the text goes; a published version's picture never changes."""
    version = AchievementVersion.objects.get(pk=version_id)
    pictures = {"png": bytes(version.picture_png or b""), "svg": version.picture_svg.encode()}
    if not pictures.get(kind):
        raise NotFound(_("This badge has no picture of that kind."))
    return prepare(pictures[kind], standard=standard)


def _prepared(award: Award, format: str, address: str | None, at: datetime) -> IssuedDocument:
    """Write down what is to be signed, or find what was written down before."""
    name = format
    if address is not None:
        name += EMAIL + hashlib.sha256(address.encode()).hexdigest()[:32]
    found = IssuedDocument.objects.filter(award=award, format=name).first()
    if found is not None:
        return found
    if award.status_list is None:
        raise Conflict(_("This badge is still being made. Try again in a moment."))
    identity = address and IdentityObject.of_email(address, salt=secrets.token_urlsafe(16))
    credential = composition.credential(
        award, composition.Badge.of(award.version), award.status_list, email=identity or None
    )
    with transaction.atomic():
        document, _is_new = IssuedDocument.objects.get_or_create(
            award=award,
            format=name,
            defaults={"prepared_at": at, "signed_input": composition.to_bytes(credential)},
        )
    return document


def _signed(document: IssuedDocument) -> bytes:
    if document.body is None:
        body = signing.sign_credential(
            json.loads(bytes(document.signed_input)),
            issuer=document.award.version.achievement.issuer,
            proof=PROOFS[document.format.partition(EMAIL)[0]],
            at=document.prepared_at,
        )
        keep_bodies([(document, body)])
        document = IssuedDocument.objects.get(pk=document.pk)
    return bytes(document.body or b"")
