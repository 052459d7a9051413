"""Hostile cases as data: each must fail where it should, and nowhere else.

`case.toml` holds `why`, the file that is handed over (`credential`), the `verdict`, and the checks
that do not pass (`not_passed`). What addresses answer stands under `evidence`: the name of a file,
or a table with `file`, `status` and `final_url`, where `unreachable` says why there is no answer.
`recipient` is whom somebody asked about, `challenge` what the holder was asked to sign, `at`
another instant than noon on 1 June 2026; `name` is what the badge must then be called, where two
documents disagree about it.
"""

import tomllib
from pathlib import Path

import pytest

from cast import NOON, answer
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.verification.evidence import Challenge, NotFetched, Resource

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


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_case_fails_exactly_where_it_should(path):
    case, folder = tomllib.loads(path.read_text()), path.parent
    evidence = {url: resource(url, told, folder) for url, told in case.get("evidence", {}).items()}
    source = (folder / case["credential"]).read_bytes()

    report = examine(
        source,
        fetcher=MappingFetcher(evidence),
        recipient=case.get("recipient"),
        challenge=Challenge(**case["challenge"]) if "challenge" in case else None,
        at=case.get("at", NOON),
    )

    not_passed = [finding.check for finding in report.findings if finding.outcome != "passed"]
    assert not_passed == case["not_passed"], report.summary()
    assert report.verdict == case["verdict"], report.summary()
    assert report.credential.name == case.get("name", report.credential.name)


def test_there_are_cases():
    assert len(CASES) > 30
