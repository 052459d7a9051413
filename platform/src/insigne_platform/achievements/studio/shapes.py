"""The silhouettes of badges: an outline for the edge, a field inside it, and the room for signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MIDDLE = 120.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A silhouette; what it carries lies in a circle of *room* around (120, *middle*)."""

    label: Promise
    outline: str
    field: str
    middle: float
    room: float
    behind: str = ""


def numbers(*values: float) -> str:
    """Write numbers as paths have them, with one decimal at most."""
    return " ".join(f"{value:.1f}".rstrip("0").rstrip(".") for value in values)


def _around(count: int, radius: float, *, turn: float = -90.0) -> list[Point]:
    """*count* points on a circle, from the top on."""
    angles = (pi * (turn + 360 * step / count) / 180 for step in range(count))
    return [(MIDDLE + radius * cos(angle), MIDDLE + radius * sin(angle)) for angle in angles]


def _joined(points: Sequence[Point]) -> str:
    return "M" + "L".join(numbers(x, y) for x, y in points) + "Z"


def disc(radius: float = 103, middle: float = MIDDLE) -> str:
    """A round patch."""
    return (
        f"M{numbers(MIDDLE, middle - radius)}"
        f"A{numbers(radius, radius)} 0 1 1 {numbers(MIDDLE, middle + radius)}"
        f"A{numbers(radius, radius)} 0 1 1 {numbers(MIDDLE, middle - radius)}Z"
    )


def polygon(corners: int, radius: float, *, turn: float = -90.0) -> str:
    """A patch with straight sides, a corner on top."""
    return _joined(_around(corners, radius, turn=turn))


def star(points: int, outer: float, inner: float) -> str:
    """A patch with rays."""
    tips = _around(points, outer)
    valleys = _around(points, inner, turn=-90 + 180 / points)
    return _joined([corner for pair in zip(tips, valleys, strict=True) for corner in pair])


def scallop(lobes: int, radius: float) -> str:
    """A patch with a border of half circles."""
    corners = _around(lobes, radius)
    lobe = radius * sin(pi / lobes)
    arcs = (f"A{numbers(lobe, lobe)} 0 0 1 {numbers(x, y)}" for x, y in [*corners[1:], corners[0]])
    return f"M{numbers(*corners[0])}" + "".join(arcs) + "Z"


def shield(top: float, side: float, tip: float) -> str:
    """A shield that hangs from *top*, *side* wide to each hand, ending at *tip*."""
    left, right = MIDDLE - side, MIDDLE + side
    return (
        f"M{numbers(MIDDLE, top)}L{numbers(right, top + 22)}V122"
        f"C{numbers(right, 170, MIDDLE + 40, tip - 14, MIDDLE, tip)}"
        f"C{numbers(MIDDLE - 40, tip - 14, left, 170, left, 122)}V{numbers(top + 22)}Z"
    )


def square(half: float, corner: float) -> str:
    """A square with round corners."""
    low, high = MIDDLE - half, MIDDLE + half
    arc = f"A{numbers(corner, corner)} 0 0 1 "
    return (
        f"M{numbers(low + corner, low)}H{numbers(high - corner)}{arc}{numbers(high, low + corner)}"
        f"V{numbers(high - corner)}{arc}{numbers(high - corner, high)}H{numbers(low + corner)}"
        f"{arc}{numbers(low, high - corner)}V{numbers(low + corner)}"
        f"{arc}{numbers(low + corner, low)}Z"
    )


def cross(reach: float, half: float) -> str:
    """A cross with four equal arms, each twice *half* wide."""
    low, high, left, right = MIDDLE - reach, MIDDLE + reach, MIDDLE - half, MIDDLE + half
    corners = [
        (left, low), (right, low), (right, left), (high, left), (high, right), (right, right),
        (right, high), (left, high), (left, right), (low, right), (low, left), (left, left),
    ]  # fmt: skip
    return _joined(corners)


def pennant(inset: float) -> str:
    """A flag that hangs, with a notch at its end."""
    left, right, top = 38 + inset, 202 - inset, 16 + inset
    tip, notch = 226 - inset * 1.5, 194 - inset * 1.1
    return _joined([(left, top), (right, top), (right, tip), (MIDDLE, notch), (left, tip)])


TAILS = "M82 142L58 224L88 210L110 230L120 168L130 230L152 210L182 224L158 142Z"

SHAPES: Mapping[str, Shape] = {
    "disc": Shape(_("Disc"), disc(), disc(90), 120, 84),
    "scallop": Shape(_("Scalloped disc"), scallop(16, 92), disc(87), 120, 80),
    "shield": Shape(_("Shield"), shield(24, 93, 220), shield(42, 78, 203), 112, 70),
    "hexagon": Shape(_("Hexagon"), polygon(6, 108), polygon(6, 91), 120, 76),
    "octagon": Shape(
        _("Octagon"), polygon(8, 110, turn=-67.5), polygon(8, 94, turn=-67.5), 120, 83
    ),
    "square": Shape(_("Square"), square(96, 24), square(81, 13), 120, 82),
    "lozenge": Shape(_("Lozenge"), polygon(4, 109), polygon(4, 89), 120, 64),
    "pentagon": Shape(_("Pentagon"), polygon(5, 109), polygon(5, 91), 123, 70),
    "star": Shape(_("Star"), star(8, 110, 86), disc(74), 120, 68),
    "cross": Shape(_("Cross"), cross(104, 62), cross(89, 48), 120, 64),
    "ribbon": Shape(_("Rosette with ribbons"), disc(80, 96), disc(67, 96), 96, 61, TAILS),
    "pennant": Shape(_("Pennant"), pennant(0), pennant(16), 104, 62),
}
