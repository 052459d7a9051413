from dataclasses import dataclass

import pytest

from insigne_platform.config.reactions import REACTIONS
from insigne_platform.config.worker import Worker
from insigne_platform.core import outbox
from insigne_platform.core.models import OutboxFact

pytestmark = pytest.mark.django_db


@outbox.fact("test.work_at_hand")
@dataclass(frozen=True, slots=True)
class WorkAtHand:
    number: int


def test_a_worker_outlives_trouble_and_stops_when_told(monkeypatch):
    answers, swept = [3, OSError("the database is away"), 0, 1], []
    worker = Worker([lambda: swept.append(True)])

    def deliver(**_options):
        answer = answers.pop(0)
        if not answers:
            worker.stop()
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(outbox, "deliver_pending", deliver)
    monkeypatch.setattr("insigne_platform.config.worker.REST", 0.01)
    worker.run()

    assert answers == []
    assert swept == [True]


def test_a_worker_that_is_told_to_stop_finishes_one_fact_and_leaves_the_others(monkeypatch):
    monkeypatch.setattr(outbox, "_reactions", outbox.defaultdict(list))
    told, swept = [], []
    worker = Worker([lambda: swept.append(True)])
    outbox.subscribe(WorkAtHand, lambda event: (told.append(event.number), worker.stop()))
    outbox.publish_all([WorkAtHand(number) for number in range(5)])

    worker.run()

    assert (told, swept) == ([0], [True])
    waiting = OutboxFact.objects.filter(name="test.work_at_hand", delivered_at=None)
    assert [(row.payload["number"], row.attempts) for row in waiting.order_by("id")] == [
        (1, 0), (2, 0), (3, 0), (4, 0),
    ]  # fmt: skip


def test_a_worker_that_is_told_to_stop_while_it_sweeps_tells_nothing(monkeypatch):
    monkeypatch.setattr(outbox, "_reactions", outbox.defaultdict(list))
    told, swept = [], []
    worker = Worker([lambda: worker.stop(), lambda: swept.append(True)])
    outbox.subscribe(WorkAtHand, lambda event: told.append(event.number))
    outbox.publish(WorkAtHand(1))

    worker.run()

    assert (told, swept) == ([], [])


def test_every_reaction_is_connected():
    for event_class, reaction in REACTIONS:
        assert reaction in outbox._reactions[event_class]
