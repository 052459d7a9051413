"""What is remembered of a list is what would be found again, and no more."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cast import ADA, LIST_ID, MALLORY, NOON, answer, answers, status_list
from insigne.errors import MalformedError
from insigne.identifiers.key_history import EndReason, KeyHistory, RegisteredKey
from insigne.verification import Anchors, Evidence, NotFetched, believed_lists
from insigne.verification.believed_lists import BelievedLists
from insigne.verification.evidence import Need, Purpose
from insigne.verification.needs import AskedEvidence
from insigne.verification.noted import NotedEvidence, NotedInstant, Window

HOUR = timedelta(hours=1)
BODY = answer(LIST_ID, status_list(revoked=7)).body
OTHER_BODY = answer(LIST_ID, status_list(revoked=8)).body
WORLD = answers({ADA.id: ADA.document()})


@pytest.fixture
def checked(monkeypatch):
    """How often the proof of a list was really checked."""
    times = []
    whole = believed_lists.integrity

    def integrity(*arguments):
        times.append(arguments[0])
        return whole(*arguments)

    monkeypatch.setattr(believed_lists, "integrity", integrity)
    return times


def believe(lists, body=BODY, world=WORLD, at=NOON, **changes):
    return lists.believe(body, Evidence(world, **changes), at)


def with_end(**changes):
    document = ADA.document()
    document["verificationMethod"] = [{**document["verificationMethod"][0], **changes}]
    return answers({ADA.id: document})


def test_a_list_is_checked_once_for_many_questions(checked):
    lists = BelievedLists()

    first = believe(lists)
    again = [believe(lists, bytes(bytearray(BODY)), at=NOON + hour * HOUR) for hour in range(9)]

    assert all(found == first for found in again)
    assert len(checked) == 1
    believe(lists, OTHER_BODY)
    assert len(checked) == 2


@pytest.mark.parametrize(
    ("world", "anchors"),
    [
        (answers({ADA.id: MALLORY.document()}), Anchors()),
        (answers({ADA.id: {**ADA.document(), "assertionMethod": []}}), Anchors()),
        ({ADA.id: NotFetched(ADA.id, "cut")}, Anchors()),
        ({ADA.id: replace(WORLD[ADA.id], is_stale=True)}, Anchors()),
        ({ADA.id: replace(WORLD[ADA.id], status=404)}, Anchors()),
        ({ADA.id: replace(WORLD[ADA.id], final_url=MALLORY.id)}, Anchors()),
        ({}, Anchors()),
        (
            WORLD,
            Anchors(
                key_histories={
                    ADA.id: KeyHistory(
                        (
                            RegisteredKey(
                                ADA.key.public_key,
                                revoked_at=NOON - HOUR,
                                reason=EndReason.COMPROMISED,
                            ),
                        )
                    )
                }
            ),
        ),
    ],
)
def test_what_was_believed_is_not_believed_in_another_world(world, anchors):
    lists = BelievedLists()
    believe(lists)

    with pytest.raises(MalformedError):
        believe(lists, world=world, anchors=anchors)
    assert believe(lists).issuer_id == ADA.id


def test_the_same_answer_at_another_hour_is_the_same(checked):
    lists = BelievedLists()
    believe(lists)

    believe(lists, world={ADA.id: replace(WORLD[ADA.id], at=NOON + HOUR)})

    assert len(checked) == 1


@pytest.mark.parametrize("name", ["expires", "revoked"])
def test_a_belief_ends_with_the_key(name, checked):
    lists, world = BelievedLists(), with_end(**{name: "2026-06-01T13:00:00Z"})

    believe(lists, world=world)
    believe(lists, world=world, at=NOON + HOUR - timedelta(seconds=1))
    assert len(checked) == 1

    for later in (NOON + HOUR, NOON + 2 * HOUR):
        with pytest.raises(MalformedError):
            believe(lists, world=world, at=later)
    assert len(checked) == 3
    believe(lists, world=world)
    assert len(checked) == 3


def test_what_is_not_believed_is_not_kept(checked):
    lists = BelievedLists()
    forged = json.dumps({**status_list(), "validFrom": "2025-01-01T00:00:00Z"}).encode()

    for _ in range(2):
        with pytest.raises(MalformedError):
            believe(lists, forged)

    assert len(checked) == 2


def test_the_memory_is_bounded_and_forgets_the_oldest(checked):
    size = len(BODY) + 16384 + 4096
    lists = BelievedLists(most_bytes=size + 100)

    believe(lists)
    believe(lists, OTHER_BODY)
    believe(lists, OTHER_BODY)
    assert len(checked) == 2
    believe(lists)
    assert len(checked) == 3

    nothing = BelievedLists(most_bytes=10)
    believe(nothing)
    believe(nothing)
    assert len(checked) == 5


def test_a_list_is_kept_once_however_often_the_world_changes(checked):
    lists = BelievedLists(most_bytes=10 * 1024 * 1024)
    other = answers({ADA.id: {**ADA.document(), "name": "Uppsala university"}})

    for world in (WORLD, other, WORLD, other):
        believe(lists, world=world)

    assert len(checked) == 4
    assert len(lists._kept) == 1
    assert lists._size == len(BODY) + 16384 + 4096


def test_with_a_witness_nothing_is_kept(checked):
    lists = BelievedLists()

    for _ in range(2):
        believe(lists, witnessed_at=NOON)

    assert len(checked) == 2


def test_who_asks_what_is_needed_is_told_also_of_what_is_remembered():
    lists = BelievedLists()
    believe(lists)
    asked = AskedEvidence()

    with pytest.raises(MalformedError):
        lists.believe(BODY, asked, NOON)

    assert list(asked.missing) == [ADA.id]


def test_an_instant_notes_what_it_is_compared_with():
    before, after, long_after = NOON - HOUR, NOON + HOUR, NOON + 9 * HOUR
    noted = NotedInstant.of(NOON)

    assert before < noted
    assert noted <= after
    assert long_after >= noted
    assert not noted > after
    assert before <= noted < after
    assert noted.window() == Window(before, after)
    assert NotedInstant.of(NOON).window() == Window(None, None)


@pytest.mark.parametrize(
    "use",
    [
        lambda at: at - NOON,
        lambda at: NOON - at,
        lambda at: at + HOUR,
        lambda at: at == NOON,
        lambda at: at >= NOON,
        lambda at: at.timestamp(),
        lambda at: at.astimezone(UTC),
    ],
)
def test_an_instant_that_is_used_otherwise_has_no_window(use):
    noted = NotedInstant.of(NOON)

    assert use(noted) == use(NOON)
    assert noted.window() is None


def test_an_instant_is_still_one():
    noted = NotedInstant.of(NOON)

    assert (noted.isoformat(), hash(noted)) == (NOON.isoformat(), hash(NOON))
    assert isinstance(noted, datetime)


def test_a_window_is_open_at_both_ends():
    window = Window(NOON, NOON + HOUR)

    assert [window.has(at) for at in (NOON, NOON + HOUR / 2, NOON + HOUR)] == [False, True, False]
    assert Window(None, None).has(NOON)


def test_evidence_notes_what_it_was_asked_for():
    noted = NotedEvidence.of(Evidence(WORLD, "amina@uppsala.example"))
    need, missing = Need(ADA.id, Purpose.KEYS), Need(MALLORY.id, Purpose.KEYS)

    assert (noted.look_up(need), noted.look_up(missing)) == (WORLD[ADA.id], None)
    assert noted.answers == {need: WORLD[ADA.id], missing: None}
    assert noted.recipient == "amina@uppsala.example"
