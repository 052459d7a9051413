"""A memory that never makes of yesterday's answer one of today."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from cast import ADA, LIST_ID, NOON, answer, badge, status_entry, status_list
from insigne.adapters.cache_control import max_age_in
from insigne.adapters.caching import CachingFetcher
from insigne.adapters.fetcher import OfflineFetcher
from insigne.adapters.gathering import examine
from insigne.verification.evidence import Need, NotFetched, Purpose

URL = "https://uppsala.example/keys"
KEYS = Need(URL, Purpose.KEYS)
LIST = Need(LIST_ID, Purpose.STATUS_LIST)
GOOD = answer(URL, {"id": URL})
CUT = NotFetched(URL, "cut")
HOUR, DAY = 3600.0, 24 * 3600.0


class World:
    """A clock that is turned by hand, and addresses that say what they are told to say."""

    def __init__(self, *says):
        self.now = 0.0
        self.says = list(says)
        self.asked = []

    def clock(self):
        return self.now

    def fetch(self, need):
        self.asked.append(need)
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]

    def remembered(self, **changes):
        return CachingFetcher(self, clock=self.clock, **changes)


def kept_for(resource, need=KEYS):
    """For how many seconds an answer is kept, found by asking."""
    world = World(resource)
    fetcher = world.remembered()
    fetcher.fetch(need)
    for seconds in (1, 9, 11, 59, 61, 119, 121, 299, 301, 599, 601, DAY - 1, DAY + 1):
        world.now = float(seconds)
        before = len(world.asked)
        fetcher.fetch(need)
        if len(world.asked) > before:
            return seconds
        world.asked.clear()
    return None


def with_ttl(**ttl):
    document = status_list()
    return answer(LIST_ID, {**document, "credentialSubject": document["credentialSubject"] | ttl})


@pytest.mark.parametrize(
    ("resource", "need", "seconds"),
    [
        (GOOD, KEYS, 301),
        (replace(GOOD, max_age=timedelta(seconds=60)), KEYS, 61),
        (replace(GOOD, max_age=timedelta(days=365)), KEYS, DAY + 1),
        (replace(GOOD, max_age=timedelta(0)), KEYS, 1),
        (replace(GOOD, status=404), KEYS, 61),
        (replace(GOOD, status=410, max_age=timedelta(days=1)), KEYS, 61),
        (replace(GOOD, status=404, max_age=timedelta(seconds=10)), KEYS, 11),
        (replace(GOOD, status=500), KEYS, 11),
        (replace(GOOD, status=503, max_age=timedelta(days=1)), KEYS, 11),
        (replace(GOOD, status=429), KEYS, 11),
        (CUT, KEYS, 11),
        (with_ttl(), LIST, 301),
        (with_ttl(ttl=60_000), LIST, 61),
        (with_ttl(ttl=600_000), LIST, 601),
        (with_ttl(ttl=0), LIST, 1),
        (replace(with_ttl(ttl=600_000), max_age=timedelta(seconds=120)), LIST, 121),
        (replace(with_ttl(ttl=60_000), max_age=timedelta(hours=1)), LIST, 61),
        (with_ttl(ttl=10**15), LIST, DAY + 1),
        (with_ttl(ttl="long"), LIST, 301),
        (answer(LIST_ID, b"no list"), LIST, 301),
        (answer(LIST_ID, {"credentialSubject": []}), LIST, 301),
    ],
)
def test_an_answer_is_kept_for_as_long_as_it_allows(resource, need, seconds):
    assert kept_for(resource, need) == seconds


def test_what_is_remembered_is_what_was_said():
    world = World(GOOD)
    fetcher = world.remembered()

    assert [fetcher.fetch(KEYS) for _ in range(3)] == [GOOD] * 3
    assert world.asked == [KEYS]


def test_what_is_at_hand_is_recalled_while_it_is_fresh_and_nobody_is_asked():
    world = World(GOOD)
    fetcher = world.remembered()

    before = fetcher.recall(KEYS)
    fetcher.fetch(KEYS)
    fresh = fetcher.recall(KEYS)
    world.now = DAY + 1
    after = fetcher.recall(KEYS)

    assert (before, fresh, after) == (None, GOOD, None)
    assert world.asked == [KEYS]


def test_an_address_is_asked_for_each_purpose_by_itself():
    world = World(GOOD)
    fetcher = world.remembered()

    fetcher.fetch(KEYS)
    fetcher.fetch(Need(URL, Purpose.ISSUER))

    assert len(world.asked) == 2


def test_trouble_brings_back_the_last_good_answer_and_says_so():
    world = World(GOOD, CUT, replace(GOOD, status=503), GOOD)
    fetcher = world.remembered()
    said = []

    for now in (0.0, 301.0, 305.0, 312.0, 323.0):
        world.now = now
        said.append(fetcher.fetch(KEYS))

    stale = replace(GOOD, is_stale=True)
    assert said == [GOOD, stale, stale, stale, GOOD]
    assert len(world.asked) == 4


def test_an_answer_of_last_week_is_not_brought_back():
    world = World(GOOD, CUT)
    fetcher = world.remembered()
    fetcher.fetch(KEYS)

    world.now = 7 * DAY
    assert fetcher.fetch(KEYS).is_stale
    world.now += 11
    assert fetcher.fetch(KEYS) == CUT


def test_a_refusal_is_an_answer_and_not_trouble():
    refused = replace(GOOD, status=404)
    world = World(GOOD, refused, CUT)
    fetcher = world.remembered()
    said = []

    for now in (0.0, 301.0, 362.0):
        world.now = now
        said.append(fetcher.fetch(KEYS))

    assert said == [GOOD, refused, CUT]


def test_the_memory_is_bounded():
    world = World(GOOD)
    small = world.remembered(most_entries=2)
    needs = [Need(f"{URL}/{number}", Purpose.KEYS) for number in range(3)]

    for need in needs:
        small.fetch(need)
    small.fetch(needs[1])
    small.fetch(needs[0])
    small.fetch(needs[1])
    assert [need.url[-1] for need in world.asked] == ["0", "1", "2", "0"]

    size = len(GOOD.body) + 1024
    for most, asked in ((size, 1), (size - 1, 2)):
        world = World(GOOD)
        fetcher = world.remembered(most_bytes=most)
        fetcher.fetch(KEYS)
        fetcher.fetch(KEYS)
        assert len(world.asked) == asked


def test_who_asks_at_the_same_time_waits_along():
    begun, go_on = threading.Event(), threading.Event()
    asked, said = [], []

    class Slow:
        def fetch(self, need):
            asked.append(need)
            begun.set()
            go_on.wait(5)
            return GOOD

    fetcher = CachingFetcher(Slow())
    threads = [threading.Thread(target=lambda: said.append(fetcher.fetch(KEYS))) for _ in range(8)]
    threads[0].start()
    begun.wait(5)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(5)

    assert said == [GOOD] * 8
    assert asked == [KEYS]


def test_a_fault_of_ours_is_not_remembered():
    class Faulty:
        def __init__(self):
            self.faults = 1

        def fetch(self, need):
            if self.faults:
                self.faults -= 1
                raise RuntimeError("a fault")
            return GOOD

    fetcher = CachingFetcher(Faulty())

    with pytest.raises(RuntimeError):
        fetcher.fetch(KEYS)
    assert fetcher.fetch(KEYS) == GOOD


def test_several_credentials_share_one_memory():
    class Site:
        def __init__(self):
            self.asked = []

        def fetch(self, need):
            self.asked.append(need.url)
            return answer(need.url, {ADA.id: ADA.document(), LIST_ID: status_list()}[need.url])

    site = Site()
    fetcher = CachingFetcher(site)

    for index in (1, 2, 3):
        source = json.dumps(ADA.signed(badge(credentialStatus=status_entry(index)))).encode()
        assert examine(source, fetcher=fetcher, at=NOON).verdict == "valid"

    assert sorted(site.asked) == sorted([ADA.id, LIST_ID])


def test_a_stale_answer_decides_nothing():
    source = json.dumps(ADA.signed(badge(credentialStatus=status_entry(7)))).encode()
    pages = {
        ADA.id: answer(ADA.id, ADA.document()),
        LIST_ID: answer(LIST_ID, status_list(revoked=7)),
    }

    class Site:
        is_up = True

        def fetch(self, need):
            return pages[need.url] if self.is_up else NotFetched(need.url, "cut")

    site, world = Site(), World(GOOD)
    fetcher = CachingFetcher(site, clock=world.clock)
    before = examine(source, fetcher=fetcher, at=NOON)
    site.is_up, world.now = False, HOUR
    after = examine(source, fetcher=fetcher, at=NOON)

    doubts = [finding.code for finding in after.findings if finding.outcome != "passed"]
    assert (before.verdict, after.verdict) == ("invalid", "unknown")
    assert doubts == ["proof.key_unreachable", "binding.no_key", "status.stale"]
    assert "2026-06-01T12:00:00Z is old" in after.summary()


def test_nothing_good_was_ever_said():
    fetcher = CachingFetcher(OfflineFetcher())

    assert fetcher.fetch(KEYS) == fetcher.fetch(KEYS) == NotFetched(URL, "we are working offline")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": ""}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "s-maxage=9"}, None),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'Public , MAX-AGE="60"'}, 60),
        ({"cache-control": "max-age=60, max-age=10"}, 60),
        ({"cache-control": "max-age=60", "age": "20"}, 40),
        ({"cache-control": "max-age=60", "age": "90"}, 0),
        ({"cache-control": "max-age=60", "age": "old"}, 60),
        ({"cache-control": "max-age=60, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": 'no-cache="set-cookie"'}, 0),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=1e3"}, 0),
        ({"cache-control": "max-age"}, 0),
        ({"cache-control": "max-age=" + "9" * 400}, 0),
    ],
)
def test_what_a_server_says_of_keeping_is_read(headers, seconds):
    expected = None if seconds is None else timedelta(seconds=seconds)

    assert max_age_in(headers) == expected
