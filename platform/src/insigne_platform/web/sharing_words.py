"""Links and views, laid out for the templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.backpack.models import CollectionItem, Holding, ImportedBadge
from insigne_platform.sharing.models import Link, View
from insigne_platform.sharing.services import address_of, document_of
from insigne_platform.sharing.services.viewing import name_of
from insigne_platform.verification import services as verification
from insigne_platform.web.badge_presentation import picture_of
from insigne_platform.web.plots import Columns, Point, columns
from insigne_platform.web.templatetags.parts import full_date, in_language

FIELDS: Mapping[str, Callable[[], str]] = {
    "recipient_name": lambda: _("name"),
    "grade": lambda: _("grade"),
    "narrative": lambda: _("what was written about it"),
    "evidence_url": lambda: _("evidence"),
    "expires_at": lambda: _("until when it holds"),
    "name": lambda: _("name"),  # from here on what a grant shows
    "credits": lambda: _("credits"),
    "evidence": lambda: _("evidence"),
}
MONTHS = 12
LINKEDIN = "https://www.linkedin.com"


def link_card(link: Link, *, at: datetime) -> Mapping[str, object]:
    """Lay out a link with its address, which is made anew and stored nowhere."""
    last_day = (
        timezone.localtime(link.expires_at - timedelta(seconds=1)) if link.expires_at else None
    )
    is_open = link.is_open(at)
    return {
        "pk": link.pk,
        "url": reverse("link", args=[link.pk]),
        "badge": name_of(link.shown),
        "badge_url": badge_url(link),
        "address": address_of(link) if is_open else None,
        "audience": link.audience,
        "purpose": link.purpose,
        "has_pin": bool(link.pin_hash),
        "wrong_pins": link.wrong_pins,
        "is_one_time": link.is_one_time,
        "is_open": is_open,
        "is_stopped": link.revoked_at is not None,
        "state": "valid" if is_open else "unknown",
        "state_word": state_of(link, at),
        "last_day": last_day,
        "link_made_at": link.created_at,
        "opened_count": link.opened_count,
        "opened": opened(link),
    }


def state_of(link: Link, at: datetime) -> str:
    """Say in a few words whether the link works, and why not."""
    if link.revoked_at is not None:
        return _("Stopped")
    if link.is_locked:
        return _("Closed: the PIN was wrong too often")
    if link.expires_at is not None and at >= link.expires_at:
        return _("Ran out")
    if link.is_one_time and link.used_at is not None:
        return _("Used")
    return _("Works")


def opened(link: Link) -> str:
    """Say how often it was opened, and when last."""
    if not link.opened_count or link.last_opened_at is None:
        return _("Not opened yet")
    times = ngettext("Opened %(n)s time", "Opened %(n)s times", link.opened_count)
    last = _("last on %(date)s") % {"date": full_date(link.last_opened_at)}
    return f"{times % {'n': link.opened_count}}, {last}"


def badge_url(link: Link) -> str:
    """The holder's own page of what the link shows."""
    if link.collection_id is not None:
        return reverse("collection", args=[link.collection_id])
    if link.holding_id is not None:
        return reverse("backpack-badge", args=[link.holding_id])
    return reverse("imported-badge", args=[link.imported_id])


def ways_to_show(link: Link, address: str) -> Mapping[str, object]:
    """The same address for other places: a frame, LinkedIn, a line in a CV."""
    shown = link.shown
    name, issuer, day = name_of(shown), "", shown.created_at
    if isinstance(shown, Holding):
        issuer, day = shown.award.version.achievement.issuer.name, shown.award.awarded_at
    elif isinstance(shown, ImportedBadge):
        issuer, day = shown.issuer_name, shown.awarded_at or day
    day = timezone.localtime(day)
    profile = {
        "startTask": "CERTIFICATION_NAME", "name": name, "organizationName": issuer,
        "issueYear": day.year, "issueMonth": day.month, "certUrl": address,
    }  # fmt: skip
    line = ", ".join(part for part in (name, issuer, full_date(day)) if part)
    ways: dict[str, object] = {
        "cv": _("%(line)s. To be checked at %(address)s") % {"line": line, "address": address},
    }
    if link.pin_hash or link.is_one_time:  # not for everybody who comes along
        return ways
    share = f"{LINKEDIN}/sharing/share-offsite/?{urlencode({'url': address})}"
    if link.holding is None:
        return ways | {"linkedin_share": share}
    profile_url = f"{LINKEDIN}/profile/add?{urlencode(profile)}"
    ways |= {"linkedin_share": share, "linkedin_profile": profile_url}
    if not link.may_be_framed:
        return ways
    frame = (
        f'<iframe src="{escape(address)}/embed" title="{escape(name)}" width="340" height="240" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" '
        'referrerpolicy="no-referrer" style="border:0"></iframe>'
    )
    return ways | {"frame": frame}


def view_row(view: View, *, links: Iterable[Link]) -> Mapping[str, object]:
    """Lay out one entry of the log."""
    known = {link.pk: link for link in links}
    link = known.get(view.reference)
    return {
        "pk": view.pk,
        "at": view.at,
        "badges": ", ".join(view.badges),
        "fields": fields_words(view.fields),
        "through": view.get_through_display(),
        "link_url": reverse("link", args=[link.pk]) if link else "",
        "audience": view.viewer or view.audience,
        "is_named": bool(view.viewer),
        "purpose": view.purpose,
    }


def fields_words(names: Sequence[str]) -> str:
    """Say which parts of a badge were shown beside its name, issuer and date."""
    return ", ".join(FIELDS[name]() for name in names if name in FIELDS)


def plotted(counts: Mapping[datetime, int], *, at: datetime) -> Columns:
    """Draw how often was looked in each of the last twelve months."""
    here = timezone.localtime(at)
    by_month = {(month.year, month.month): count for month, count in counts.items()}
    points = []
    for back in range(MONTHS - 1, -1, -1):
        year, month = divmod(here.year * 12 + here.month - 1 - back, 12)
        day = here.replace(year=year, month=month + 1, day=1)
        label = day.strftime("%m-%y")
        points.append(Point(label, by_month.get((year, month + 1), 0), back == 0))
    return columns(points)


def shared_tile(item: CollectionItem, token: str, *, at: datetime) -> Mapping[str, object]:
    """Lay out one badge of a shared collection, with what the check says at this moment."""
    badge = item.badge
    view = verification.verify(document_of(badge, at=at), None, None, None, at=at)
    laid = {
        "url": f"{reverse('share', args=[token])}?badge={item.pk}",
        "name": name_of(badge),
        "look": str(view.look),
        "word": in_language(view, "headline"),
    }
    if isinstance(badge, Holding):
        version = badge.award.version
        return laid | {
            "picture": picture_of(version),
            "scenario": version.achievement.scenario,
            "issuer": in_language(version.achievement.issuer, "name"),
            "moment": badge.award.awarded_at,
            "holder": badge.award.recipient_name,
            "dim": badge.award.is_revoked,
        }
    return laid | {
        "picture": view.picture or static("insigne/no-picture.svg"),
        "scenario": "game",
        "issuer": badge.issuer_name,
        "moment": badge.awarded_at,
        "dim": badge.verdict == "invalid",
    }
