"""Showing a part of an award, in a form that anybody verifies and that says nothing more.

`present` is the one door, for pages and for whatever else shows an award on behalf of its holder:
it gives bytes that may leave the house. What it makes them from never does.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from insigne.proofs import data_integrity, sd_jwt
from insigne.proofs.sd_jwt import read
from insigne_platform.awards.composition import to_bytes
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.disclosure import composition
from insigne_platform.disclosure.composition import Field
from insigne_platform.disclosure.models import DisclosableDocument
from insigne_platform.disclosure.permissions import may_disclose
from insigne_platform.people.models import Person
from insigne_platform.signing import services as signing

SD_JWT_VC: Final = "sd-jwt-vc"
DERIVED: Final = "ecdsa-sd-2023"
ALWAYS_SHOWN: Final = "/validFrom"  # for a choice of nothing: the root would mean everything
FILES: Final[Mapping[str, tuple[str, str]]] = {
    SD_JWT_VC: ("badge.sd-jwt", "application/dc+sd-jwt"),
    DERIVED: ("badge-part.json", "application/vc+ld+json"),
}


@dataclass(frozen=True, slots=True)
class Presentation:
    """A file that shows a part of an award: its name, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes


def available(award: Award, *, by: Person) -> tuple[Field, ...]:
    """The fields that the holder can show or keep back: those of which the award says something."""
    _must_be_shown(award, by)
    return composition.fields_in(composition.document_of(award))


def present(
    award: Award, fields: Collection[str], format: str, *, by: Person, at: datetime
) -> Presentation:
    """Show of *award* what is always shown and *fields* (`Field`), and nothing else.

    *format* is `SD_JWT_VC` or `DERIVED`. The issuer signs each once, when first asked; what a
    field has nothing for is passed over. Raises `NotPermitted` for who does not hold the award,
    `Conflict` while it is being made or when it was taken back, and `Invalid` for unknown words.
    """
    _must_be_shown(award, by)
    if format not in FILES:
        raise Invalid([Problem("format", _("There is no such kind of file."))])
    try:
        wanted = {Field(field) for field in fields}
    except ValueError:
        raise Invalid([Problem("fields", _("This badge has no such part."))]) from None
    body = _signed(award, format, at)
    content = _shown_of_token(body, wanted) if format == SD_JWT_VC else _derived(body, wanted)
    return Presentation(*FILES[format], content)


def _must_be_shown(award: Award, by: Person) -> None:
    if not may_disclose(by, award):
        raise NotPermitted(_("This is not your badge."))
    if award.state == AwardState.REVOKED:
        raise Conflict(_("This badge was taken back, so there is nothing to show of it."))
    if award.state != AwardState.ISSUED or award.status_list is None:
        raise Conflict(_("This badge is still being made. Try again in a moment."))


def _shown_of_token(body: bytes, wanted: Collection[Field]) -> bytes:
    token = read(body.decode("ascii"))
    pointers = composition.pointers_of(wanted, token.claims)
    return sd_jwt.present(token.token, pointers).to_text().encode("ascii")


def _derived(body: bytes, wanted: Collection[Field]) -> bytes:
    document = json.loads(body)
    pointers = composition.pointers_of(wanted, document)
    return to_bytes(data_integrity.derive(document, selective_pointers=pointers or [ALWAYS_SHOWN]))


def _signed(award: Award, format: str, at: datetime) -> bytes:
    """Find what the issuer signed, or have it signed; whoever comes first is kept."""
    found = DisclosableDocument.objects.filter(award=award, format=format).first()
    if found is None:
        found, _is_new = DisclosableDocument.objects.get_or_create(
            award=award,
            format=format,
            defaults={"prepared_at": at, "body": _sign(award, format, at)},
        )
    return bytes(found.body)


def _sign(award: Award, format: str, at: datetime) -> bytes:
    document, issuer = composition.document_of(award), award.version.achievement.issuer
    if format == DERIVED:
        mandatory = composition.mandatory_pointers(document)
        return signing.sign_base_proof(document, issuer=issuer, mandatory=mandatory, at=at)
    disclosable = composition.pointers_of(tuple(Field), document)
    decoys = composition.decoys_for(disclosable)
    return signing.sign_sd_jwt_vc(document, issuer=issuer, disclosable=disclosable, decoys=decoys)
