"""Hostile cases as data: each must fail where it should, and nowhere else."""

import tomllib
from pathlib import Path

import pytest

from cast import NOON
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine

CASES = sorted((Path(__file__).parents[1] / "vectors" / "hostile").glob("*/case.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_case_fails_exactly_where_it_should(path):
    case = tomllib.loads(path.read_text())
    evidence = {
        url: (path.parent / name).read_bytes() for url, name in case.get("evidence", {}).items()
    }
    source = (path.parent / case["credential"]).read_bytes()

    report = examine(
        source, fetcher=MappingFetcher(evidence), recipient=case.get("recipient"), at=NOON
    )

    not_passed = [finding.check for finding in report.findings if finding.outcome != "passed"]
    assert not_passed == case["not_passed"], report.summary()
    assert report.verdict == case["verdict"], report.summary()


def test_there_are_cases():
    assert len(CASES) > 30
