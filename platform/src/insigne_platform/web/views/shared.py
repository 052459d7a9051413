"""What a viewer sees of a shared badge: first the door, which says what is written down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.backpack.services.files import file_of
from insigne_platform.earning.selectors import shown_with
from insigne_platform.sharing import services
from insigne_platform.sharing.models import STAY, Link
from insigne_platform.statistics import services as statistics
from insigne_platform.verification import services as verification
from insigne_platform.web.badge_details import details_of
from insigne_platform.web.badge_presentation import badge_page, picture_of
from insigne_platform.web.forms_sharing import DoorForm
from insigne_platform.web.framing import FRAMED
from insigne_platform.web.limits import at_most
from insigne_platform.web.presentation import verdict_page
from insigne_platform.web.sharing_words import shared_tile

COOKIE = "insigne-shared"
ON_A_PAGE = 24


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(60, every=timedelta(minutes=10))
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a badge to whom its holder gave the link, checked at this moment.

    Nobody is let in by opening the address alone: programs that look ahead do that.
    """
    now = timezone.now()
    link = services.link_of_token(token, at=now)
    if link is None:
        return _older(request, token, now)
    if request.method == "POST":
        return _at_the_door(request, link, token, now)
    is_own = request.user.pk == link.person_id
    if not is_own and not _was_let_in(request, link):
        return _door(request, link) if link.is_open(now) else _closed(request)
    return _not_for_robots(_inside(request, link, token, now, is_own=is_own))


def _at_the_door(request: HttpRequest, link: Link, token: str, now: datetime) -> HttpResponse:
    """Let the viewer in, or say what is the matter."""
    form = DoorForm(request.POST) if link.pin_hash else None
    if form is not None and not form.is_valid():
        return _door(request, link, form)
    answer = services.let_in(token, form.cleaned_data["pin"] if form else "", at=now)
    if answer.problem and form is not None:
        form.add_error("pin", answer.problem)
        return _door(request, link, form)
    if answer.link is None:
        return _closed(request)
    shown = [item.holding for item in services.badges_of(link)] or [link.holding]
    for holding in shown:
        if holding is not None:
            statistics.count_view(holding.award.achievement_id, at=now)
    response = redirect("share", token)
    response.set_cookie(
        COOKIE, services.pass_for(link), max_age=STAY, path=f"/s/{token}",
        httponly=True, secure=request.is_secure(), samesite="Lax",
    )  # fmt: skip
    return response


def _door(request: HttpRequest, link: Link, form: DoorForm | None = None) -> HttpResponse:
    context = {
        "purpose": link.purpose,
        "is_one_time": link.is_one_time,
        "until": link.expires_at,
        "form": form or (DoorForm() if link.pin_hash else None),
    }
    status = 422 if form is not None and form.errors else 200
    return _not_for_robots(render(request, "sharing/door.html", context, status=status))


def _inside(
    request: HttpRequest, link: Link, token: str, now: datetime, *, is_own: bool
) -> HttpResponse:
    badge = _asked(request, link)
    if badge is None:
        return _collection(request, link, token, now, is_own=is_own)
    whole = reverse("share", args=[token]) if link.collection else ""
    document = services.document_of(badge, at=now)
    context = {
        "until": link.expires_at,
        "token": token,
        "of": f"?badge={request.GET['badge']}" if whole else "",
        "collection": link.collection,
        "whole": whole,
        "is_logged": True,
        "is_own": is_own,
    }
    if isinstance(badge, ImportedBadge):
        view = verification.verify(document, None, None, None, at=now)
        return render(request, "sharing/shared_imported.html", verdict_page(view) | context)
    return render(request, "public/share.html", _page_of(badge.award, document, now) | context)


def _collection(
    request: HttpRequest, link: Link, token: str, now: datetime, *, is_own: bool
) -> HttpResponse:
    """Show what is in a collection, each badge checked at this moment."""
    items = services.badges_of(link)
    page = Paginator(items, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "collection": link.collection,
        "page": page,
        "tiles": [shared_tile(item, token, at=now) for item in page],
        "until": link.expires_at,
        "is_own": is_own,
    }
    return render(request, "sharing/shared_collection.html", context)


