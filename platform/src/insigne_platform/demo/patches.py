"""Badge pictures as embroidered patches: silhouette, merrowed edge, running stitch, one sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from xml.sax.saxutils import escape

MIDDLE = 120.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Colours:
    """The thread: the edge, its light strands, the field, and the stitch on the field."""

    edge: str
    strand: str
    field: str
    stitch: str


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.1f}".rstrip("0").rstrip(".") for value in values)


def _around(count: int, radius: float, *, turn: float = -90.0) -> list[Point]:
    """*count* points on a circle, from the top on."""
    angles = (pi * (turn + 360 * step / count) / 180 for step in range(count))
    return [(MIDDLE + radius * cos(angle), MIDDLE + radius * sin(angle)) for angle in angles]


def _joined(points: Sequence[Point]) -> str:
    return "M" + "L".join(_numbers(x, y) for x, y in points) + "Z"


def disc(radius: float = 103) -> str:
    """A round patch."""
    return (
        f"M{_numbers(MIDDLE, MIDDLE - radius)}"
        f"A{_numbers(radius, radius)} 0 1 1 {_numbers(MIDDLE, MIDDLE + radius)}"
        f"A{_numbers(radius, radius)} 0 1 1 {_numbers(MIDDLE, MIDDLE - radius)}Z"
    )


def polygon(corners: int, radius: float) -> str:
    """A patch with straight sides, a corner on top."""
    return _joined(_around(corners, radius))


def star(points: int, outer: float, inner: float) -> str:
    """A patch with rays."""
    tips = _around(points, outer)
    valleys = _around(points, inner, turn=-90 + 180 / points)
    return _joined([corner for pair in zip(tips, valleys, strict=True) for corner in pair])


def scallop(lobes: int, radius: float) -> str:
    """A patch with a border of half circles."""
    corners = _around(lobes, radius)
    lobe = radius * sin(pi / lobes)
    arcs = (
        f"A{_numbers(lobe, lobe)} 0 0 1 {_numbers(x, y)}" for x, y in [*corners[1:], corners[0]]
    )
    return f"M{_numbers(*corners[0])}" + "".join(arcs) + "Z"


def shield(top: float, side: float, tip: float) -> str:
    """A shield that hangs from *top*, *side* wide to each hand, ending at *tip*."""
    left, right = MIDDLE - side, MIDDLE + side
    return (
        f"M{_numbers(MIDDLE, top)}L{_numbers(right, top + 22)}V122"
        f"C{_numbers(right, 170, MIDDLE + 40, tip - 14, MIDDLE, tip)}"
        f"C{_numbers(MIDDLE - 40, tip - 14, left, 170, left, 122)}V{_numbers(top + 22)}Z"
    )


def patch(title: str, *, outline: str, field: str, colours: Colours, sign: str) -> str:
    """The whole picture as SVG text; *title* says in words what it shows."""
    edge = f'<path d="{outline}" stroke-linejoin="round" '
    inner = f'<path d="{field}" '
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="600" height="600">'
        f"<title>{escape(title)}</title>"
        '<defs><pattern id="weave" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(38)">'
        '<path d="M0 0H5" stroke="#fff" stroke-opacity=".16" stroke-width="2.2"/>'
        '<path d="M0 2.6H5" stroke="#000" stroke-opacity=".07" stroke-width="1.6"/></pattern>'
        f'<clipPath id="field"><path d="{field}"/></clipPath></defs>'
        f'{edge}fill="none" stroke="{colours.strand}" stroke-width="17"/>'
        f'{edge}fill="{colours.edge}" stroke="{colours.edge}" stroke-width="13"/>'
        f'{edge}fill="none" stroke="{colours.strand}" stroke-width="11" '
        'stroke-dasharray="2.2 2.4" stroke-opacity=".42"/>'
        f'{inner}fill="{colours.field}"/>{inner}fill="url(#weave)"/>'
        f'<g clip-path="url(#field)">{sign}</g>'
        f'{inner}fill="none" stroke="{colours.stitch}" stroke-width="3" '
        'stroke-dasharray="7 4.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
