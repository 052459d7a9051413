"""How large a demo can be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """The name of a size."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many of what."""

    badges: int
    people: int
    awards: int


AMOUNTS: Mapping[Size, Amounts] = {
    Size.MEDIUM: Amounts(badges=5, people=2_000, awards=10_000),
    Size.LARGE: Amounts(badges=500, people=200_000, awards=1_000_000),
}
"""What is added to the small one, which is made by hand."""
