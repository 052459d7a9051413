"""What changes something: one transaction, the token in the audit trail, and never done twice.

A request with an `Idempotency-Key` is stored in the very transaction of what it does, so there is
either both or neither. Whoever sends it again, at the same time too, gets the stored answer.
What was refused did nothing and is not stored: it may be sent again, mended.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from insigne_platform.api.authentication import ApiRequest
from insigne_platform.api.models import StoredAnswer
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, Problem

KEPT = timedelta(hours=24)
MOST_KEY = 255
JSON = "application/json"
NOTHING_TO_SAY = 204


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: the thing as it is now (or nothing), and its address if it is new."""

    thing: Schema | None
    location: str = ""


def changes[**P](status: int = 200) -> Callable[[Callable[P, Done]], Callable[P, HttpResponse]]:
    """Have a view that changes something do so once for each idempotency key."""

    def decorate(view: Callable[P, Done]) -> Callable[P, HttpResponse]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request = args[0]
            assert isinstance(request, HttpRequest)
            return _once(request, lambda: view(*args, **kwargs), status)  # type: ignore[arg-type]

        # What a view takes is read from its signature, whose names are known where it stands.
        answer.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
        return answer

    return decorate


def _once(request: ApiRequest, act: Callable[[], Done], status: int) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > MOST_KEY or not key.isprintable():
        message = _("A key has at most 255 characters, all of them visible.")
        raise Invalid([Problem("Idempotency-Key", message)])
    with transaction.atomic():
        stored = _claim(request, key) if key else None
        if stored is not None and stored.status is not None:
            return _answer(stored.status, bytes(stored.body), stored.location, is_again=True)
        with audit.through(token=request.auth.token.pk):
            done = act()
        body = done.thing.model_dump_json().encode("utf-8") if done.thing else b""
        if stored is not None:
            stored.status, stored.body, stored.location = status, body, done.location
            stored.save(update_fields=["status", "body", "location"])
    return _answer(status, body, done.location)


def _claim(request: ApiRequest, key: str) -> StoredAnswer:
    """The row of this key: new and ours to fill, or filled by who came before.

    Somebody who does the same at this moment holds the row; the database has us wait for them.
    """
    token, asked = request.auth.token, _hash_of(request)
    StoredAnswer.objects.filter(token=token, created_at__lt=timezone.now() - KEPT).delete()
    found = StoredAnswer.objects.filter(token=token, key=key).first()
    if found is None:
        try:
            with transaction.atomic():
                return StoredAnswer.objects.create(token=token, key=key, request_hash=asked)
        except IntegrityError:
            found = StoredAnswer.objects.get(token=token, key=key)
    if found.request_hash != asked:
        raise Conflict(_("This idempotency key was used for another request."))
    return found


def _hash_of(request: ApiRequest) -> str:
    asked = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(asked).hexdigest()


def _answer(status: int, body: bytes, location: str, *, is_again: bool = False) -> HttpResponse:
    headers = {"Location": location} if location else {}
    if is_again:
        headers["Idempotency-Replayed"] = "true"
    response = HttpResponse(body, status=status, content_type=JSON, headers=headers)
    if status == NOTHING_TO_SAY:
        del response.headers["Content-Type"]
    return response
