"""Whatever is changed in what holds other credentials, an answer comes out, and never a false yes.

The starting points are the hostile cases with which nothing is wrong. The rounds are seeded, so
each run does the same. For more of them: `FUZZ_ROUNDS=100000`.
"""

import json
import os
import tomllib
from pathlib import Path
from random import Random

import pytest
from test_hostile_vectors import CASES, report_on, resource

from insigne.adapters.fetcher import MappingFetcher
from mutations import changed_bytes, changed_json, changed_jws
from said import plain

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "10"))
PREFIXES = ("vcdm-", "schema-", "endorsement-", "clr-", "vp-", "refresh-")

ALIKE = {
    "vp-enveloped-starting-point": "nobody signs a wrapping, and nothing in it is believed",
    "vp-self-asserted": "issuer and subject are one: what is said of one is said of the other",
}
"""Where a change may leave the same said; these are only asked not to crash."""


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text())


GOOD = [
    path
    for path in CASES
    if path.parent.name.startswith(PREFIXES) and _read(path)["verdict"] == "valid"
]


def changed(source: bytes, random: Random) -> bytes:
    if source.startswith(b"ey") and random.random() < 0.8:
        return changed_jws(source, random)
    if source.startswith(b"{") and random.random() < 0.8:
        return changed_json(source, random)
    return changed_bytes(source, random)


def said_by(source: bytes) -> object:
    """What a document says, without the differences that JSON-LD does not know.

    A context more says nothing by itself: one that gave a word another meaning would change what
    is signed.
    """
    try:
        document = json.loads(source, object_hook=_without_context)
        return plain(document) if source.startswith(b"{") else source.strip()
    except ValueError:
        return source.strip()


def _without_context(node: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in node.items() if name != "@context"}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_no_change_is_a_crash_or_a_false_yes(path, tmp_path):
    case, random = _read(path), Random(path.parent.name)
    name = str(case.get("presentation") or case["credential"])
    original = (path.parent / name).read_bytes()
    evidence = {
        url: resource(url, told, path.parent) for url, told in case.get("evidence", {}).items()
    }
    for _ in range(ROUNDS):
        source = changed(original, random)
        (tmp_path / name).write_bytes(source)

        report = report_on(case, tmp_path, MappingFetcher(evidence))

        assert json.dumps(report.to_json())
        assert report.summary()
        if said_by(source) != said_by(original) and path.parent.name not in ALIKE:
            assert report.verdict != "valid", source


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_no_answer_of_the_world_is_a_crash(path):
    case, random = _read(path), Random(path.parent.name)
    told = case.get("evidence", {})
    evidence = {url: resource(url, one, path.parent) for url, one in told.items()}
    bodies = {url: one.body for url, one in evidence.items() if hasattr(one, "body")}
    for _ in range(ROUNDS):
        answers = {
            url: changed(body, random) if random.random() < 0.5 else body
            for url, body in bodies.items()
        }

        report = report_on(case, path.parent, MappingFetcher(answers))

        assert json.dumps(report.to_json())


def test_there_are_starting_points():
    assert len(GOOD) > 20
