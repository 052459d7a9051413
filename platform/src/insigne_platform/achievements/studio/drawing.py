"""From a design to its picture: pure, so that the same design is the same bytes for ever."""

from __future__ import annotations

import base64
from math import cos, pi, sin, sqrt
from xml.sax.saxutils import escape

from insigne_platform.achievements.studio import lettering
from insigne_platform.achievements.studio.design import Design
from insigne_platform.achievements.studio.palettes import readable_on
from insigne_platform.achievements.studio.shapes import MIDDLE, SHAPES, Shape, numbers
from insigne_platform.achievements.studio.signs import SIGNS

PLAQUE_TOP, PLAQUE_HEIGHT = 192.0, 32.0
LIGHT, DARK = 'stroke="#fff" stroke-opacity=".18"', 'stroke="#000" stroke-opacity=".08"'

# The cells of the patterns that repeat: width, height, turn, and what is drawn in each.
CELLS: dict[str, tuple[float, float, int, str]] = {
    "weave": (
        5, 5, 38,
        f'<path d="M0 0H5" {LIGHT} stroke-width="2.2"/>'
        f'<path d="M0 2.6H5" {DARK} stroke-width="1.6"/>',
    ),
    "stripes": (18, 18, 45, f'<path d="M0 4.5H18" {LIGHT} stroke-width="9"/>'),
    "dots": (16, 16, 45, '<circle cx="8" cy="8" r="3.2" fill="#fff" fill-opacity=".2"/>'),
    "chequers": (
        24, 24, 0, '<path d="M0 0H12V12H0ZM12 12H24V24H12Z" fill="#fff" fill-opacity=".14"/>'
    ),
    "waves": (
        32, 18, 0, f'<path d="M0 9Q8 1 16 9T32 9" fill="none" {LIGHT} stroke-width="3.5"/>'
    ),
}  # fmt: skip


def draw(design: Design, *, title: str = "", logo: bytes = b"") -> str:
    """The picture as SVG; *logo* is the institution's, as PNG, for a design that shows it."""
    shape = SHAPES[design.shape]
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="600" height="600">',
        f"<title>{escape(title)}</title>" if title else "",
        f'<defs><clipPath id="field"><path d="{shape.field}"/></clipPath>{_cell(design)}</defs>',
        _behind(design, shape),
        _edge(design, shape),
        f'<path d="{shape.field}" fill="{design.field}"/>',
        f'<g clip-path="url(#field)">{_pattern(design, shape)}</g>',
        _stitch(design, shape),
        _carried(design, shape, logo),
        _corner_logo(logo) if design.logo == "corner" and logo else "",
        _plaque(design),
        "</svg>",
    ]
    return "".join(parts)


def _behind(design: Design, shape: Shape) -> str:
    if not shape.behind:
        return ""
    return (
        f'<path d="{shape.behind}" fill="{design.accent}" stroke="{design.edge}" stroke-width="5" '
        'stroke-linejoin="round"/>'
    )


def _edge(design: Design, shape: Shape) -> str:
    """The edge, with a light line around it that keeps it apart from a dark page."""
    path = f'<path d="{shape.outline}" stroke-linejoin="round" '
    halo = f'{path}fill="none" stroke="#ffffff" stroke-opacity=".75" stroke-width="17"/>'
    body = f'{path}fill="{design.edge}" stroke="{design.edge}" stroke-width="13"/>'
    if design.border == "merrowed":
        thread = (
            f'{path}fill="none" stroke="#ffffff" stroke-opacity=".3" stroke-width="11" '
            'stroke-dasharray="2.2 2.4"/>'
        )
        return halo + body + thread
    if design.border == "double":
        return halo + body + f'{path}fill="none" stroke="{design.accent}" stroke-width="3.5"/>'
    return halo + body


