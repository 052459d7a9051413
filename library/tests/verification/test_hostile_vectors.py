"""Hostile cases as data: each must fail where it should, and nowhere else.

`case.toml` holds `why`, the file that is handed over (`credential`), the `verdict`, and the checks
that do not pass (`not_passed`). What addresses answer stands under `evidence`: the name of a file,
or a table with `file`, `status` and `final_url`, where `unreachable` says why there is no answer.
`recipient` is whom somebody asked about, `challenge` what the holder was asked to sign, `at`
another instant than noon on 1 June 2026; `name` is what the badge must then be called, where two
documents disagree about it. What a holder shows stands under `presentation` instead of
`credential`, with the `domain` and the `challenge` that were asked for. `parts` says, by its place,
which checks an inner credential does not pass.
"""

import tomllib
from pathlib import Path

import pytest

from cast import NOON, answer
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.adapters.presenting import examine_presentation
from insigne.verification.evidence import Challenge, NotFetched, Resource
from insigne.verification.report import Report

CASES = sorted((Path(__file__).parents[1] / "vectors" / "hostile").glob("*/case.toml"))


def resource(url: str, told: str | dict[str, object], folder: Path) -> Resource:
    """What an address answered, as the case tells it."""
    if isinstance(told, str):
        told = {"file": told}
    if "unreachable" in told:
        return NotFetched(url, str(told["unreachable"]))
    body = (folder / str(told["file"])).read_bytes() if "file" in told else b""
    status, final_url = told.get("status", 200), told.get("final_url", "")
    return answer(url, body, status=status, final_url=final_url)


def report_on(case: dict[str, object], folder: Path, fetcher: MappingFetcher) -> Report:
    """Hand the file over at the door that the case names."""
    asked = {"recipient": case.get("recipient"), "at": case.get("at", NOON), "fetcher": fetcher}
    if "presentation" not in case:
        if "challenge" in case:
            asked["challenge"] = Challenge(**case["challenge"])
        return examine((folder / str(case["credential"])).read_bytes(), **asked)
    source = (folder / str(case["presentation"])).read_bytes()
    asked |= {name: case[name] for name in ("domain", "challenge") if name in case}
    return examine_presentation(source, **asked)


def not_passed_in(report: Report) -> list[str]:
    return [finding.check for finding in report.findings if finding.outcome != "passed"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_case_fails_exactly_where_it_should(path):
    case, folder = tomllib.loads(path.read_text()), path.parent
    evidence = {url: resource(url, told, folder) for url, told in case.get("evidence", {}).items()}

    report = report_on(case, folder, MappingFetcher(evidence))

    assert not_passed_in(report) == case["not_passed"], report.summary()
    assert report.verdict == case["verdict"], report.summary()
    assert report.credential.name == case.get("name", report.credential.name)
    parts = {part.path: not_passed_in(part.report) for part in report.parts}
    assert {path: checks for path, checks in parts.items() if checks} == case.get("parts", {})


def test_there_are_cases():
    assert len(CASES) > 30
