"""What holds for every request below `/api/`, also for those that no view of ours answers."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _

from insigne_platform.api.problems import MEDIA_TYPE, problem

HERE = "/api/"
LARGEST_REQUEST = 8 * 1024 * 1024
JSON = "application/json"
PICTURES = ("image/png", "image/svg+xml", "image/jpeg")
TAKES_A_PICTURE = re.compile(r"/api/v1/badges/[^/]+/picture")
TABLES = (JSON, "text/csv")
TAKES_A_TABLE = re.compile(r"/api/v1/frameworks")
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})

type Answer = Callable[[HttpRequest], HttpResponse]


class ApiMiddleware:
    """Refuse what no view could read, and give every error the one form that programs know."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or hand on what is not for programs."""
        if not request.path_info.startswith(HERE):
            return self.get_response(request)
        response = _refused(request) or self.get_response(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            response = _as_problem(response)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return _conditional(request, response)


def _refused(request: HttpRequest) -> HttpResponse | None:
    if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return problem(400, "An address has no character zero in it.")
    if _length(request) > LARGEST_REQUEST:
        return problem(413, f"A request has at most {LARGEST_REQUEST // 1024**2} MB.")
    if request.method in WITH_BODY and _length(request):
        accepted = _accepted(request.path_info)
        if request.content_type not in accepted:
            return problem(415, f"Send {' or '.join(accepted)}.")
    return None


def _accepted(path: str) -> tuple[str, ...]:
    if TAKES_A_PICTURE.fullmatch(path):
        return PICTURES
    return TABLES if TAKES_A_TABLE.fullmatch(path) else (JSON,)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _as_problem(response: HttpResponse) -> HttpResponse:
    """Say as a problem what the framework said as a page, and keep how to go on."""
    kept = {
        name: value
        for name in ("Allow", "Retry-After", "WWW-Authenticate")
        if (value := response.headers.get(name))
    }
    sentences = {
        404: _("There is nothing at this address."),
        405: _("This address is not asked in this way."),
        500: _("This failed through a fault of ours."),
    }
    return problem(response.status_code, sentences.get(response.status_code, ""), headers=kept)


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Send nothing again that the program has already (RFC 9110, "If-None-Match")."""
    if request.method != "GET" or response.status_code != 200:
        return response
    set_response_etag(response)
    if "HTTP_IF_NONE_MATCH" not in request.META or "HTTP_IF_MATCH" in request.META:
        return response
    etag = response.headers["ETag"]
    return get_conditional_response(request, etag=etag, response=response) or response
