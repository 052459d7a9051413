"""The one table from errors to pages: which status, and which words."""

import errno
from collections.abc import Iterator, Mapping

from django.db import Error as DatabaseError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from insigne_platform.core.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    ServiceError,
    Unavailable,
)

STATUS_OF: Mapping[type[ServiceError], int] = {
    NotFound: 404,
    NotPermitted: 403,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}

TEMPLATES: Mapping[int, str] = {
    status: f"{status}.html" for status in (400, 403, 404, 409, 413, 422, 429, 500, 503, 507)
}


def error_page(request: HttpRequest | None, status: int, *, said: str = "") -> HttpResponse:
    """Render the page for *status*; *said* is a sentence of a service, meant for people.

    Without a request nothing is read from session or database, so the page also
    stands when those are the trouble.
    """
    template = TEMPLATES.get(status, "400.html")
    return HttpResponse(render_to_string(template, {"said": said}, request), status=status)


def service_error_page(request: HttpRequest, error: ServiceError) -> HttpResponse:
    """Render what a service refused."""
    if isinstance(error, Invalid):
        said = " ".join(str(problem.message) for problem in error.problems)
    else:
        said = str(error)
    status = next((s for kind, s in STATUS_OF.items() if isinstance(error, kind)), 400)
    return error_page(request, status, said=said)


def is_disk_full(error: BaseException | None) -> bool:
    """Say whether the fault is that there is no room: for a file, or in either database."""
    return any(_says_full(each) for each in _with_causes(error))


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    is_postgresql = getattr(error, "sqlstate", None) == "53100"
    return is_postgresql or (isinstance(error, DatabaseError) and "disk is full" in str(error))


def put_on_form(form: Form, error: Invalid) -> None:
    """Show every problem at its own field; what was entered is kept by the form."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
