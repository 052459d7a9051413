"""Asking a fetcher for several addresses, at once where it can, and never beyond a deadline."""

import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from insigne.adapters.fetcher import Fetcher, FetchesMany
from insigne.verification.evidence import Need, NotFetched, Resource

MOST_AT_ONCE = 8
NO_TIME = "there was no time left to ask"


def ask(fetcher: Fetcher, needs: Sequence[Need], *, seconds: float) -> Sequence[Resource]:
    """Give for each of *needs*, in their order, what the fetcher says within *seconds*."""
    if isinstance(fetcher, FetchesMany):
        return fetcher.fetch_all(needs, seconds=seconds)
    deadline = time.monotonic() + seconds
    return [
        fetcher.fetch(need) if time.monotonic() < deadline else NotFetched(need.url, NO_TIME)
        for need in needs
    ]


def ask_at_once(
    fetch: Callable[[Need], Resource], needs: Sequence[Need], *, seconds: float
) -> Sequence[Resource]:
    """Ask in a few threads, and leave behind whoever has no answer when the time is over.

    Each address is asked once. The order in which answers come in changes nothing.
    """
    deadline = time.monotonic() + seconds
    waiting: SimpleQueue[tuple[int, Need]] = SimpleQueue()
    answers: SimpleQueue[tuple[int, Resource | Exception]] = SimpleQueue()
    for item in enumerate(needs):
        waiting.put(item)

    def work() -> None:
        while time.monotonic() < deadline:
            try:
                number, need = waiting.get_nowait()
            except Empty:
                return
            try:
                answers.put((number, fetch(need)))
            except Exception as error:  # a fault of ours, to be told where it is waited for
                answers.put((number, error))

    for _ in range(min(MOST_AT_ONCE, len(needs))):
        Thread(target=work, name="fetching", daemon=True).start()
    return _collected(answers, needs, deadline)


def _collected(
    answers: SimpleQueue[tuple[int, Resource | Exception]], needs: Sequence[Need], deadline: float
) -> Sequence[Resource]:
    found: dict[int, Resource] = {}
    while len(found) < len(needs):
        try:
            number, answer = answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            break
        if isinstance(answer, Exception):
            raise answer
        found[number] = answer
    return [found.get(number, NotFetched(need.url, NO_TIME)) for number, need in enumerate(needs)]
