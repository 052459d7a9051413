"""Several addresses at once, each once, and never for ever."""

import json
import random
import threading
import time

import pytest
from werkzeug import Response

from cast import ADA, LIST_ID, NOON, answer, badge, status_entry, status_list
from insigne.adapters.asking import MOST_AT_ONCE, NO_TIME, ask, ask_at_once
from insigne.adapters.fetching import HttpFetcher
from insigne.adapters.gathering import gather
from insigne.credentials.received import ReceivedCredential
from insigne.verification.evidence import Need, NotFetched, Purpose

NEEDS = [Need(f"https://a.example/{number}", Purpose.KEYS) for number in range(20)]


class Together:
    """A fetcher whose answers only come when several are waited for at once."""

    def __init__(self, parties):
        self.barrier = threading.Barrier(parties)

    def fetch(self, need):
        self.barrier.wait(5)
        return answer(need.url, {})

    def fetch_all(self, needs, *, seconds):
        return ask_at_once(self.fetch, needs, seconds=seconds)


def test_addresses_are_asked_at_once():
    answers = ask(Together(MOST_AT_ONCE), NEEDS[:MOST_AT_ONCE], seconds=5)

    assert [found.url for found in answers] == [need.url for need in NEEDS[:MOST_AT_ONCE]]


def test_the_order_of_the_answers_is_that_of_the_questions():
    def fetch(need):
        time.sleep(random.random() / 100)
        return answer(need.url, {"n": need.url})

    for _ in range(3):
        answers = ask_at_once(fetch, NEEDS, seconds=10)
        assert answers == [answer(need.url, {"n": need.url}) for need in NEEDS]


def test_never_more_than_a_few_are_asked_and_each_once():
    running, most, asked = [0], [0], []
    lock = threading.Lock()

    def fetch(need):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
            asked.append(need.url)
        time.sleep(0.005)
        with lock:
            running[0] -= 1
        return answer(need.url, {})

    ask_at_once(fetch, NEEDS, seconds=10)

    assert most[0] <= MOST_AT_ONCE
    assert sorted(asked) == sorted(need.url for need in NEEDS)


def test_who_does_not_answer_in_time_is_left_behind():
    woken = threading.Event()

    def fetch(need):
        if need.url.endswith("/0"):
            woken.wait(10)
        return answer(need.url, {})

    started = time.monotonic()
    answers = ask_at_once(fetch, NEEDS[:3], seconds=0.3)
    took = time.monotonic() - started
    woken.set()

    assert answers[0] == NotFetched(NEEDS[0].url, NO_TIME)
    assert [found.url for found in answers[1:]] == [need.url for need in NEEDS[1:3]]
    assert took < 2


@pytest.mark.parametrize("seconds", [0, -1])
def test_without_time_nobody_is_asked(seconds):
    def fetch(need):
        raise AssertionError("asked")

    class One:
        def fetch(self, need):
            return fetch(need)

    nothing = [NotFetched(need.url, NO_TIME) for need in NEEDS]
    assert ask_at_once(fetch, NEEDS, seconds=seconds) == nothing
    assert ask(One(), NEEDS, seconds=seconds) == nothing
    assert ask_at_once(fetch, [], seconds=seconds) == []


def test_a_fault_of_ours_is_told():
    def fetch(need):
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        ask_at_once(fetch, NEEDS[:2], seconds=5)


def test_a_fetcher_for_one_at_a_time_is_asked_one_at_a_time():
    class One:
        def __init__(self):
            self.threads = set()

        def fetch(self, need):
            self.threads.add(threading.current_thread())
            return answer(need.url, {})

    one = One()
    ask(one, NEEDS, seconds=5)

    assert one.threads == {threading.current_thread()}


def test_evidence_does_not_depend_on_who_answers_first():
    source = json.dumps(ADA.signed(badge(credentialStatus=status_entry()))).encode()
    pages = {ADA.id: answer(ADA.id, ADA.document()), LIST_ID: answer(LIST_ID, status_list())}

    class Racing:
        def __init__(self, first):
            self.first = first

        def fetch(self, need):
            time.sleep(0 if need.url == self.first else 0.02)
            return pages[need.url]

        def fetch_all(self, needs, *, seconds):
            return ask_at_once(self.fetch, needs, seconds=seconds)

    credential = ReceivedCredential.parse(source)
    gathered = [gather(credential, Racing(first), at=NOON) for first in pages]

    assert gathered[0] == gathered[1]
    assert list(gathered[0].resources) == list(gathered[1].resources)


def test_everything_that_one_credential_leads_to_has_one_time_limit(httpserver):
    """Two addresses that never answer take no longer than one."""

    def hang(request):
        time.sleep(3)
        return Response(b"{}")

    httpserver.expect_request("/a").respond_with_handler(hang)
    httpserver.expect_request("/b").respond_with_handler(hang)
    needs = [Need(httpserver.url_for(path), Purpose.KEYS) for path in ("/a", "/b")]
    started = time.monotonic()

    answers = ask(HttpFetcher(allow_this_machine=True, timeout=0.3), needs, seconds=5)

    assert [found.reason for found in answers] == ["the answer took too long"] * 2
    assert time.monotonic() - started < 2.5


def test_gathering_ends_when_its_time_is_over():
    source = json.dumps(ADA.signed(badge(credentialStatus=status_entry()))).encode()

    class Slow:
        def fetch(self, need):
            raise AssertionError("asked")

    evidence = gather(ReceivedCredential.parse(source), Slow(), at=NOON, seconds=0)

    assert {found.reason for found in evidence.resources.values()} == {NO_TIME}
