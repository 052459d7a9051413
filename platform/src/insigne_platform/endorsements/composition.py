"""Where an endorsement becomes the standard's noun: an EndorsementCredential, and its list."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from insigne.credentials.open_badges_3 import BitstringStatusListEntry
from insigne.credentials.open_badges_3_endorsement import (
    EndorsementCredential,
    EndorsementSubject,
)
from insigne.status.status_list_credential import status_list_credential
from insigne_platform.achievements.composition import achievement_path
from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core.addresses import absolute
from insigne_platform.endorsements.models import Endorsement, EndorsementList, Kind
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import composition as signing

PURPOSE = "revocation"


def endorsement_path(endorsement: Endorsement) -> str:
    """Where the signed endorsement and its page stand."""
    return f"/public/endorsements/{endorsement.public_id}"


def list_path(status_list: EndorsementList) -> str:
    """Where the signed status list stands."""
    return f"/public/status/{status_list.public_id}"


def subject_of(thing: Issuer | Achievement | Award) -> dict[str, object]:
    """What is endorsed, as a request or an endorsement stores it."""
    if isinstance(thing, Issuer):
        id, name = absolute(signing.issuer_path(thing)), thing.name
        fields: dict[str, object] = {"kind": Kind.ISSUER, "issuer_endorsed": thing}
        return fields | {"subject_id": id, "subject_name": name, "subject_issuer": name}
    version = thing.version if isinstance(thing, Award) else _newest(thing)
    said = {"subject_name": version.name, "subject_issuer": version.achievement.issuer.name}
    if isinstance(thing, Award):
        return said | {"kind": Kind.AWARD, "award": thing, "subject_id": thing.credential_id}
    id = absolute(achievement_path(version))
    return said | {"kind": Kind.BADGE, "achievement": thing, "subject_id": id}


def _newest(achievement: Achievement):  # type: ignore[no-untyped-def]  # a version, or an error
    return achievement.versions.select_related("achievement__issuer").latest("number")


def value_sentence(endorsement: Endorsement) -> str:
    """What the badge counts for, as one sentence in the page's language; empty if nothing."""
    words = {
        "credits": plain(endorsement.credits) if endorsement.credits else "",
        "programme": endorsement.programme,
        "where": endorsement.counts_at,
    }
    sentences = {
        (True, True, True): _("Counts for %(credits)s EC in %(programme)s at %(where)s."),
        (True, True, False): _("Counts for %(credits)s EC in %(programme)s."),
        (True, False, True): _("Counts for %(credits)s EC at %(where)s."),
        (True, False, False): _("Counts for %(credits)s EC."),
        (False, True, True): _("Counts in %(programme)s at %(where)s."),
        (False, True, False): _("Counts in %(programme)s."),
        (False, False, True): _("Counts at %(where)s."),
        (False, False, False): "",
    }
    stated = (bool(words["credits"]), bool(words["programme"]), bool(words["where"]))
    return sentences[stated] % words


def plain(credits: Decimal) -> str:
    """Write 5.00 as 5, and 2.50 with the comma or point of the language."""
    whole = credits == credits.to_integral_value()
    return number_format(int(credits) if whole else credits.normalize())


def credential(endorsement: Endorsement) -> dict[str, object]:
    """The endorsement as Open Badges 3.0 has it, still to be signed.

    The standard has a comment and no place for a value, and terms that no context defines would
    not be covered by the proof. So the value is a sentence of its own in the signed comment; its
    parts stand in our table and on the public page.
    """
    issuer, status_list, index = (
        endorsement.issuer, endorsement.status_list, endorsement.status_index,
    )  # fmt: skip
    if issuer is None or status_list is None or index is None:
        raise ValueError("only an endorsement of ours, with its place in a list, is written")
    with translation.override(endorsement.language):
        name = _("Endorsement of %(name)s") % {"name": endorsement.subject_name}
        comment = "\n\n".join(part for part in (endorsement.comment, _value(endorsement)) if part)
    return EndorsementCredential(
        id=absolute(endorsement_path(endorsement)),
        name=name,
        issuer=signing.profile(issuer, endorsement.language),
        valid_from=endorsement.given_at,
        valid_until=endorsement.valid_until,
        credential_subject=EndorsementSubject(endorsement.subject_id, comment or None),
        credential_status=BitstringStatusListEntry(
            absolute(list_path(status_list)), index, PURPOSE
        ),
    ).to_json()


def _value(endorsement: Endorsement) -> str:
    sentence = value_sentence(endorsement)
    return f"**{sentence}**" if sentence else ""


def list_document(
    status_list: EndorsementList, withdrawn: Iterable[int], *, at: datetime
) -> dict[str, object]:
    """The status list as a credential, still to be signed, with a bit for each withdrawn one."""
    bits = bytearray(status_list.capacity // 8)
    for index in withdrawn:
        bits[index // 8] |= 0x80 >> (index % 8)  # the first bit is the left-most one
    return status_list_credential(
        id=absolute(list_path(status_list)),
        issuer=absolute(signing.issuer_path(status_list.issuer)),
        purpose=PURPOSE,
        bits=bytes(bits),
        valid_from=at,
    )


def to_bytes(document: dict[str, object]) -> bytes:
    """Write a document as it is stored and served."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