def _stitch(design: Design, shape: Shape) -> str:
    if design.border not in {"merrowed", "stitched"}:
        return ""
    colour = design.ink if design.border == "stitched" else readable_on(design.field)
    return (
        f'<path d="{shape.field}" fill="none" stroke="{colour}" stroke-opacity=".75" '
        'stroke-width="3" stroke-dasharray="7 4.5" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _cell(design: Design) -> str:
    if design.pattern not in CELLS:
        return ""
    width, height, turn, drawn = CELLS[design.pattern]
    return (
        f'<pattern id="cell" width="{numbers(width)}" height="{numbers(height)}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate({turn})">{drawn}</pattern>'
    )


def _pattern(design: Design, shape: Shape) -> str:
    if design.pattern in CELLS:
        return '<path d="M0 0H240V240H0Z" fill="url(#cell)"/>'
    if design.pattern == "rays":
        return f'<path d="{_rays(shape.middle)}" fill="#fff" fill-opacity=".15"/>'
    if design.pattern == "rings":
        circles = (
            f'<circle cx="120" cy="{numbers(shape.middle)}" r="{radius}"/>'
            for radius in range(18, 118, 18)
        )
        return f'<g fill="none" {LIGHT} stroke-width="5">{"".join(circles)}</g>'
    return ""


def _rays(middle: float) -> str:
    """Twelve wedges from the middle outwards, every other one of twenty-four."""
    wedges = []
    for step in range(0, 24, 2):
        ends = ((step + side) * pi / 12 for side in (0, 1))
        points = [numbers(MIDDLE + 150 * cos(a), middle + 150 * sin(a)) for a in ends]
        wedges.append(f"M{numbers(MIDDLE, middle)}L{'L'.join(points)}Z")
    return "".join(wedges)


def _carried(design: Design, shape: Shape, logo: bytes) -> str:
    """The sign or the logo, and the text under it, all inside the shape's circle."""
    is_logo = design.logo == "sign" and bool(logo)
    has_sign = is_logo or design.sign != "none"
    middle = shape.middle - (5 if _has_plaque(design) and not shape.behind else 0)
    count = len(design.lines)
    size = shape.room * (1.3 if not count else 0.98 if count == 1 else 0.86)
    y = middle - shape.room * (0.0, 0.24, 0.34)[count]
    drawn = ""
    if is_logo:
        drawn = _logo(logo, MIDDLE, y, size)
    elif has_sign:
        drawn = _sign(design, y, size)
    return drawn + _text(design, middle, shape.room, has_sign=has_sign)


def _sign(design: Design, y: float, size: float) -> str:
    sign, scale = SIGNS[design.sign], size / 24
    place = f"translate({numbers(MIDDLE - size / 2, y - size / 2)}) scale({scale:.3f})"
    filled = f'<path d="{sign.filled}" fill="{design.ink}" stroke="none"/>' if sign.filled else ""
    return (
        f'<g transform="{place}" fill="none" stroke="{design.ink}" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round"><path d="{sign.stroked}"/>{filled}</g>'
    )


def sizes_of_text(design: Design) -> list[tuple[str, float, float]]:
    """Each line of text with its size and the height of its middle, fitted to the shape."""
    shape = SHAPES[design.shape]
    middle = shape.middle - (5 if _has_plaque(design) and not shape.behind else 0)
    return _fitted(design, middle, shape.room, has_sign=design.sign != "none")


def _fitted(
    design: Design, middle: float, room: float, *, has_sign: bool
) -> list[tuple[str, float, float]]:
    lines = design.lines
    if has_sign:
        offsets, largest = ([0.56], 0.42) if len(lines) == 1 else ([0.34, 0.68], 0.33)
    else:
        offsets, largest = ([0.0], 0.72) if len(lines) == 1 else ([-0.25, 0.25], 0.52)
    found = []
    for line, offset in zip(lines, offsets, strict=False):
        away = abs(offset) * room + lettering.cap_height() * largest * room / 2
        free = 2 * sqrt(max(room**2 - away**2, 0)) * 0.98
        found.append(
            (line, min(largest * room, free / lettering.width_of(line)), middle + offset * room)
        )
    return found


def _text(design: Design, middle: float, room: float, *, has_sign: bool) -> str:
    paths = (
        lettering.outlines(line, size=size, x=MIDDLE, y=y)
        for line, size, y in _fitted(design, middle, room, has_sign=has_sign)
    )
    return "".join(f'<path d="{path}" fill="{design.ink}"/>' for path in paths)


def _has_plaque(design: Design) -> bool:
    return bool(design.plaque or design.stars)


def _plaque(design: Design) -> str:
    """A small plate at the foot: the year or the level, in words or in stars."""
    if not _has_plaque(design):
        return ""
    size = 19.0
    words = lettering.width_of(design.plaque) * size if design.plaque else 0.0
    stars = design.stars * 19.0
    gap = 8.0 if words and stars else 0.0
    width = min(words + stars + gap + 26, 220)
    size = size * min(1.0, (220 - 26 - stars - gap) / words) if words else size
    words = min(words, 220 - 26 - stars - gap)
    ink, y = readable_on(design.accent), PLAQUE_TOP + PLAQUE_HEIGHT / 2
    left = MIDDLE - (words + gap + stars) / 2
    plate = (
        f'<rect x="{numbers(MIDDLE - width / 2)}" y="{numbers(PLAQUE_TOP)}" '
        f'width="{numbers(width)}" height="{numbers(PLAQUE_HEIGHT)}" rx="5" '
        f'fill="{design.accent}" stroke="{design.edge}" stroke-width="4"/>'
    )
    text = ""
    if design.plaque:
        path = lettering.outlines(design.plaque, size=size, x=left + words / 2, y=y)
        text = f'<path d="{path}" fill="{ink}"/>'
    first = left + words + gap + 9.5
    marks = "".join(_star(first + 19 * place, y) for place in range(design.stars))
    return plate + text + (f'<path d="{marks}" fill="{ink}"/>' if marks else "")


def _star(x: float, y: float) -> str:
    points = []
    for step in range(10):
        radius, angle = (8.5 if step % 2 == 0 else 3.7), pi * (step / 5 - 0.5)
        points.append(numbers(x + radius * cos(angle), y + radius * sin(angle)))
    return f"M{'L'.join(points)}Z"


def _corner_logo(logo: bytes) -> str:
    plate = '<circle cx="193" cy="193" r="35" fill="#ffffff" stroke="#c3cadc" stroke-width="2"/>'
    return plate + _logo(logo, 193, 193, 46)


def _logo(logo: bytes, x: float, y: float, size: float) -> str:
    source = base64.b64encode(logo).decode("ascii")
    return (
        f'<image x="{numbers(x - size / 2)}" y="{numbers(y - size / 2)}" width="{numbers(size)}" '
        f'height="{numbers(size)}" href="data:image/png;base64,{source}"/>'
    )
