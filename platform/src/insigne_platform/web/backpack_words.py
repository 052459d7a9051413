"""Badges on the rack and the links to them, laid out for the templates."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import Holding, ShareLink
from insigne_platform.backpack.services import share_address
from insigne_platform.web.badge_presentation import picture_of, scenario_word

SOON = timedelta(days=60)


def tile(holding: Holding, *, at: datetime) -> Mapping[str, object]:
    """Lay out one badge on the rack."""
    award = holding.award
    version = award.version
    achievement = version.achievement
    state, label = _state(award.expires_at, at)
    if award.is_revoked:
        state, label = "invalid", _("Revoked")
    return {
        "picture": picture_of(version),
        "name": version.name,
        "url": reverse("backpack-badge", args=[holding.pk]),
        "scenario": achievement.scenario,
        "kind": scenario_word(achievement.scenario),
        "issuer": achievement.issuer.name,
        "moment": award.awarded_at,
        "state": state,
        "state_label": label,
        "shared": sum(link.is_open(at) for link in holding.share_links.all()),
        "dim": award.is_revoked,
    }


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
