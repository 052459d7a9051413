"""The one table from errors to HTTP statuses, written as problems (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from insigne_platform.core.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    Problem,
    ServiceError,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
STATUS_OF: Mapping[type[ServiceError], int] = {
    NotFound: 404,
    NotPermitted: 403,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}


class Refusal(Exception):  # noqa: N818 - a clerk's word, not a programmer's
    """An answer that the door itself gives, before any service is asked."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(
    status: int,
    detail: str = "",
    *,
    problems: Sequence[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Write a problem; `problems` says of every field, and of every row, what is wrong."""
    said: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
    }
    if detail:
        said["detail"] = detail
    if problems:
        said["problems"] = [_written(each) for each in problems]
    body = json.dumps(said, ensure_ascii=False).encode("utf-8")
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def _written(found: Problem) -> dict[str, object]:
    written: dict[str, object] = {"field": found.field, "message": str(found.message)}
    return written if found.row is None else {**written, "row": found.row}


def register(api: NinjaAPI) -> None:
    """Have every error that a view raises answered as a problem."""
    api.exception_handler(ServiceError)(_service_error)
    api.exception_handler(Refusal)(_refusal)
    api.exception_handler(ValidationError)(_not_as_described)
    api.exception_handler(HttpError)(_http_error)
    api.exception_handler(Http404)(_nothing_there)
    api.exception_handler(RequestDataTooBig)(_too_large)


def _service_error(_request: HttpRequest, error: ServiceError) -> HttpResponse:
    status = next((found for kind, found in STATUS_OF.items() if isinstance(error, kind)), 400)
    if isinstance(error, Invalid):
        return problem(status, _("What was sent has problems."), problems=error.problems)
    return problem(status, str(error))


def _refusal(_request: HttpRequest, error: Refusal) -> HttpResponse:
    return problem(error.status, str(error), headers=error.headers)


def _not_as_described(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [
        Problem(_place(found.get("loc", ())), str(found.get("msg", ""))) for found in error.errors
    ]
    return problem(422, _("What was sent has problems."), problems=problems)


def _place(location: Sequence[object]) -> str:
    """Name a field as who sent it would: where it came from and our own name for it left out."""
    parts = [str(part) for part in location]
    if parts and parts[0] == "body":
        return ".".join(parts[2:]) or "body"
    return ".".join(parts[1:]) or ".".join(parts)


def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


def _nothing_there(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(404, _("There is nothing at this address."))


def _too_large(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(413)
