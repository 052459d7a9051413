"""How far somebody is on a pathway: a function of what the pathway asks and what was earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

MOST_OF_A_UNIT = Decimal(30)  # credits at most that one badge counts for


@dataclass(frozen=True, slots=True)
class BadgeNeed:
    """A badge in a step, and the word of what it overlaps with."""

    achievement: UUID
    overlap: str = ""


@dataclass(frozen=True, slots=True)
class StepNeed:
    """What a step asks: all of its badges, or *needed* of them; after which other steps."""

    id: UUID
    badges: tuple[BadgeNeed, ...]
    needed: int | None = None
    after: tuple[UUID, ...] = ()

    @property
    def count(self) -> int:
        """How many badges finish the step."""
        return len(self.badges) if self.needed is None else min(self.needed, len(self.badges))


@dataclass(frozen=True, slots=True)
class Needs:
    """What a whole pathway asks."""

    steps: tuple[StepNeed, ...]
    credits: Decimal | None = None

    @property
    def achievements(self) -> frozenset[UUID]:
        """Every badge that counts."""
        return frozenset(one.achievement for step in self.steps for one in step.badges)


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far somebody is in a step."""

    id: UUID
    earned: frozenset[UUID]
    count: int
    is_open: bool

    @property
    def is_done(self) -> bool:
        """Say whether enough of its badges were earned."""
        return len(self.earned) >= self.count

    @property
    def done(self) -> int:
        """How many of those that are needed were earned; more do not count twice."""
        return min(len(self.earned), self.count)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is."""

    steps: tuple[StepProgress, ...]
    credits: Decimal = Decimal(0)
    credits_needed: Decimal | None = None
    earned: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def has_credits(self) -> bool:
        """Say whether the credits suffice."""
        return self.credits_needed is None or self.credits >= self.credits_needed

    @property
    def is_complete(self) -> bool:
        """Say whether somebody went the whole way; a pathway without steps leads nowhere."""
        return bool(self.steps) and all(step.is_done for step in self.steps) and self.has_credits

    @property
    def done(self) -> int:
        """How many badges count of those that are needed."""
        return sum(step.done for step in self.steps)

    @property
    def of(self) -> int:
        """How many badges are needed."""
        return sum(step.count for step in self.steps)


def progress_of(needs: Needs, earned: Mapping[UUID, Decimal]) -> Progress:
    """Say how far somebody is who earned these badges, each with the credits that it states.

    A badge that was earned before its step was open counts: the order helps, it does not punish.
    """
    mine = frozenset(earned) & needs.achievements
    done: dict[UUID, bool] = {}
    first: dict[UUID, StepProgress] = {}
    for step in needs.steps:
        got = frozenset(one.achievement for one in step.badges) & mine
        first[step.id] = StepProgress(step.id, got, step.count, is_open=True)
        done[step.id] = first[step.id].is_done
    steps = tuple(
        StepProgress(
            step.id,
            first[step.id].earned,
            step.count,
            is_open=all(done.get(before, True) for before in step.after),
        )
        for step in needs.steps
    )
    return Progress(steps, credits_of(needs, earned), needs.credits, mine)


def credits_of(needs: Needs, earned: Mapping[UUID, Decimal]) -> Decimal:
    """Add up the credits: at most 30 of one badge, and of badges that overlap the most only."""
    overlap_of: dict[UUID, str] = {}
    for step in needs.steps:
        for one in step.badges:
            overlap_of[one.achievement] = overlap_of.get(one.achievement) or one.overlap.casefold()
    most: dict[object, Decimal] = {}
    for achievement, overlap in overlap_of.items():
        if achievement in earned:
            key: object = overlap or achievement
            counted = min(earned[achievement], MOST_OF_A_UNIT)
            most[key] = max(most.get(key, Decimal(0)), counted)
    return sum(most.values(), Decimal(0))


def cycle_in(after: Mapping[UUID, Iterable[UUID]]) -> list[UUID]:
    """The steps that wait for each other in a circle, in their order; empty if there is none."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))[:-1]
    return []


def layers(steps: Iterable[StepNeed]) -> list[list[StepNeed]]:
    """Lay the steps in rows: each in the row after those that it comes after."""
    known = {step.id: step for step in steps}
    depth: dict[UUID, int] = {}
    order = TopologicalSorter({id: [b for b in s.after if b in known] for id, s in known.items()})
    for id in order.static_order():
        depth[id] = 1 + max((depth[b] for b in known[id].after if b in known), default=-1)
    rows: list[list[StepNeed]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for id, step in known.items():
        rows[depth[id]].append(step)
    return rows
