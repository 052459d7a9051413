"""The ways in which the platform says no, in the words of a clerk at a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ServiceError(Exception):
    """Something that a service will not do; its message may be shown to who asked."""


class NotPermitted(ServiceError):  # noqa: N818 - a clerk's word, not a programmer's
    """You may not."""


class NotFound(ServiceError):  # noqa: N818 - a clerk's word, not a programmer's
    """There is no such thing, or none that you may know of."""


class Conflict(ServiceError):  # noqa: N818 - a clerk's word, not a programmer's
    """Not in the state that it is in now."""


class Unavailable(ServiceError):  # noqa: N818 - a clerk's word, not a programmer's
    """Not now; trying again may help."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was asked: where, and what."""

    field: str
    message: str
    row: int | None = None


class Invalid(ServiceError):  # noqa: N818 - a clerk's word, not a programmer's
    """What was asked has problems, and here is every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))
