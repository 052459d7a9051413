"""Letting somebody in by a link: after a press of a button, and a PIN if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import check_password
from django.core.signing import BadSignature, TimestampSigner
from django.db import models, transaction
from django.utils.translation import gettext as _

from insigne_platform.awards import services as awards
from insigne_platform.backpack.models import Collection, CollectionItem, Holding, ImportedBadge
from insigne_platform.backpack.selectors import items_of
from insigne_platform.sharing.models import STAY, Link, Shown, Through
from insigne_platform.sharing.services.making import hash_of
from insigne_platform.sharing.services.viewing import FIELDS, fields_of, names_for, note_view

FREE_TRIES: Final = 3
FIRST_PAUSE: Final = timedelta(seconds=30)
_passes: Final = TimestampSigner(salt="insigne.sharing.pass")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody was let in; if not, why in words for who stands at the door."""

    link: Link | None
    problem: str = ""


def link_of_token(token: str, *, at: datetime) -> Link | None:
    """The link with this address, if it still shows its badge; None for any other text."""
    link = (
        Link.objects.filter(token_hash=hash_of(token))
        .select_related(
            "person",
            "imported",
            "collection",
            "holding__award__version__achievement__issuer__institution",
            "holding__award__status_list",
        )
        .first()
    )
    if link is None or not link.shows(at):
        return None
    if link.collection is None and not is_seen(link.shown):
        return None
    return link


def is_seen(badge: Shown) -> bool:
    """Say whether others may see a badge: it is not in the bin, and no game element."""
    if isinstance(badge, Holding):
        return badge.deleted_at is None and badge.award.version.achievement.is_public
    return isinstance(badge, Collection) or badge.deleted_at is None


def badges_of(link: Link) -> Sequence[CollectionItem]:
    """What a link to a collection shows at this moment, in its order."""
    if link.collection is None:
        return ()
    return [item for item in items_of(link.collection) if is_seen(item.badge)]


@transaction.atomic
def let_in(token: str, pin: str, *, at: datetime) -> Answer:
    """Let somebody in, and write down that somebody looked.

    A link that works once is used by this. Of two who come at once one is let in. Wrong PINs are
    counted for as long as the address lives: a right one in between gives nobody new tries.
    """
    found = link_of_token(token, at=at)
    if found is None:
        return Answer(None)
    link = Link.objects.select_for_update().get(pk=found.pk)
    if not link.is_open(at):
        return Answer(None)
    if link.pin_hash:
        problem = _try(link, pin, at)
        if problem:
            return Answer(None if link.is_locked else found, problem)
    Link.objects.filter(pk=link.pk).update(
        opened_count=models.F("opened_count") + 1, last_opened_at=at, used_at=at
    )
    shown = [item.badge for item in badges_of(found)] if found.collection else [found.shown]
    note_view(
        link.person,
        at=at,
        through=Through.LINK,
        reference=link.pk,
        badges=names_for(link.person, shown),
        fields=sorted({name for badge in shown for name in fields_of(badge)}, key=FIELDS.index),
        audience=link.audience,
        purpose=link.purpose,
    )
    return Answer(found)


def pass_for(link: Link) -> str:
    """What whoever was let in shows for the next hour; it tells nothing and opens nothing else."""
    return _passes.sign(link.token_hash[:32])


def was_let_in(link: Link, given: str) -> bool:
    """Say whether *given* is a pass for this link, of this last hour."""
    try:
        return _passes.unsign(given, max_age=STAY) == link.token_hash[:32]
    except BadSignature:
        return False


def document_of(badge: Holding | ImportedBadge, *, at: datetime) -> bytes:
    """The bytes of a badge that is shown, to be checked like any other."""
    if isinstance(badge, Holding):
        return awards.document(badge.award, "ob3", at=at)
    return bytes(badge.source)


def _try(link: Link, pin: str, at: datetime) -> str:
    """Compare the PIN, and count if it is wrong; what is the matter, or nothing."""
    if link.waits_until is not None and at < link.waits_until:
        return _("The PIN was wrong too often. Wait a moment, and try again.")
    if check_password(pin, link.pin_hash):
        return ""
    link.wrong_pins += 1
    over = link.wrong_pins - FREE_TRIES
    link.waits_until = at + FIRST_PAUSE * 2**over if over >= 0 else None
    link.save(update_fields=["wrong_pins", "waits_until"])
    if link.is_locked:
        return _("The PIN was wrong too often. The link is closed; ask who gave it to you.")
    return _("This is not the PIN of this link.")
