"""Verifying many files: in several processes, answered in the order in which they were named.

Processes, as threads of one interpreter wait for each other. They start afresh (spawn), so that
nothing is shared by accident, on any system.
"""

import json
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import batched
from typing import NamedTuple

from insigne.adapters.fetcher import Fetcher
from insigne.cli.collecting import Item
from insigne.cli.examining import (
    CODES,
    Examined,
    Question,
    examine_bytes,
    examine_named,
    fetcher_for,
    is_address,
)
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.verification.words import Language, sentence

CHUNK = 32
CHUNKS_AHEAD = 4
FEWEST_FOR_MORE_JOBS = 64
MOST_JOBS = 64


NONE = "none"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked about every file, and in which form the answers are wanted."""

    question: Question
    language: Language = "en"
    wants_reports: bool = False


class Answer(NamedTuple):
    """What came of one file: a few plain texts, as they cross from process to process quickly.

    Without a report, `verdict` is `none` and `problem` is the sentence that says why. `report` is
    its JSON, if reports are wanted.
    """

    position: int
    code: int
    problem: str = ""
    verdict: str = NONE
    digest: bytes = b""
    name: str = ""
    issuer: str = ""
    issuer_name: str = ""
    id: str = ""
    valid_from: str = ""
    valid_until: str = ""
    finding: str = ""
    reason: str = ""
    report: str = ""


def jobs_for(asked: int | None, count: int) -> int:
    """Say how many processes to use: as many as asked for, or what is worth its start."""
    if asked is not None:
        return max(1, min(asked, MOST_JOBS, count))
    return 1 if count < FEWEST_FOR_MORE_JOBS else min(_processors(), MOST_JOBS)


def answers_to(items: Sequence[Item], order: Order, *, jobs: int) -> Iterator[Answer]:
    """Give the answer on each of *items*, in order, as soon as it and all before it are there."""
    numbered = tuple(enumerate(items))
    if jobs == 1:
        fetcher = fetcher_for(order.question)
        return (_answer(position, item, fetcher, order) for position, item in numbered)
    return _answers_of_processes(numbered, order, jobs)


def _answers_of_processes(
    items: Sequence[tuple[int, Item]], order: Order, jobs: int
) -> Iterator[Answer]:
    executor = ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(order,),
    )
    waiting: deque[Future[list[Answer]]] = deque()
    try:
        for chunk in batched(items, _chunk_size(len(items), jobs)):
            waiting.append(executor.submit(_answer_chunk, chunk))
            if len(waiting) > jobs * CHUNKS_AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        # whoever stops early must not wait for what is under way
        executor.shutdown(wait=False, cancel_futures=True)


def _chunk_size(count: int, jobs: int) -> int:
    return max(1, min(CHUNK, count // (jobs * 2)))


class _Worker:
    """What a process keeps between its chunks: one fetcher, which may remember."""

    order: Order
    fetcher: Fetcher


def _prepare(order: Order) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends us
    _Worker.order = order
    _Worker.fetcher = fetcher_for(order.question)


def _answer_chunk(chunk: Sequence[tuple[int, Item]]) -> list[Answer]:
    return [_answer(position, item, _Worker.fetcher, _Worker.order) for position, item in chunk]


def _answer(position: int, item: Item, fetcher: Fetcher, order: Order) -> Answer:
    try:
        if is_address(item.place):
            examined = examine_named(item.place, fetcher, order.question)
        else:
            examined = examine_bytes(item.name, item.load(), fetcher, order.question)
    except Refusal as refusal:
        return Answer(position, refusal.code.value, refusal.sentence)
    except Exception as error:  # a fault of ours in one file is no reason to keep quiet on others
        problem = f"This failed through a fault of ours ({type(error).__name__})."
        return Answer(position, ExitCode.FAULT.value, problem)
    return _in_short(position, examined, order)


def _in_short(position: int, examined: Examined, order: Order) -> Answer:
    report = examined.report
    said, deciding = report.credential, report.deciding
    return Answer(
        position,
        CODES[report.verdict].value,
        verdict=report.verdict.value,
        digest=examined.digest,
        name=said.name,
        issuer=said.issuer_id,
        issuer_name=said.issuer_name,
        id=said.id,
        valid_from=said.valid_from,
        valid_until=said.valid_until,
        finding=deciding.code if deciding else "",
        reason=sentence(deciding, order.language) if deciding and not report.is_valid else "",
        report=json.dumps(report.to_json()) if order.wants_reports else "",
    )


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use; not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
