"""The pages for when something is not there, not allowed, or broken."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from insigne_platform.web.problems import error_page, is_disk_full


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not for this visitor."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, or that the disk is full; touches no session and no database."""
    return error_page(None, 507 if is_disk_full(sys.exception()) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, or came from elsewhere."""
    return render(request, "form_expired.html", status=403)
