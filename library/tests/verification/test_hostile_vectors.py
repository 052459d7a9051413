"""Hostile cases as data: each must fail where it should, and nowhere else.

`case.toml` holds `why`, the file that is handed over (`credential`), the `verdict`, and the checks
that do not pass (`not_passed`). What addresses answer stands under `evidence`: the name of a file,
or a table with `file`, `status` and `final_url`, where `unreachable` says why there is no answer.
`fetched` says of an answer when it came, `stale` that it was kept beyond its time.
`recipient` is whom somebody asked about, `challenge` what the holder was asked to sign, `at`
another instant than noon on 1 June 2026; `name` is what the badge must then be called, where two
documents disagree about it. What a holder shows stands under `presentation` instead of
`credential`, with the `domain` and the `challenge` that were asked for. `parts` says, by its place,
which checks an inner credential does not pass.

What the verifier knows beforehand stands under `anchors`: `keys` (issuers and the files of their
key histories), `roots` (files of certificates in DER), `delegates` (issuers and who lists status
for them). `witnessed_at` is when somebody saw the credential. `policy` holds what is asked for:
`known` (files of trust lists), `label`, `issued_after`, `requires` (checks); it may be empty.
"""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cast import NOON, answer
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.adapters.presenting import examine_presentation
from insigne.identifiers.key_history import KeyHistory
from insigne.verification import (
    AllOf,
    Anchors,
    IssuedAfter,
    KnownIssuer,
    Policy,
    QualityLabel,
    Requires,
    TrustList,
)
from insigne.verification.evidence import Challenge, NotFetched, Resource
from insigne.verification.judge import ALL_CHECKS
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
    answered = answer(url, body, status=status, final_url=final_url)
    return replace(answered, at=told.get("fetched", NOON), is_stale=told.get("stale", False))


def anchors_of(told: dict[str, dict[str, str]], folder: Path) -> Anchors:
    """What the verifier knows beforehand, as the case tells it."""
    return Anchors(
        key_histories={
            issuer: KeyHistory.parse(json.loads((folder / name).read_bytes()))
            for issuer, name in told.get("keys", {}).items()
        },
        roots=tuple((folder / name).read_bytes() for name in told.get("roots", [])),
        status_delegates={issuer: set(ids) for issuer, ids in told.get("delegates", {}).items()},
    )


def policy_of(told: dict[str, object] | None, folder: Path) -> Policy | None:
    """What the verifier asks for, as the case tells it; nothing if it does not."""
    if told is None:
        return None
    known = [
        TrustList.parse(json.loads((folder / name).read_bytes())) for name in told.get("known", [])
    ]
    parts = [Requires(check) for check in told.get("requires", [])]
    if known and "label" not in told:
        parts.append(KnownIssuer(*known))
    if "label" in told:
        parts.append(QualityLabel(told["label"], *known))
    if "issued_after" in told:
        parts.append(IssuedAfter(told["issued_after"]))
    return AllOf(*parts)


def report_on(case: dict[str, object], folder: Path, fetcher: MappingFetcher) -> Report:
    """Hand the file over at the door that the case names."""
    asked = {"recipient": case.get("recipient"), "at": case.get("at", NOON), "fetcher": fetcher}
    if "presentation" not in case:
        if "challenge" in case:
            asked["challenge"] = Challenge(**case["challenge"])
        asked |= {
            "policy": policy_of(case.get("policy"), folder),
            "anchors": anchors_of(case.get("anchors", {}), folder),
            "witnessed_at": case.get("witnessed_at"),
        }
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


def test_each_check_has_a_case_that_only_it_fails():
    modules = {check.__module__.rpartition(".")[2] for check in ALL_CHECKS}
    not_passed = [set(tomllib.loads(path.read_text())["not_passed"]) for path in CASES]
    alone = {name for names in not_passed if len(names) == 1 for name in names}

    assert modules | {"issuer", "policy", "credentials"} == alone


def test_there_are_cases():
    assert len(CASES) > 1000
