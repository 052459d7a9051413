"""Where somebody stands in a course, said without saying anything of anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEWEST = 5  # below this, a median could tell of one person


@dataclass(frozen=True, slots=True)
class Standing:
    """How many badges somebody has, of how many, and the median of all learners."""

    mine: int
    of: int
    median: float | None


def standing_of(mine: int, of: int, everybody: Sequence[int]) -> Standing:
    """Say how *mine* stands to *everybody* (one number for each learner, mine among them).

    With fewer than five learners there is no median, for it could tell of one of them.
    """
    if len(everybody) < FEWEST:
        return Standing(mine, of, None)
    return Standing(mine, of, median(everybody))
