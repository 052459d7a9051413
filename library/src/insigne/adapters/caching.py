"""A fetcher with a memory, for who looks at many credentials of the same issuers."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

from insigne.adapters.asking import ask_at_once
from insigne.adapters.fetcher import Fetcher
from insigne.errors import InsigneError
from insigne.status.status_list import DEFAULT_TTL, ttl_in
from insigne.verification.evidence import Fetched, Need, Purpose, Resource
from insigne.verification.secured import Secured

MEBIBYTE: Final = 1024 * 1024
USUAL_AGE: Final = 300.0
"""Seconds for which an answer is kept whose server does not say."""

LONGEST_AGE: Final = 24 * 60 * 60.0
"""Seconds after which an address is asked anew, whatever its server says: keys get stolen."""

REFUSAL_AGE: Final = 60.0
TROUBLE_AGE: Final = 10.0
STALEST_AGE: Final = 7 * 24 * 60 * 60.0
TROUBLED: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_OVERHEAD: Final = 1024  # bytes that an answer takes beside its body

type Key = tuple[str, Purpose]


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: Resource
    came_at: float
    fresh_until: float
    last_good: Fetched | None

    @property
    def size(self) -> int:
        bodies = {id(kept.body): len(kept.body) for kept in self._answers()}
        return _OVERHEAD + sum(bodies.values())

    def _answers(self) -> list[Fetched]:
        return [kept for kept in (self.answer, self.last_good) if isinstance(kept, Fetched)]


@dataclass(slots=True)
class CachingFetcher:
    """Remembers what *inner* answered, for as long as the answer allows, and asks once at a time.

    An answer is kept as its server says (`max_age`) and, of a status list, no longer than its own
    `ttl`; trouble is kept for a few seconds only. Where there is trouble, the last good answer is
    given instead, and says that it `is_stale`: it decides nothing, but tells from when it is.

    It may be shared by threads, and *inner* is then asked from several.
    """

    inner: Fetcher
    most_bytes: int = 64 * MEBIBYTE
    most_entries: int = 2000
    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[Key, _Kept] = field(default_factory=OrderedDict)
    _asked: dict[Key, Future[Resource]] = field(default_factory=dict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def fetch(self, need: Need) -> Resource:
        """Give what is remembered, or ask; who asks for the same at the same time waits along."""
        key = (need.url, need.purpose)
        with self._lock:
            if (answer := self._fresh(key)) is not None:
                return answer
            kept, asked = self._kept.get(key), self._asked.get(key)
            mine: Future[Resource] = Future()
            if asked is None:
                self._asked[key] = mine
        if asked is not None:
            return asked.result()
        try:
            answer = self._remember(key, self.inner.fetch(need), kept)
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(answer)
            return answer
        finally:
            with self._lock:
                del self._asked[key]

    def recall(self, need: Need) -> Resource | None:
        """Give what is remembered, if it may still be given; nobody is asked."""
        with self._lock:
            return self._fresh((need.url, need.purpose))

    def fetch_all(self, needs: Sequence[Need], *, seconds: float) -> Sequence[Resource]:
        """Do as `fetch` for several addresses, at once."""
        return ask_at_once(self.fetch, needs, seconds=seconds)

    def _fresh(self, key: Key) -> Resource | None:
        """Give what is remembered and fresh; only for who holds the lock."""
        kept = self._kept.get(key)
        if kept is None or self.clock() >= kept.fresh_until:
            return None
        self._kept.move_to_end(key)
        return kept.answer

    def _remember(self, key: Key, answer: Resource, before: _Kept | None) -> Resource:
        now = self.clock()
        kept = _Kept(answer, now, now + _seconds_fresh(key[1], answer), _good(answer))
        if is_trouble(answer) and before is not None and before.last_good is not None:
            age = now - before.came_at
            if age <= STALEST_AGE:
                stale = replace(before.last_good, is_stale=True)
                kept = _Kept(stale, before.came_at, kept.fresh_until, before.last_good)
        with self._lock:
            self._forget(key)
            if kept.fresh_until > now and kept.size <= self.most_bytes:
                self._kept[key] = kept
                self._size += kept.size
            while self._size > self.most_bytes or len(self._kept) > self.most_entries:
                self._forget(next(iter(self._kept)))
        return kept.answer

    def _forget(self, key: Key) -> None:
        if (kept := self._kept.pop(key, None)) is not None:
            self._size -= kept.size


def is_trouble(answer: Resource) -> bool:
    """Say whether the address gave no answer that would be one tomorrow."""
    return not isinstance(answer, Fetched) or answer.status in TROUBLED


def _good(answer: Resource) -> Fetched | None:
    return answer if isinstance(answer, Fetched) and answer.status == 200 else None


def _seconds_fresh(purpose: Purpose, answer: Resource) -> float:
    if not isinstance(answer, Fetched) or is_trouble(answer):
        return TROUBLE_AGE
    ages = [LONGEST_AGE if answer.status == 200 else REFUSAL_AGE]
    if answer.max_age is not None:
        ages.append(answer.max_age.total_seconds())
    if purpose is Purpose.STATUS_LIST and answer.status == 200:
        ages.append(_ttl_of(answer.body))
    elif answer.max_age is None:
        ages.append(USUAL_AGE)
    return min(ages)


def _ttl_of(body: bytes) -> float:
    """Read the `ttl` of a list; of what is none, nothing is known, and it is asked for soon."""
    try:
        subject = Secured.parse(body).document.get("credentialSubject")
        ttl = ttl_in(subject) if isinstance(subject, dict) else None
    except InsigneError:
        ttl = None
    return (DEFAULT_TTL if ttl is None else ttl).total_seconds()
