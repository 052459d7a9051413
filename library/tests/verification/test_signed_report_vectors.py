"""Signed reports as data: each is believed, refused or left open for its own reason."""

import tomllib
from pathlib import Path

import pytest

from cast import NOON, answer
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification import Evidence
from insigne.verification.signed_report import SignedReport, check

CASES = sorted((Path(__file__).parents[1] / "vectors" / "signed-reports").glob("*/case.toml"))


def said_of(folder, told):
    evidence = {}
    for url, each in told.items():
        each = {"file": each} if isinstance(each, str) else each
        body = (folder / each["file"]).read_bytes()
        evidence[url] = answer(url, body, status=each.get("status", 200))
    try:
        signed = SignedReport.parse((folder / "report.jwt").read_text())
    except MalformedError as error:
        return f"malformed {error.path}".strip()
    except UnsupportedError:
        return "unsupported"
    source = (folder / "file").read_bytes()
    return check(signed, Evidence(evidence), at=NOON, source=source).code


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_each_case_is_told_apart_for_its_own_reason(path):
    case = tomllib.loads(path.read_text())

    assert said_of(path.parent, case.get("evidence", {})) == case["says"], case["why"]


def test_there_are_cases():
    assert len(CASES) > 40
