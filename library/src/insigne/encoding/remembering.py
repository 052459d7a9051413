"""Remembering what a pure function answered, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any


class Memory[Question: Hashable, Answer]:
    """The answers to the last questions, where both may be kept."""

    def __init__(self, *, entries: int) -> None:
        self._entries = entries
        self._kept: dict[Question, Answer] = {}
        self._lock = Lock()

    def recall(self, question: Question) -> Answer | None:
        """Give the answer that is kept, if there is one."""
        return self._kept.get(question)

    def keep(self, question: Question, answer: Answer) -> Answer:
        """Keep *answer*, and forget the oldest if there are too many; give it back."""
        with self._lock:
            self._kept[question] = answer
            if len(self._kept) > self._entries:
                del self._kept[next(iter(self._kept))]
        return answer


class _NotKeptError(Exception):
    """Carries an answer past `lru_cache`, which keeps whatever is returned and nothing raised."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer


def remembered[**Texts, Answer](
    *, entries: int, longest: int, is_small: Callable[[Any], bool] = lambda answer: True
) -> Callable[[Callable[Texts, Answer]], Callable[Texts, Answer]]:
    """Keep the answers of a function of texts or bytes alone, which nobody changes.

    Whoever sends us documents decides how much of our memory they take. So a question of more
    than *longest* characters is asked anew each time, and so is one whose answer is not *is_small*.
    An error is no answer.
    """

    def remember(function: Callable[Texts, Answer]) -> Callable[Texts, Answer]:
        @lru_cache(maxsize=entries)
        def kept(*texts: Any, **named: Any) -> Answer:
            answer = function(*texts, **named)
            if sum(map(len, (*texts, *named.values()))) > longest or not is_small(answer):
                raise _NotKeptError(answer)
            return answer

        @wraps(function)
        def ask(*texts: Texts.args, **named: Texts.kwargs) -> Answer:
            try:
                return kept(*texts, **named)  # type: ignore[arg-type]  # texts are hashable
            except _NotKeptError as passing:
                answer: Answer = passing.answer
                return answer

        return ask

    return remember
