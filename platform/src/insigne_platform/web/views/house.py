"""An institution's own place: its page, its style sheet and its logo, for anybody."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from insigne_platform.achievements.selectors import published_badges_of_institution
from insigne_platform.core.addresses import absolute
from insigne_platform.institutions import selectors
from insigne_platform.institutions.composition import look_etag, style_sheet
from insigne_platform.institutions.models import Institution
from insigne_platform.web.badge_presentation import picture_of
from insigne_platform.web.former_addresses import follows_its_institution
from insigne_platform.web.forms_settings import SCHOOLS

FEW = 24


@require_safe
@follows_its_institution
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who an institution is, and what can be earned there."""
    institution = selectors.institution_at(slug)
    if institution is None:
        raise Http404
    badges = published_badges_of_institution(institution)
    context = {
        "institution": institution,
        "former_names": selectors.former_names(institution),
        "issuers": selectors.issuers_of(institution),
        "badges": [
            {"version": version, "picture": picture_of(version)} for version in badges[:FEW]
        ],
        "count": badges.count(),
        "is_school": institution.kind in SCHOOLS,
        "address": absolute(request.path),
    }
    return render(request, "public/institution.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def style(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the style sheet that makes pages an institution's own."""
    institution = _institution(public_id)
    etag = f'"{look_etag(institution)}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    response = HttpResponse(style_sheet(institution), content_type="text/css; charset=utf-8")
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@cache_control(public=True, max_age=300)
def logo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an institution's logo, as we drew it."""
    institution = _institution(public_id)
    if not institution.logo_png:
        raise Http404
    response = HttpResponse(bytes(institution.logo_png), content_type="image/png")
    response["ETag"] = f'"{look_etag(institution)}"'
    if institution.look_changed_at:
        response["Last-Modified"] = http_date(institution.look_changed_at.timestamp())
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _institution(public_id: str) -> Institution:
    institution = selectors.institution_with(public_id)
    if institution is None:
        raise Http404
    return institution
