"""Forgetting who got an award: what says it goes, and what explains the status bit stays.

The row keeps its identifier, its badge, its dates, its place in the status list, and the SHA-256
of what was signed. That digest says nothing to anybody who has not the file itself, since the file
holds a random identifier; whoever kept a copy can show by it what was awarded, and still verify it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from insigne_platform.awards import composition
from insigne_platform.awards.models import (
    Award,
    AwardState,
    Batch,
    IssuedDocument,
    KnownRecipient,
    ListPart,
    RowLeft,
)
from insigne_platform.core import publication
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict
from insigne_platform.core.scrubbing import mentioning, without
from insigne_platform.people.models import Person

SIGNED: Final = "ob3"


def awards_about(person: Person, addresses: Collection[str]) -> QuerySet[Award]:
    """What the person holds, and what waits for one of her addresses."""
    return Award.objects.filter(Q(holder=person) | Q(holder=None, recipient_email__in=addresses))


def forget_recipient(person: Person, addresses: Collection[str], *, at: datetime) -> int:
    """Take out of every award of the person what says that it is hers; answer how many.

    Raises `Conflict` while one of them is being made. In a transaction of the caller, who takes
    away first what points to the documents.
    """
    mine = awards_about(person, addresses).select_related(
        "version__achievement", "batch", "status_list"
    )
    if mine.filter(state__in=(AwardState.NEW, AwardState.INTENT)).exists():
        raise Conflict(_("A badge for you is being made at this moment. Try again in a minute."))
    found = list(mine)
    for award in found:
        _forget(award, at)
    gone = {
        composition.assertion_path(award): composition.to_bytes(
            {"id": absolute(composition.assertion_path(award)), "erased": True}
        )
        for award in found
        if award.version.achievement.is_public
    }
    publication.publish_many(gone, status=HTTPStatus.GONE)
    KnownRecipient.objects.filter(email__in=addresses).delete()
    RowLeft.objects.filter(_any("recipient__icontains", addresses)).delete()
    for part in mentioning(ListPart, ("rows", "already", "problems"), addresses):
        for name in ("rows", "already", "problems"):
            setattr(part, name, without(getattr(part, name), addresses))
        part.save(update_fields=["rows", "already", "problems"])
    return len(found)


def _forget(award: Award, at: datetime) -> None:
    documents = IssuedDocument.objects.filter(award=award)
    signed = documents.filter(format=SIGNED).values_list("body", flat=True).first()
    Award.objects.filter(pk=award.pk).update(
        commitment=hashlib.sha256(bytes(signed)).hexdigest() if signed else "",
        erased_at=at,
        recipient_email="",
        recipient_name="",
        subject_urn="",
        narrative="",
        grade="",
        evidence_url="",
        revocation_note="",
        suspension_note="",
        holder=None,
        declined_at=award.declined_at or (at if award.claimed_at is None else None),
    )
    documents.delete()
    who = [text for text in (award.recipient_name, award.recipient_email) if text]
    Batch.objects.filter(pk=award.batch_id, label__in=who).update(label="")


def _any(lookup: str, values: Collection[str]) -> Q:
    found = Q(pk__in=())
    for value in values:
        found |= Q(**{lookup: value})
    return found
