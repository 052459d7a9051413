"""Where the bars of a plot stand: numbers in, geometry out; the template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FLOOR, LEFT = 724, 284, 250, 52
LANE, BAR_HEIGHT, LONGEST = 40, 7, 290
STEPS = (1, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is plotted: how it is called, how much (None is too little to say)."""

    label: str
    value: int | None
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, and the words beside it."""

    point: Point
    x: int
    y: int
    width: int
    height: int
    middle: int
    is_odd: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid, and what it stands for."""

    value: int
    y: int
    above: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright bars over a floor: how much at which time."""

    bars: Sequence[Bar]
    grid: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lying bars: how much of which."""

    bars: Sequence[Bar]
    height: int


def columns(points: Sequence[Point]) -> Columns:
    """Lay out upright bars; the scale ends at a round number above the largest."""
    step = _step(max((point.value or 0 for point in points), default=0))
    top = step * 4
    room = (WIDTH - LEFT) // max(len(points), 1)
    width = max(4, min(48, room * 6 // 10))
    bars = []
    for place, point in enumerate(points):
        height = (point.value or 0) * (FLOOR - 30) // top
        x = LEFT + place * room + (room - width) // 2
        bars.append(Bar(point, x, FLOOR - height, width, height, x + width // 2, place % 2 == 1))
    lines = [step * number for number in range(1, 5)]
    grid = [Line(value, y, y - 5) for value in lines for y in (FLOOR - value * 220 // top,)]
    return Columns(bars, grid)


def rows(points: Sequence[Point]) -> Rows:
    """Lay out lying bars, one under the other, each with its name above it."""
    most = max((point.value or 0 for point in points), default=0) or 1
    bars = []
    for place, point in enumerate(points):
        width = (point.value or 0) * LONGEST // most
        y = 29 + place * LANE
        bars.append(Bar(point, 0, y, width, BAR_HEIGHT, width + 8, False))
    return Rows(bars, LANE * len(points) + 5)


def _step(most: int) -> int:
    """A quarter of a round number that is not less than *most*."""
    power = 1
    while True:
        for step in STEPS:
            if step * power * 4 >= most:
                return step * power
        power *= 10
