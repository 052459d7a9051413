"""Showing badges to others: the holder's own pages about links and about who looked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.backpack import selectors as backpack
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.sharing import selectors, services
from insigne_platform.sharing.models import Link, Shown, View
from insigne_platform.sharing.services.viewing import name_of
from insigne_platform.web.award_words import holder_facts
from insigne_platform.web.backpack_words import imported_name, imported_picture, link_words
from insigne_platform.web.badge_presentation import badge_page
from insigne_platform.web.forms_sharing import ShareForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.safe_csv import csv_lines
from insigne_platform.web.sharing_words import (
    fields_words,
    link_card,
    plotted,
    view_row,
    ways_to_show,
)

LINKS_ON_A_PAGE = 20
VIEWS_ON_A_PAGE = 50
ORDERS = {
    "newest": ("-created_at", "pk"),
    "oldest": ("created_at", "pk"),
    "opened": ("-opened_count", "-created_at", "pk"),
    "ends": (F("expires_at").asc(nulls_last=True), "pk"),
}
QR_KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Show the links to a badge, and make one."""
    holding = backpack.holding_of(request.user, holding_id)
    if holding is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    older = [link_words(link, at=timezone.now()) for link in backpack.links_of(holding)]
    context = badge_page(holding.award.version) | {
        "holding": holding,
        "award": holding.award,
        "award_facts": holder_facts(holding.award),
        "name": holding.award.version.name,
        "badge_url": reverse("backpack-badge", args=[holding.pk]),
        "older": older,
        "may_share": not holding.award.is_revoked,
    }
    return _share(request, holding, context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_imported(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Show the links to a badge from elsewhere, and make one."""
    badge = backpack.imported_of(request.user, badge_id)
    if badge is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    context: dict[str, object] = {
        "name": imported_name(badge),
        "badge_url": reverse("imported-badge", args=[badge.pk]),
        "picture": imported_picture(badge),
        "issuer_name": badge.issuer_name,
        "may_share": True,
    }
    return _share(request, badge, context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_collection(request: SignedInRequest, collection_id: UUID) -> HttpResponse:
    """Show the links to a collection, and make one."""
    found = backpack.collection_of(request.user, collection_id)
    if found is None:
        raise NotPermitted(_("This is not your collection."))
    items = backpack.items_of(found)
    context: dict[str, object] = {
        "name": found.name,
        "badge_url": reverse("collection", args=[found.pk]),
        "collection": found,
        "names": [name_of(item.badge) for item in items],
        "may_share": bool(items),
    }
    return _share(request, found, context)


def _share(request: SignedInRequest, badge: Shown, context: dict[str, object]) -> HttpResponse:
    now = timezone.now()
    form = ShareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wanted: Mapping[str, Any] = form.wanted()
        try:
            made = services.make_link(badge, by=request.user, at=now, **wanted)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The link is made. Copy it below."))
            return redirect("link", made.pk)
    cards = [link_card(link, at=now) for link in selectors.links_to(badge)]
    context |= {"form": form, "links": cards}
    return render(request, "sharing/share.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def links(request: SignedInRequest) -> HttpResponse:
    """Show every link of one's own, those that work first if one asks."""
    now, search = timezone.now(), request.GET.get("search", "")[:200]
    found = selectors.searched(selectors.links_of(request.user), search)
    only_open = request.GET.get("state") == "open"
    if only_open:
        found = selectors.open_links(found, now)
    order = request.GET.get("order", "")
    page = Paginator(
        found.order_by(*ORDERS.get(order, ORDERS["newest"])), LINKS_ON_A_PAGE
    ).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "links": [link_card(link, at=now) for link in page],
        "search": search,
        "only_open": only_open,
        "order": order,
        "narrows": bool(search) or only_open,
    }
    return render(request, "sharing/links.html", context)


@login_required
@never_cache
@require_safe
def link(request: SignedInRequest, link_id: UUID) -> HttpResponse:
    """Show one link: its address, for a phone, a page and a CV, and what it asks."""
    found = _link(request.user, link_id)
    card = link_card(found, at=timezone.now())
    address = card["address"]
    ways = ways_to_show(found, str(address)) if address else {}
    return render(request, "sharing/link.html", {"link": card, "ways": ways})


@login_required
@never_cache
@require_safe
def qr(request: SignedInRequest, link_id: UUID, kind: str) -> HttpResponse:
    """Draw the address of a link as a QR code."""
    found = _link(request.user, link_id)
    address = services.address_of(found) if found.is_open(timezone.now()) else None
    if kind not in QR_KINDS or address is None:
        raise NotFound(_("There is no such picture."))
    drawn = io.BytesIO()
    more: dict[str, Any] = {"xmldecl": False} if kind == "svg" else {}
    segno.make(address, error="m").save(drawn, kind=kind, scale=8, border=4, light="#fff", **more)
    return HttpResponse(drawn.getvalue(), content_type=QR_KINDS[kind])


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: SignedInRequest, link_id: UUID) -> HttpResponse:
    """Stop a link, after one question: whoever opens it sees nothing any more."""
    found = _link(request.user, link_id)
    if request.method != "POST":
        return render(request, "sharing/stop.html", {"link": link_card(found, at=timezone.now())})
    services.stop_link(found, by=request.user, at=timezone.now())
    messages.success(request, _("The link is stopped. It shows nothing any more."))
    return redirect("link", found.pk)


