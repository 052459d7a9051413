import pytest

from insigne_platform.config.reactions import REACTIONS
from insigne_platform.config.worker import Worker
from insigne_platform.core import outbox

pytestmark = pytest.mark.django_db


def test_a_worker_outlives_trouble_and_stops_when_told(monkeypatch):
    answers, swept = [3, OSError("the database is away"), 0, 1], []
    worker = Worker([lambda: swept.append(True)])

    def deliver():
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


def test_every_reaction_is_connected():
    for event_class, reaction in REACTIONS:
        assert reaction in outbox._reactions[event_class]
