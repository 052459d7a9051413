"""How often a program may ask: a counter for each minute, and 429 after that."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from insigne_platform.api.problems import Refusal

REQUESTS = 600  # of one token in a minute
FAILURES = 60  # to come in, from one address in a minute
MINUTE = 60


def count_request(token: str, *, at: datetime) -> None:
    """Count a request of a token, and refuse it if there were too many in this minute."""
    _count(f"api:{token}", REQUESTS, at)


def count_failure(address: str, *, at: datetime) -> None:
    """Count an attempt with a token that is none; the address itself is not kept."""
    _count("api:" + salted_hmac("api failures", address, algorithm="sha256").hexdigest(),
           FAILURES, at)  # fmt: skip


def _count(name: str, most: int, at: datetime) -> None:
    second = int(at.timestamp())
    key = f"{name}:{second // MINUTE}"
    if cache.add(key, 1, timeout=2 * MINUTE):
        return
    try:
        counted = cache.incr(key)
    except ValueError:  # its time came between the two lines
        return
    if counted > most:
        wait = str(MINUTE - second % MINUTE)
        raise Refusal(429, _("Too many requests. Wait a moment."), Retry_After=wait)
