"""What a holder does with badges: she keeps or declines them, takes them along, and shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_of_claim
from insigne_platform.backpack.events import BadgeShared, HoldingKept
from insigne_platform.backpack.models import Holding, ShareLink
from insigne_platform.backpack.permissions import may_claim, may_see
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.core.tokens import id_of_token, token_for
from insigne_platform.people import services as people
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import is_closed, person_with_verified

SHARE = "share"
PNG, SVG = "image/png", "image/svg+xml"


class Download(NamedTuple):
    """A file to take along."""

    file_name: str
    media_type: str
    content: bytes


class FileKind(NamedTuple):
    """Of which format a download is, into which picture it is put, and how it is called."""

    format: str
    picture: str
    media_type: str
    ending: str


KINDS: Mapping[str, FileKind] = {
    "png": FileKind("ob3", "png", PNG, ".png"),
    "svg": FileKind("ob3", "svg", SVG, ".svg"),
    "json": FileKind("ob3", "", "application/vc+ld+json", ".json"),
    "jwt": FileKind("ob3-jwt", "", "application/vc+jwt", ".jwt"),
    "png-ob2": FileKind("ob2", "png", PNG, "-ob2.png"),
}


@dataclass(frozen=True, slots=True)
class SharedBadge:
    """What somebody sees who opens a link."""

    holding: Holding
    award: Award
    document: bytes
    expires_at: datetime | None


@transaction.atomic
def claim(award: Award, *, by: Person, at: datetime) -> Holding:
    """Keep a badge that was given to one of the person's own addresses."""
    if not may_claim(by, award):
        raise NotPermitted(_("This badge was given to another address than yours."))
    return _keep(award, by=by, at=at)


def claim_by_link(token: str, *, at: datetime, by: Person | None = None) -> tuple[Person, Holding]:
    """Keep the badge of a mailed link: for who is signed in, or for a new account.

    The link stands for one badge, not for an account. Somebody who is signed in gets the badge
    and no more; an account that there is already is not opened by it, but by a link to sign in,
    which is mailed at once (`NotPermitted` says so).
    """
    award = _invited(token)
    awards.must_be_on_offer(award, at=at)
    _must_be_open(award, by)
    owner = person_with_verified(award.recipient_email) if by is None else by
    if by is None and owner is not None:
        people.send_sign_in_link(award.recipient_email, at=at)
        raise NotPermitted(
            _("There is an account with this address. We mailed you a link to sign in; "
              "the badge waits in your backpack.")
        )  # fmt: skip
    with transaction.atomic():
        person = owner or _new_account(award)
        return person, _keep(award, by=person, at=at)


@transaction.atomic
def decline(token: str, *, at: datetime) -> Award:
    """Refuse the badge of a mailed link; until somebody keeps it one may change one's mind."""
    award = _invited(token)
    _must_be_open(award, None)
    return awards.record_decline(award, by=None, at=at)


@transaction.atomic
def decline_award(award: Award, *, by: Person, at: datetime) -> Award:
    """Refuse a badge that waits in the backpack."""
    if not may_claim(by, award):
        raise NotPermitted(_("This badge was given to another address than yours."))
    return awards.record_decline(award, by=by, at=at)


def _invited(token: str) -> Award:
    award = award_of_claim(token)
    if award is None:
        raise NotFound(_("There is no such invitation."))
    return award


def _must_be_open(award: Award, by: Person | None) -> None:
    """Refuse a link that went to an address which was given up since: it may be anybody's now."""
    if is_closed(award.recipient_email, since=award.created_at, to=by):
        raise Conflict(
            _("The address of this badge was given up after it was sent. Ask the issuer to award "
              "it to your address of now.")
        )  # fmt: skip


def _new_account(award: Award) -> Person:
    """Make an account for who opened her mail; she signs in by mailed links from now on."""
    person = people.register(award.recipient_email, award.recipient_name, award.language)
    people.record_proved_address(person, award.recipient_email)
    return person


