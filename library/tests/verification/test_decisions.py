"""A decision that is kept ends with any of the things that it hangs on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cast import ADA, NOON
from insigne.verification.anchors import Anchors
from insigne.verification.decisions import LARGEST_ANSWER, KeptDecisions, decide
from insigne.verification.evidence import Evidence, Fetched, Need, NotFetched, Purpose
from insigne.verification.noted import NotedInstant

HOUR = timedelta(hours=1)
NEED = Need(ADA.id, Purpose.KEYS)


def fetched(body=b"{}"):
    return Fetched(ADA.id, ADA.id, 200, body, "application/json", NOON)


WORLD = Evidence({ADA.id: fetched()})


class Deciding:
    """Says what the address answers, and whether an hour from noon has passed, and counts."""

    def __init__(self):
        self.times = 0

    def __call__(self, evidence, at):
        self.times += 1
        return evidence.look_up(NEED), at < NOON + HOUR


@pytest.fixture
def deciding():
    return Deciding()


def test_a_decision_is_made_once_while_all_that_it_hangs_on_stays(deciding):
    kept = KeptDecisions()

    first = kept.answer("question", deciding, WORLD, NOON)
    second = kept.answer("question", deciding, replace(WORLD), NOON + HOUR / 2)

    assert (first, second) == ((fetched(), True), (fetched(), True))
    assert deciding.times == 1


@pytest.mark.parametrize(
    ("evidence", "at", "said"),
    [
        (Evidence({ADA.id: fetched(b"[]")}), NOON, (fetched(b"[]"), True)),
        (Evidence({ADA.id: NotFetched(ADA.id, "asleep")}), NOON, None),
        (Evidence(), NOON, (None, True)),
        (WORLD, NOON + 2 * HOUR, (fetched(), False)),
        (replace(WORLD, anchors=Anchors(roots=(b"root",))), NOON, (fetched(), True)),
        (replace(WORLD, witnessed_at=NOON - HOUR), NOON, (fetched(), True)),
    ],
)
def test_it_is_made_anew_when_one_of_them_changes(evidence, at, said, deciding):
    kept = KeptDecisions()
    kept.answer("question", deciding, WORLD, NOON)

    answer = kept.answer("question", deciding, evidence, at)

    assert deciding.times == 2
    assert answer == (said or (NotFetched(ADA.id, "asleep"), True))


def test_another_question_is_another_decision(deciding):
    kept = KeptDecisions()

    for question in ("one", "other", "one", "other"):
        kept.answer(question, deciding, WORLD, NOON)

    assert deciding.times == 2


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence({ADA.id: NotFetched(ADA.id, "asleep")}),
        Evidence({ADA.id: fetched(b" " * (LARGEST_ANSWER + 1))}),
        replace(WORLD, witnessed_at=NOON),
    ],
)
def test_what_rests_on_nothing_read_on_much_or_on_a_witness_is_not_kept(evidence, deciding):
    kept = KeptDecisions()

    for _ in range(3):
        kept.answer("question", deciding, evidence, NOON)

    assert deciding.times == 3


def test_the_oldest_decision_makes_room(deciding):
    kept = KeptDecisions(most=2)
    for question in ("first", "second", "third"):
        kept.answer(question, deciding, WORLD, NOON)

    kept.answer("third", deciding, WORLD, NOON)
    assert deciding.times == 3
    kept.answer("first", deciding, WORLD, NOON)
    assert deciding.times == 4


def test_a_decision_within_a_decision_ends_it_too(deciding):
    kept = KeptDecisions()

    for _ in range(2):  # made within, then found within
        outer = decide(lambda given, then: kept.answer("q", deciding, given, then), WORLD, NOON)

        assert outer.holds(WORLD, NOON + HOUR / 2)
        assert not outer.holds(WORLD, NOON + HOUR)
        assert not outer.holds(Evidence(), NOON)
    assert deciding.times == 1


def test_what_fails_within_is_known_outside():
    def fail(evidence, at):
        assert at > NOON - HOUR
        raise LookupError

    noted = NotedInstant.of(NOON)
    with pytest.raises(LookupError):
        decide(fail, WORLD, noted)

    assert noted.compared == [NOON - HOUR]


def test_a_decision_that_reckons_with_the_time_holds_no_longer():
    kept = KeptDecisions()
    answers = [
        kept.answer("question", lambda given, then: then - NOON, WORLD, NOON + hours * HOUR)
        for hours in range(3)
    ]

    assert answers == [timedelta(0), HOUR, 2 * HOUR]
