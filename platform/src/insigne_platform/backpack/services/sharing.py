"""Showing a badge by a link, and closing the link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack.events import BadgeShared
from insigne_platform.backpack.models import Holding, ShareLink
from insigne_platform.backpack.permissions import must_hold
from insigne_platform.backpack.services.files import Download, file_of
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.core.tokens import id_of_token, token_for
from insigne_platform.people.models import Person

SHARE = "share"


@dataclass(frozen=True, slots=True)
class SharedBadge:
    """What somebody sees who opens a link."""

    holding: Holding
    award: Award
    document: bytes
    expires_at: datetime | None


@transaction.atomic
def share(
    holding: Holding, *, by: Person, at: datetime, expires_at: datetime | None = None
) -> ShareLink:
    """Make a link by which anybody who has it sees this badge."""
    must_hold(by, holding)
    if not holding.award.version.achievement.is_public:
        raise Conflict(_("A game element is seen in its course only, and is not shared."))
    if expires_at is not None and expires_at <= at:
        raise Invalid([Problem("until", _("This day is over."))])

    link = ShareLink.objects.create(holding=holding, expires_at=expires_at)
    audit.record(by, "badge.shared", link, holding=holding.pk)
    outbox.publish(BadgeShared(str(link.pk)))
    return link


def share_address(link: ShareLink) -> str:
    """The address that the holder gives to whom she wants."""
    return absolute(f"/s/{token_for(SHARE, link.pk)}")


@transaction.atomic
def stop_sharing(link: ShareLink, *, by: Person, at: datetime) -> ShareLink:
    """Close a link; from now on it shows nothing."""
    must_hold(by, link.holding)
    if link.revoked_at is None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record(by, "badge.unshared", link, holding=link.holding_id)
    return link


def open_share(token: str, *, at: datetime) -> SharedBadge | None:
    """What a link shows at this moment, counted for the holder; None if nothing (any more)."""
    link = _open_link(token, at)
    if link is None:
        return None
    ShareLink.objects.filter(pk=link.pk).update(
        opened_count=models.F("opened_count") + 1, last_opened_at=at
    )
    award = link.holding.award
    return SharedBadge(
        holding=link.holding,
        award=award,
        document=awards.document(award, "ob3", at=at),
        expires_at=link.expires_at,
    )


def shared_award(token: str, *, at: datetime) -> Award | None:
    """The award that a link shows at this moment; who asks for a part of it is not counted."""
    link = _open_link(token, at)
    return None if link is None else link.holding.award


def shared_picture(token: str, *, at: datetime) -> Download | None:
    """The badge that a link shows, as a picture with the credential in it."""
    link = _open_link(token, at)
    return None if link is None else file_of(link.holding.award, "png", at)


def _open_link(token: str, at: datetime) -> ShareLink | None:
    link_id = id_of_token(SHARE, token)
    if link_id is None:
        return None
    link = (
        ShareLink.objects.filter(pk=link_id, holding__deleted_at=None)
        .select_related(
            "holding__award__version__achievement__issuer__institution",
            "holding__award__status_list",
        )
        .first()
    )
    if link is None or not link.holding.award.version.achievement.is_public:
        return None
    return link if link.is_open(at) else None