def _asked(request: HttpRequest, link: Link) -> Holding | ImportedBadge | None:
    """The badge that is asked for, which must be in the collection; None for the whole of it."""
    if link.collection is None:
        return link.holding or link.imported
    wanted = request.GET.get("badge")
    if wanted is None:
        return None
    found = next((item for item in services.badges_of(link) if str(item.pk) == wanted), None)
    if found is None:
        raise Http404
    return found.badge


def _page_of(award: Award, document: bytes, now: datetime) -> dict[str, Any]:
    view = verification.verify(document, None, None, None, at=now)
    return badge_page(award.version) | {
        "award": award,
        "check": verdict_page(view),
        "details": details_of(award.version),
        "added": shown_with(award),
    }


def _older(request: HttpRequest, token: str, now: datetime) -> HttpResponse:
    """Show what a link of the former kind shows: there is no door before it."""
    if request.method == "POST":
        return _closed(request)
    opened = backpack.open_share(token, at=now)
    if opened is None:
        return _closed(request)
    award = opened.award
    if request.method == "GET" and (award.holder_id is None or request.user.pk != award.holder_id):
        statistics.count_view(award.achievement_id, at=now)
    context = _page_of(award, opened.document, now) | {"until": opened.expires_at, "token": token}
    return _not_for_robots(render(request, "public/share.html", context))


@never_cache
@require_safe
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show the whole verdict on a shared badge."""
    now = timezone.now()
    link = _link_for(request, token, now)
    badge = _asked(request, link) if link is not None else None
    if badge is not None:
        document = services.document_of(badge, at=now)
    else:
        opened = backpack.open_share(token, at=now)
        if opened is None:
            return _closed(request)
        document = opened.document
    view = verification.verify(document, None, None, None, at=now)
    return _not_for_robots(render(request, "verify/verdict.html", verdict_page(view)))


@never_cache
@require_safe
def picture(request: HttpRequest, token: str) -> HttpResponse:
    """Give the shared badge as a picture that carries its credential."""
    now = timezone.now()
    link = _link_for(request, token, now)
    given = backpack.shared_picture(token, at=now)
    badge = _asked(request, link) if link is not None else None
    if isinstance(badge, Holding):
        given = file_of(badge.award, "png", now)
    if given is None:
        raise Http404
    name, media_type, content = given
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _not_for_robots(response)


@xframe_options_exempt
@csp_override(FRAMED)
@never_cache
@require_safe
def embed(request: HttpRequest, token: str) -> HttpResponse:
    """Show the badge, not who holds it, inside another page; only of links for everybody."""
    now = timezone.now()
    link = services.link_of_token(token, at=now)
    if link is None or link.holding is None or not link.may_be_framed:
        raise Http404
    if request.method == "GET":
        services.seen_in_a_page(link, at=now)
    version = link.holding.award.version
    context = {
        "version": version,
        "issuer": version.achievement.issuer,
        "picture": picture_of(version),
        "token": token,
    }
    return _not_for_robots(render(request, "sharing/embed.html", context))


def award_shown(request: HttpRequest, token: str, *, at: datetime) -> Award | None:
    """The award that this viewer is shown by this link; who asks for a part is not counted."""
    link = _link_for(request, token, at)
    if link is not None:
        badge = _asked(request, link)
        return badge.award if isinstance(badge, Holding) else None
    return backpack.shared_award(token, at=at)


def _link_for(request: HttpRequest, token: str, now: datetime) -> Link | None:
    """The link, if this viewer was let in by it, or made it."""
    link = services.link_of_token(token, at=now)
    if link is None:
        return None
    return link if request.user.pk == link.person_id or _was_let_in(request, link) else None


def _was_let_in(request: HttpRequest, link: Link) -> bool:
    return services.was_let_in(link, request.COOKIES.get(COOKIE, ""))


def _closed(request: HttpRequest) -> HttpResponse:
    return _not_for_robots(render(request, "public/share_closed.html", status=404))


def _not_for_robots(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
