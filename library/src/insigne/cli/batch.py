"""Verifying many files: in several processes, answered in the order in which they were named.

Processes, as threads of one interpreter wait for each other. They start afresh (spawn), so that
nothing is shared by accident, on any system.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import batched

from insigne.adapters.fetcher import Fetcher
from insigne.cli.collecting import Item
from insigne.cli.examining import (
    Examined,
    Question,
    examine_bytes,
    examine_named,
    fetcher_for,
    is_address,
)
from insigne.cli.exit_codes import ExitCode, Refusal

CHUNK = 16
CHUNKS_AHEAD = 4
FEWEST_FOR_MORE_JOBS = 64
MOST_JOBS = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one file: a report, or the sentence that says why there is none."""

    item: Item
    examined: Examined | None = None
    problem: str = ""
    code: ExitCode = ExitCode.VALID


def jobs_for(asked: int | None, count: int) -> int:
    """Say how many processes to use: as many as asked for, or what is worth its start."""
    if asked is not None:
        return max(1, min(asked, MOST_JOBS, count))
    return 1 if count < FEWEST_FOR_MORE_JOBS else min(_processors(), MOST_JOBS)


def answers_to(items: Sequence[Item], question: Question, *, jobs: int) -> Iterator[Answer]:
    """Give the answer on each of *items*, in order, as soon as it and all before it are there."""
    if jobs == 1:
        fetcher = fetcher_for(question)
        return (_answer(item, fetcher, question) for item in items)
    return _answers_of_processes(items, question, jobs)


def _answers_of_processes(items: Sequence[Item], question: Question, jobs: int) -> Iterator[Answer]:
    executor = ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(question,),
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

    question: Question
    fetcher: Fetcher


def _prepare(question: Question) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends us
    _Worker.question = question
    _Worker.fetcher = fetcher_for(question)


def _answer_chunk(chunk: Sequence[Item]) -> list[Answer]:
    return [_answer(item, _Worker.fetcher, _Worker.question) for item in chunk]


def _answer(item: Item, fetcher: Fetcher, question: Question) -> Answer:
    try:
        if is_address(item.place):
            examined = examine_named(item.place, fetcher, question)
        else:
            examined = examine_bytes(item.name, item.load(), fetcher, question)
    except Refusal as refusal:
        return Answer(item, problem=refusal.sentence, code=refusal.code)
    except Exception as error:  # a fault of ours in one file is no reason to keep quiet on others
        problem = f"This failed through a fault of ours ({type(error).__name__})."
        return Answer(item, problem=problem, code=ExitCode.FAULT)
    return Answer(item, examined)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use; not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
