"""Remembering what a pure function answered, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any


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