@login_required
@require_POST
def renew(request: SignedInRequest, link_id: UUID) -> HttpResponse:
    """Give a link another address; the old one is closed."""
    services.renew_address(_link(request.user, link_id), by=request.user)
    messages.success(request, _("The link has a new address. The old one shows nothing any more."))
    return redirect("link", link_id)


@login_required
@never_cache
@require_safe
def views(request: SignedInRequest) -> HttpResponse:
    """Show who looked at what, as far as that is written down."""
    now, only = timezone.now(), _asked_link(request)
    every = selectors.views_of(request.user, only.pk if only else None)
    page = Paginator(every, VIEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    known = selectors.links_of(request.user).filter(pk__in=[view.reference for view in page])
    context = {
        "page": page,
        "rows": [view_row(view, links=known) for view in page],
        "only": link_card(only, at=now) if only else None,
        "columns": plotted(selectors.views_by_month(every), at=now),
        "total": page.paginator.count,
    }
    return render(request, "sharing/views.html", context)


@login_required
@never_cache
@require_safe
def views_file(request: SignedInRequest) -> StreamingHttpResponse:
    """Give the log as a file for a spreadsheet."""
    response = StreamingHttpResponse(
        csv_lines(_lines(request.user, _asked_link(request))),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="views.csv"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: SignedInRequest) -> HttpResponse:
    """Delete the log, what it holds of one link, or one entry, after one question."""
    only, entry = _asked_link(request), _asked_entry(request)
    if request.method != "POST":
        card = link_card(only, at=timezone.now()) if only else None
        return render(request, "sharing/forget.html", {"only": card, "entry": entry})
    services.forget_views(
        request.user, only.pk if only else None, entry=entry.pk if entry else None
    )
    messages.success(request, _("What was written down about views is deleted."))
    return redirect("views")


def _lines(person: Person, only: Link | None) -> Any:
    yield [_("Day"), _("Hour"), _("Badges"), _("Shown"), _("By"), _("For whom"), _("What for")]
    for view in selectors.views_of(person, only.pk if only else None).iterator():
        when: datetime = timezone.localtime(view.at)
        yield [
            f"{when:%Y-%m-%d}", f"{when:%H}:00", ", ".join(view.badges),
            fields_words(view.fields), view.get_through_display(),
            view.viewer or view.audience, view.purpose,
        ]  # fmt: skip


def _link(person: Person, link_id: UUID) -> Link:
    found = selectors.link_of(person, link_id)
    if found is None:
        raise NotPermitted(_("This is not your link."))
    return found


def _asked_link(request: SignedInRequest) -> Link | None:
    wanted = _key(request.GET.get("link", ""))
    return selectors.link_of(request.user, wanted) if wanted else None


def _asked_entry(request: SignedInRequest) -> View | None:
    """The entry that is meant; one that is not there is not taken for the whole log."""
    if "entry" not in request.GET:
        return None
    key = _key(request.GET["entry"])
    found = selectors.views_of(request.user).filter(pk=key).first() if key else None
    if found is None:
        raise NotFound(_("There is no such entry."))
    return found


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