def _keep(award: Award, *, by: Person, at: datetime) -> Holding:
    award = awards.record_claim(award, by=by, at=at)
    holding, is_new = Holding.objects.get_or_create(
        award=award, defaults={"person": by, "kept_at": at}
    )
    if is_new:
        audit.record(by, "holding.kept", holding, award=award.pk)
        outbox.publish(HoldingKept(str(holding.pk)))
    return holding


@transaction.atomic
def keep_replacements(batch_id: UUID, *, at: datetime) -> int:
    """Put new awards where those hung whose place they took; links to them show the new one."""
    new = Award.objects.filter(batch=batch_id, holder=None, replaces__holding__isnull=False)
    moved = 0
    for award in new.select_related("replaces__holding__person"):
        holding = award.replaces.holding  # type: ignore[union-attr]  # asked for above
        if awards.record_succession(award, holder=holding.person, at=at):
            holding.award = award
            holding.save(update_fields=["award"])
            moved += 1
    return moved


@transaction.atomic
def share(
    holding: Holding, *, by: Person, at: datetime, expires_at: datetime | None = None
) -> ShareLink:
    """Make a link by which anybody who has it sees this badge."""
    _must_hold(by, holding)
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
    _must_hold(by, link.holding)
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
    return None if link is None else _file(link.holding.award, "png", at)


def _open_link(token: str, at: datetime) -> ShareLink | None:
    link_id = id_of_token(SHARE, token)
    if link_id is None:
        return None
    link = (
        ShareLink.objects.filter(pk=link_id)
        .select_related(
            "holding__award__version__achievement__issuer__institution",
            "holding__award__status_list",
        )
        .first()
    )
    if link is None or not link.holding.award.version.achievement.is_public:
        return None
    return link if link.is_open(at) else None


def download(holding: Holding, kind: str, *, by: Person, at: datetime) -> Download:
    """The badge as a file of a kind in `KINDS`."""
    _must_hold(by, holding)
    return _file(holding.award, kind, at)


def with_address(
    holding: Holding, address: str, *, by: Person, at: datetime, kind: str = "png"
) -> Download:
    """The badge as a file in which one of the holder's addresses can be checked.

    It carries a salted hash of the address, which somebody could guess; so it is made only
    when the holder asks.
    """
    _must_hold(by, holding)
    if kind not in KINDS or KINDS[kind].format == "ob2":
        raise NotFound(_("There is no such kind of file."))
    award, file_kind = holding.award, KINDS[kind]
    body = awards.email_variant(award, address, by=by, at=at, format=file_kind.format)
    if file_kind.picture:
        body = awards.bake_into(award, file_kind.picture, body)
    return Download(_file_name(award, file_kind), file_kind.media_type, body)


@transaction.atomic
def hide(holding: Holding, *, by: Person) -> Holding:
    """Take a badge from the wall of the backpack, or hang it there again."""
    _must_hold(by, holding)
    holding.hidden = not holding.hidden
    holding.save(update_fields=["hidden"])
    audit.record(by, "holding.hidden" if holding.hidden else "holding.shown", holding)
    return holding


def _must_hold(by: Person, holding: Holding) -> None:
    if not may_see(by, holding):
        raise NotPermitted(_("This is not your badge."))


def _file(award: Award, kind: str, at: datetime) -> Download:
    if kind not in KINDS:
        raise NotFound(_("There is no such kind of file."))
    file_kind = KINDS[kind]
    if file_kind.format == "ob2" and not award.version.achievement.is_public:
        raise NotFound(_("A game element has no older kind of file: that is checked in public."))
    if file_kind.format == "ob2" and award.is_revoked:
        raise Conflict(_("This badge was revoked; its older kind of file is not given any more."))
    if file_kind.picture:
        content = awards.baked_picture(award, file_kind.picture, file_kind.format, at=at)
    else:
        content = awards.document(award, file_kind.format, at=at)
    return Download(_file_name(award, file_kind), file_kind.media_type, content)


def _file_name(award: Award, kind: FileKind) -> str:
    name = slugify(award.version.text_in("name", award.version.language))[:60] or "badge"
    return name + kind.ending
