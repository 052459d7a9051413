"""Every parser takes whatever it is given: a little here, for a minute in `./dev check`.

What was found once is kept in `vectors/fuzz`, a folder for each target, and tried here.
"""

import json
import time

import parsers
import pytest
from fuzzing import MOST_MEBIBYTES, VECTORS, Target, attempt, forget_peak, fuzz
from targets import TARGETS

from insigne.encoding import strict_json
from insigne.errors import MalformedError

FOUND = sorted(path for path in VECTORS.glob("*/*") if path.suffix != ".md")


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_our_own_errors_comes_out(name):
    result = fuzz(TARGETS[name], seed=1, seconds=60, rounds=len(TARGETS[name].seeds) + 40)

    assert [fault.error for fault in result.faults] == []
    assert result.lines > 5


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_is_no_fault_any_more(path):
    assert attempt(TARGETS[path.parent.name], path.read_bytes()) is None


def test_every_parser_is_a_target():
    runs = {name for name in vars(parsers) if name.startswith("run_")}

    assert runs == {f"run_{name.replace('-', '_')}" for name in TARGETS}
    assert len(TARGETS) >= 30


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_has_an_input_that_it_accepts(name):
    """Else it would be only the way to the first refusal that is tried."""
    target = TARGETS[name]

    assert any(_is_accepted(target, source) for source in target.seeds)


def _is_accepted(target, source):
    try:
        target.run(source)
    except MalformedError:
        return False
    return True


def planted(source):
    """A parser with a fault three decisions deep."""
    value = strict_json.parse(source)
    if isinstance(value, dict) and "id" in value and isinstance(value["id"], list):
        raise KeyError("planted")


def test_a_planted_fault_is_found_and_kept(tmp_path):
    target = Target("planted", planted, [b'{"id": "urn:x", "type": "y"}'])

    result = fuzz(target, seed=1, seconds=60, rounds=3_000)

    (fault,) = result.faults
    assert isinstance(fault.error, KeyError)
    assert isinstance(json.loads(fault.source)["id"], list)
    kept = fault.write(tmp_path)
    assert kept.read_bytes() == fault.source
    assert kept.parent.name == "planted"


def test_the_same_seed_tries_the_same(tmp_path):
    tried = []
    target = Target("recorded", lambda source: tried.append(source), [b'{"id": "urn:x"}'])

    for _ in range(2):
        fuzz(target, seed=7, seconds=60, rounds=50)

    assert tried[:50] == tried[50:]
    assert len(set(tried[:50])) > 20


def test_what_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr("fuzzing.MOST_SECONDS", 0.2)

    def for_ever(_source):
        while True:
            pass

    began = time.monotonic()
    fault = attempt(Target("slow", for_ever, [b""]), b"")

    assert fault is not None
    assert "processor time" in str(fault.error)
    assert time.monotonic() - began < 60


def test_what_takes_too_much_memory_is_found():
    target = Target("large", lambda source: bytearray(b"x") * (MOST_MEBIBYTES + 64 << 20), [b""])

    forget_peak()
    fault = attempt(target, b"")

    assert fault is not None
    assert str(fault.error) == f"more than {MOST_MEBIBYTES} MiB"
    assert attempt(Target("small", bytearray, [b""]), b"") is None
