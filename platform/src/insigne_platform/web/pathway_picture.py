"""A pathway as a picture: boxes in rows, lines between them; drawn by us, without a script."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.pathways.models import Pathway
from insigne_platform.pathways.progress import Needs, Progress, StepNeed, layers

WIDE, HIGH, BESIDE, BETWEEN, EDGE = 250, 84, 30, 64, 8
LETTERS, LINES = 26, 2


@dataclass(frozen=True, slots=True)
class Box:
    """A step, or the badge at the end."""

    x: int
    y: int
    lines: tuple[str, ...]
    below: str
    state: str

    @property
    def width(self) -> int:
        """How wide it is."""
        return WIDE

    @property
    def height(self) -> int:
        """How high it is."""
        return HIGH

    @property
    def texts(self) -> list[dict[str, object]]:
        """Its lines, each with its place."""
        first = self.y + (32 if len(self.lines) > 1 else 40)
        return [
            {
                "x": self.x + 16,
                "y": first + 20 * place - (4 if len(self.lines) > 1 else 0),
                "text": text,
            }
            for place, text in enumerate(self.lines)
        ]

    @property
    def below_x(self) -> int:
        """Where the small text begins."""
        return self.x + 16

    @property
    def below_y(self) -> int:
        """Where the small text stands."""
        return self.y + HIGH - 12


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and the lines between them."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def picture_of_pathway(
    pathway: Pathway, needs: Needs, end: AchievementVersion | None, progress: Progress | None
) -> Picture:
    """Lay the steps out in rows from top to bottom; the badge at the end stands below them."""
    rows = layers(needs.steps)
    names = {step.pk: step.name for step in pathway.steps.all()}
    across = max((len(row) for row in rows), default=1)
    width = across * WIDE + (across - 1) * BESIDE + 2 * EDGE
    boxes: dict[UUID, Box] = {}
    for depth, row in enumerate(rows):
        left = (width - len(row) * WIDE - (len(row) - 1) * BESIDE) // 2
        for place, step in enumerate(row):
            x, y = left + place * (WIDE + BESIDE), EDGE + depth * (HIGH + BETWEEN)
            boxes[step.id] = Box(x, y, _lines(names[step.id]), _below(step), _state(step, progress))
    lines = [
        _line(boxes[before], boxes[step.id])
        for step in needs.steps
        for before in step.after
        if before in boxes
    ]
    all_boxes = list(boxes.values())
    depth = len(rows)
    if end is not None:
        done = "done" if progress is not None and progress.is_complete else "end"
        last = Box(
            (width - WIDE) // 2,
            EDGE + depth * (HIGH + BETWEEN),
            _lines(end.name),
            _("Badge at the end"),
            f"end {done}",
        )
        followed = {before for step in needs.steps for before in step.after}
        lines += [_line(box, last) for id, box in boxes.items() if id not in followed]
        all_boxes.append(last)
        depth += 1
    height = max(depth * (HIGH + BETWEEN) - BETWEEN, HIGH) + 2 * EDGE
    return Picture(width, height, tuple(all_boxes), tuple(lines))


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder="…")) or ("…",)


def _below(step: StepNeed) -> str:
    if step.needed is not None and step.needed < len(step.badges):
        return _("%(n)s of %(m)s badges") % {"n": step.needed, "m": len(step.badges)}
    count = len(step.badges)
    return ngettext("%(n)s badge", "All %(n)s badges", count) % {"n": count}


def _state(step: StepNeed, progress: Progress | None) -> str:
    if progress is None:
        return "open"
    found = next(one for one in progress.steps if one.id == step.id)
    return "done" if found.is_done else "open" if found.is_open else "later"


def _line(start: Box, end: Box) -> str:
    x1, y1 = start.x + WIDE // 2, start.y + HIGH
    x2, y2 = end.x + WIDE // 2, end.y - 6
    middle = (y1 + y2) // 2
    return f"M{x1} {y1} C{x1} {middle} {x2} {middle} {x2} {y2}"
