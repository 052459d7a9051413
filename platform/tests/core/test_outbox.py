from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from insigne_platform.core import outbox
from insigne_platform.core.models import OutboxFact

pytestmark = pytest.mark.django_db
NOON = datetime(2036, 6, 1, 12, tzinfo=UTC)


@outbox.fact("test.happened")
@dataclass(frozen=True, slots=True)
class Happened:
    id: str


@outbox.fact("test.failed")
@dataclass(frozen=True, slots=True)
class Failed:
    id: str


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(outbox, "_reactions", outbox.defaultdict(list))
    outbox.subscribe(Happened, lambda event: heard.append(event.id))
    return heard


def test_facts_are_told_once_and_in_order(told):
    for name in "abc":
        outbox.publish(Happened(name))

    assert outbox.deliver_pending(at=NOON) == 3
    assert outbox.deliver_pending(at=NOON) == 0
    assert told == ["a", "b", "c"]


def test_a_failing_fact_waits_and_holds_up_no_other(told):
    attempts = []

    def fail(event):
        attempts.append(event.id)
        if len(attempts) < 3:
            raise OSError("somebody's secret")

    outbox.subscribe(Failed, fail)
    outbox.publish(Failed("x"))
    outbox.publish(Happened("a"))

    assert outbox.deliver_pending(at=NOON) == 1
    assert (told, attempts) == (["a"], ["x"])
    assert OutboxFact.objects.get(name="test.failed").last_error == "OSError"

    assert outbox.deliver_pending(at=NOON + timedelta(seconds=1)) == 0
    assert attempts == ["x"]
    assert outbox.deliver_pending(at=NOON + timedelta(seconds=3)) == 0
    assert outbox.deliver_pending(at=NOON + timedelta(seconds=6)) == 0
    assert outbox.deliver_pending(at=NOON + timedelta(seconds=8)) == 1
    assert attempts == ["x", "x", "x"]


def test_what_a_reaction_publishes_is_told_in_the_same_round(told):
    outbox.subscribe(Failed, lambda event: outbox.publish(Happened("after " + event.id)))
    outbox.publish(Failed("x"))

    assert outbox.deliver_pending() == 2
    assert told == ["after x"]


def test_a_fact_of_a_worker_that_died_is_told_again(told):
    outbox.publish(Happened("a"))
    outbox._lease_next(NOON)  # and then the process is killed

    assert outbox.deliver_pending(at=NOON + timedelta(minutes=1)) == 0
    assert outbox.deliver_pending(at=NOON + timedelta(minutes=11)) == 1
    assert told == ["a"]


def test_an_unknown_fact_is_kept(told):
    OutboxFact.objects.create(name="test.of_another_version", payload={})

    assert outbox.deliver_pending(at=NOON) == 0
    assert OutboxFact.objects.get().delivered_at is None


def test_committing_a_fact_wakes_the_worker(told, django_capture_on_commit_callbacks):
    outbox.wake.clear()

    with django_capture_on_commit_callbacks(execute=True):
        outbox.publish(Happened("a"))

    assert outbox.wake.is_set()
    assert outbox.oldest_waiting() is not None
