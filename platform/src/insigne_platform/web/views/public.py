"""The pages that anybody may see: issuer, badge, award without a name, and an offer by mail."""

from datetime import datetime

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.achievements.selectors import published_badge, published_badges_of_issuer
from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_of_claim, award_with
from insigne_platform.backpack import services as backpack
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import NotFound, NotPermitted
from insigne_platform.institutions.selectors import issuer_with
from insigne_platform.signing.selectors import public_keys
from insigne_platform.statistics import services as statistics
from insigne_platform.web.badge_details import details_of
from insigne_platform.web.badge_presentation import badge_page, picture_of
from insigne_platform.web.earning_words import ways_to_earn
from insigne_platform.web.linked_data import credential, script_of

ALLAUTH_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def issuer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who an issuer is, and what can be earned there."""
    found = issuer_with(public_id)
    if found is None:
        raise Http404
    context = {
        "issuer": found,
        "institution": found.institution,
        "badges": [
            {"version": version, "picture": picture_of(version)}
            for version in published_badges_of_issuer(found.pk)
        ],
        "keys": public_keys(found.institution),
        "address": absolute(f"/public/3/issuers/{public_id}"),
        "older_address": absolute(f"/public/issuers/{public_id}"),
    }
    return _page(request, "public/issuer.html", context)


@require_safe
def badge(request: HttpRequest, public_id: str, number: int | None = None) -> HttpResponse:
    """Show what there is to be earned, or what a certain version says to who earned that."""
    newest = published_badge(public_id)
    version = newest if number is None else published_badge(public_id, number=number)
    if newest is None or version is None:
        raise Http404
    at = "" if number is None else f"/v{number}"
    context = (
        badge_page(version)
        | ways_to_earn(version.achievement)
        | {
            "newest": newest,
            "is_older": version.number < newest.number,
            "address": absolute(f"/public/3/badges/{public_id}"),
            "older_address": absolute(f"/public/badges/{public_id}{at}"),
            "linked_data": _linked_data(version, is_newest=number is None),
            "details": details_of(version),
        }
    )
    return _page(request, "public/badge.html", context)


def _linked_data(version: AchievementVersion, *, is_newest: bool) -> str:
    """The badge in schema.org's words; a game element is for its course alone, so it has none."""
    if version.achievement.scenario == Scenario.GAME:
        return ""
    return script_of(credential(version, is_newest=is_newest))


@require_safe
def assertion(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show that a badge was awarded, and whether it still holds; never to whom."""
    award = award_with(public_id)
    if award is None:
        raise Http404
    if award.erased_at is not None:
        raise NotFound(_("Everything about this badge was erased at the request of its holder."))
    context = badge_page(award.version) | {
        "award": award,
        "state": _state_of(award),
        "address": absolute(f"/public/assertions/{public_id}"),
    }
    _count_view(request, award, timezone.now())
    return _page(request, "public/assertion.html", context)


def _count_view(request: HttpRequest, award: Award, at: datetime) -> None:
    """Count that somebody looked, and nothing of who; holders who look at their own count not."""
    if request.method == "GET" and (award.holder_id is None or request.user.pk != award.holder_id):
        statistics.count_view(award.achievement_id, at=at)


def _state_of(award: Award) -> str:
    if award.is_revoked:
        return "revoked"
    if award.is_suspended:
        return "suspended"
    is_expired = award.expires_at is not None and award.expires_at <= timezone.now()
    return "expired" if is_expired else "valid"


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Show the page of an address that gives programs JSON."""
    response = render(request, template, context)
    patch_vary_headers(response, ("Accept",))
    return response


def _not_for_robots(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """Show a badge to who was given the link by mail; keeping it is a press of a button.

    The link alone changes nothing: mail programs open links before people do.
    """
    award = award_of_claim(token)
    if award is None:
        raise Http404
    context = badge_page(award.version) | {"award": award, "details": details_of(award.version)}
    if request.method == "POST":
        if award.is_offer_over(timezone.now()):
            return _not_for_robots(render(request, "public/claim.html", context, status=409))
        if "decline" in request.POST:
            backpack.decline(token, at=timezone.now())
            return redirect(request.path)
        try:
            return _keep(request, token)
        except NotPermitted as elsewhere:
            context["said"] = str(elsewhere)
    return _not_for_robots(render(request, "public/claim.html", context))


def _keep(request: HttpRequest, token: str) -> HttpResponse:
    by = request.user if request.user.is_authenticated else None
    person, holding = backpack.claim_by_link(token, at=timezone.now(), by=by)
    if by is None:
        login(request, person, backend=ALLAUTH_BACKEND)
    return redirect("backpack-badge", holding.pk)
