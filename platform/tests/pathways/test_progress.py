"""How far somebody is: steps, n of m, credits with their limits, and circles."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from insigne_platform.pathways.progress import (
    BadgeNeed,
    Needs,
    StepNeed,
    credits_of,
    cycle_in,
    layers,
    progress_of,
)

A, B, C, D = (UUID(int=n) for n in range(1, 5))
ONE, TWO, THREE = (UUID(int=n) for n in range(11, 14))


def badges(*ids: UUID, overlap: str = "") -> tuple[BadgeNeed, ...]:
    return tuple(BadgeNeed(id, overlap) for id in ids)


def earned(*ids: UUID, credits: int = 5) -> dict[UUID, Decimal]:
    return dict.fromkeys(ids, Decimal(credits))


NEEDS = Needs((StepNeed(ONE, badges(A)), StepNeed(TWO, badges(B, C, D), needed=2, after=(ONE,))))


@pytest.mark.parametrize(
    ("got", "done", "is_complete", "is_open"),
    [
        ((), 0, False, False),
        ((A,), 1, False, True),
        ((B,), 1, False, False),
        ((B, C), 2, False, False),
        ((A, B), 2, False, True),
        ((A, B, C), 3, True, True),
        ((A, B, C, D), 3, True, True),
    ],
)
def test_all_of_one_step_and_two_of_another(got, done, is_complete, is_open):
    progress = progress_of(NEEDS, earned(*got))

    assert (progress.done, progress.of) == (done, 3)
    assert progress.is_complete is is_complete
    assert progress.steps[1].is_open is is_open


def test_a_pathway_without_steps_leads_nowhere():
    assert not progress_of(Needs(()), earned(A)).is_complete


def test_badges_that_do_not_count_are_passed_over():
    assert progress_of(NEEDS, earned(UUID(int=99))).earned == frozenset()


def test_a_unit_counts_for_thirty_credits_at_most():
    needs = Needs((StepNeed(ONE, badges(A, B)),), Decimal(40))

    progress = progress_of(needs, {A: Decimal(60), B: Decimal(5)})

    assert (progress.credits, progress.is_complete) == (Decimal(35), False)


def test_of_badges_that_overlap_only_the_most_counts():
    needs = Needs(
        (StepNeed(ONE, badges(A, B, overlap="Statistics")), StepNeed(TWO, badges(C)))
    )  # fmt: skip
    shouted = Needs((StepNeed(ONE, (BadgeNeed(A, "stat"), BadgeNeed(B, "STAT"))),))

    assert credits_of(needs, {A: Decimal(5), B: Decimal(8), C: Decimal(3)}) == Decimal(11)
    assert credits_of(shouted, {A: Decimal(5), B: Decimal(8)}) == Decimal(8)


def test_enough_credits_and_all_steps_are_both_needed():
    needs = Needs((StepNeed(ONE, badges(A)), StepNeed(TWO, badges(B, C), needed=1)), Decimal(15))

    assert not progress_of(needs, earned(A, B)).is_complete
    assert progress_of(needs, earned(A, B, C)).is_complete
    assert not progress_of(needs, earned(B, C, credits=20)).is_complete


def test_a_circle_is_found_and_named_in_order():
    assert cycle_in({ONE: [TWO], TWO: [THREE], THREE: []}) == []
    assert sorted(cycle_in({ONE: [TWO], TWO: [ONE]})) == [ONE, TWO]
    assert cycle_in({ONE: [ONE]}) == [ONE]


def test_each_step_stands_in_a_row_after_those_that_it_follows():
    steps = (
        StepNeed(THREE, (), after=(ONE, TWO)),
        StepNeed(ONE, ()),
        StepNeed(TWO, (), after=(ONE,)),
    )

    assert [[step.id for step in row] for row in layers(steps)] == [[ONE], [TWO], [THREE]]
