"""The public catalogue: pages, feeds, and the one page that others may frame."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from insigne_platform.core.addresses import absolute
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import institution_at, institution_with
from insigne_platform.web.catalogue_feeds import atom, json_feed
from insigne_platform.web.catalogue_presentation import (
    Shelf,
    addresses_of,
    cards,
    filters_of,
    name_of,
    removable,
    shelf_of,
)
from insigne_platform.web.former_addresses import follows_its_institution
from insigne_platform.web.framing import FRAMED
from insigne_platform.web.linked_data import catalogue_list, script_of

IN_A_FEED = 500


def _institution(place: str) -> Institution:
    found = institution_at(place) or institution_with(place)
    if found is None:
        raise Http404
    return found


@require_safe
@follows_its_institution
def catalogue(request: HttpRequest, place: str = "") -> HttpResponse:
    """Search what there is to be earned: everywhere, or at one institution."""
    institution = _institution(place) if place else None
    shelf = shelf_of(request.GET, institution)
    addresses = addresses_of(institution)
    context = {
        "institution": institution,
        "title": name_of(institution),
        "form": shelf.form,
        "page": shelf.page,
        "total": shelf.total,
        "cards": cards(shelf.versions),
        "chosen": removable(shelf, request.GET),
        "addresses": addresses,
        "linked_data": _linked(shelf, name_of(institution), addresses["page"]),
    }
    return render(request, "catalogue/catalogue.html", context)


def _linked(shelf: Shelf, name: str, path: str) -> str:
    first = shelf.page.start_index()
    return script_of(catalogue_list(name, absolute(path), shelf.versions, first=first))


@xframe_options_exempt
@csp_override(FRAMED)
@require_safe
@follows_its_institution
def embed(request: HttpRequest, place: str) -> HttpResponse:
    """Show the catalogue of an institution inside a page of its own, in the language asked for."""
    institution = _institution(place)
    with translation.override(_language(request)):
        shelf = shelf_of(request.GET, institution, on_a_page=50)
        context = {
            "title": name_of(institution),
            "cards": cards(shelf.versions),
            "total": shelf.total,
            "page": shelf.page,
            "address": absolute(addresses_of(institution)["page"]),
        }
        response = render(request, "catalogue/embed.html", context)
        response.headers["Content-Language"] = translation.get_language() or "en"
    return response


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in {"nl", "en"} else translation.get_language() or "en"


@require_safe
@follows_its_institution
def atom_feed(request: HttpRequest, place: str = "") -> HttpResponse:
    """Give the catalogue as an Atom feed, newest first, filtered as the page is."""
    institution = _institution(place) if place else None
    with translation.override(_language(request)):
        shelf, addresses = _newest(request, institution), addresses_of(institution)
        body = atom(
            name_of(institution),
            page=addresses["page"],
            feed=addresses["atom"],
            author=institution.name if institution else "Insigne",
            versions=shelf.versions,
        )
    return _for_anybody(HttpResponse(body, content_type="application/atom+xml; charset=utf-8"))


@require_safe
@follows_its_institution
def json_feed_(request: HttpRequest, place: str = "") -> HttpResponse:
    """Give the catalogue as a JSON feed, newest first, filtered as the page is."""
    institution = _institution(place) if place else None
    with translation.override(_language(request)):
        shelf, addresses = _newest(request, institution), addresses_of(institution)
        document = json_feed(
            name_of(institution),
            page=addresses["page"],
            feed=addresses["json"],
            versions=shelf.versions,
        )
    response = JsonResponse(
        document, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False}
    )
    return _for_anybody(response)


def _newest(request: HttpRequest, institution: Institution | None) -> Shelf:
    asked = request.GET.copy()
    asked.clear()
    asked.update({**filters_of(request.GET), "order": "newest"})
    return shelf_of(asked, institution, on_a_page=IN_A_FEED)


def _for_anybody(response: HttpResponse) -> HttpResponse:
    """Let pages elsewhere read what is public anyway."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
