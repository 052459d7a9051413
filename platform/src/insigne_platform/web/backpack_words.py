"""Badges on the rack and the links to them, laid out for the templates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import Holding, ImportedBadge, ImportFile, ShareLink
from insigne_platform.backpack.services import share_address
from insigne_platform.backpack.shelf import SOON, Badge
from insigne_platform.web.badge_presentation import picture_of, scenario_word

STATES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "valid": ("valid", lambda: _("Valid")),
    "unlisted": ("unlisted", lambda: _("Authentic")),
    "unknown": ("unknown", lambda: _("Cannot tell yet")),
    "invalid": ("invalid", lambda: _("Invalid")),
}
OWNERSHIP: Mapping[str, Callable[[], str]] = {
    "address": lambda: _("It names an address that is not a confirmed address of yours any more."),
    "another": lambda: _(
        "It names somebody by something else than your confirmed addresses. Is it another "
        "address of yours? Add and confirm that, and check the badge again."
    ),
    "key": lambda: _(
        "It is bound to a key in a wallet. We cannot ask that wallet yet whether it is yours."
    ),
    "nobody": lambda: _("It does not say in a way that we can compare to whom it was given."),
}


def outcome_words(file: ImportFile) -> Mapping[str, object]:
    """Say what became of one file of an import."""
    state, said = OUTCOMES[file.outcome]
    badge, holding = file.badge, file.holding
    url = name = ""
    if badge is not None and badge.deleted_at is None:
        url, name = reverse("imported-badge", args=[badge.pk]), imported_name(badge)
        if file.outcome == "added":
            state = STATES.get(badge.look, STATES["unknown"])[0]
    elif holding is not None and holding.deleted_at is None:
        url, name = reverse("backpack-badge", args=[holding.pk]), holding.award.version.name
    text = file.message or said()
    if file.outcome == "added" and badge is not None:
        text = f"{text} {STATES.get(badge.look, STATES['unknown'])[1]()}."
    return {"file": file.name, "state": state, "text": text, "url": url, "name": name}


OUTCOMES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "waiting": ("asked", lambda: _("Waits to be looked at.")),
    "added": ("valid", lambda: _("In your backpack now. The check says:")),
    "again": ("asked", lambda: _("This badge was in your backpack already.")),
    "restored": ("valid", lambda: _("This badge was in the bin. It is back in your backpack.")),
    "own": ("asked", lambda: _("This badge was awarded here, and hangs in your backpack already.")),
    "offered": (
        "asked",
        lambda: _("This badge was awarded here, and waits for you at the top of your backpack."),
    ),
    "refused": ("invalid", lambda: _("Not imported.")),
}


def tile(
    badge: Badge, *, at: datetime, addresses: Sequence[str] = (), shared: int = 0
) -> Mapping[str, object]:
    """Lay out one badge on the rack, wherever it came from; by *shared* links others see it."""
    if isinstance(badge, ImportedBadge):
        return {**_imported_tile(badge, at, addresses), "shared": shared}
    return _own_tile(badge, at, shared)


def _own_tile(holding: Holding, at: datetime, shared: int) -> Mapping[str, object]:
    award = holding.award
    version = award.version
    achievement = version.achievement
    state, label = _state(award.expires_at, at)
    if award.is_revoked:
        state, label = "invalid", _("Revoked")
    elif award.is_suspended:
        state, label = "invalid", _("Suspended")
    return {
        "picture": picture_of(version),
        "name": version.name,
        "url": reverse("backpack-badge", args=[holding.pk]),
        "restore_url": reverse("restore-badge", args=[holding.pk]),
        "scenario": achievement.scenario,
        "kind": scenario_word(achievement.scenario),
        "issuer": achievement.issuer.name,
        "moment": award.awarded_at,
        "deleted_at": holding.deleted_at,
        "state": state,
        "state_label": label,
        "shared": shared + sum(link.is_open(at) for link in _prefetched(holding, "share_links")),
        "tags": [tag.name for tag in _prefetched(holding, "tags")],
        "dim": award.is_revoked,
    }


def _prefetched(badge: Badge, name: str) -> Iterable[Any]:
    """What was read along with the badge; the bin, which shows less, reads nothing along."""
    read: Mapping[str, Iterable[Any]] = getattr(badge, "_prefetched_objects_cache", {})
    return read.get(name, ())


def _imported_tile(
    badge: ImportedBadge, at: datetime, addresses: Sequence[str]
) -> Mapping[str, object]:
    state, label = STATES.get(badge.look, STATES["unknown"])
    word = label()
    if badge.is_taken_back:
        word = _("Taken back")
    elif badge.expires_at is not None and badge.expires_at <= at:
        state, word = "invalid", _("Expired")
    return {
        "picture": imported_picture(badge),
        "name": imported_name(badge),
        "url": reverse("imported-badge", args=[badge.pk]),
        "restore_url": reverse("restore-imported", args=[badge.pk]),
        "scenario": "game" if badge.look != "unlisted" and badge.look != "valid" else "",
        "kind": _("Imported"),
        "issuer": badge.issuer_name,
        "moment": badge.awarded_at or badge.created_at,
        "deleted_at": badge.deleted_at,
        "state": state,
        "state_label": word,
        "not_yours": not is_shown_to_be_own(badge, addresses),
        "tags": [tag.name for tag in _prefetched(badge, "tags")],
        "dim": badge.verdict == "invalid",
    }


def imported_name(badge: ImportedBadge) -> str:
    """What a badge from elsewhere is called; what it came in, if it does not say."""
    return badge.name or badge.file_name


def imported_picture(badge: ImportedBadge) -> str:
    """Where its picture stands: drawn by us, or the one for badges without."""
    if badge.has_picture:
        return reverse("imported-picture", args=[badge.pk])
    return static("insigne/no-picture.svg")


def is_shown_to_be_own(badge: ImportedBadge, addresses: Sequence[str]) -> bool:
    """Say whether it names an address that is still one's own, and what it says is confirmed."""
    return badge.verdict == "valid" and badge.own_address in addresses


def ownership(badge: ImportedBadge, addresses: Sequence[str]) -> Mapping[str, object]:
    """Say plainly whether a badge from elsewhere is shown to be the holder's."""
    if is_shown_to_be_own(badge, addresses):
        text = _("The badge was given to %(address)s, which is a confirmed address of yours.")
        return {"is_own": True, "text": text % {"address": badge.own_address}}
    if badge.own_address in addresses and badge.own_address:
        text = _(
            "It names %(address)s, which is yours. But the badge itself is not confirmed, so that "
            "shows nothing."
        ) % {"address": badge.own_address}
    else:
        text = OWNERSHIP.get(badge.named_by, OWNERSHIP["nobody"])()
    return {"is_own": False, "text": text, "may_add": badge.named_by in ("another", "address")}


def _state(expires_at: datetime | None, at: datetime) -> tuple[str, str]:
    if expires_at is None or expires_at > at + SOON:
        return "", ""
    return "unknown", _("Expired") if expires_at <= at else _("Expires soon")


def link_words(link: ShareLink, *, at: datetime) -> Mapping[str, object]:
    """Lay out a link with its whole address, which is made anew and stored nowhere."""
    last_day = (
        timezone.localtime(link.expires_at - timedelta(seconds=1)) if link.expires_at else None
    )
    return {
        "pk": link.pk,
        "address": share_address(link),
        "is_open": link.is_open(at),
        "expires_at": link.expires_at,
        "last_day": last_day,
        "made_at": link.created_at,
        "opened_count": link.opened_count,
        "last_opened_at": link.last_opened_at,
    }
