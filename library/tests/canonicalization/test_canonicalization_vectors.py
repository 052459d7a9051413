"""Documents as data: the canonical form that two other processors agree on, or a refusal."""

import json
import tomllib
from pathlib import Path

import pytest

from insigne import errors
from insigne.canonicalization import Canonicalizer
from insigne.canonicalization.rdfc10 import canonicalize_quads
from insigne.contexts.bundle import BUNDLE

FOLDER = Path(__file__).parents[1] / "vectors" / "canonicalization"
CASES = sorted(FOLDER.glob("*/case.toml"))
GOOD = [path for path in CASES if "error" not in tomllib.loads(path.read_text())]
BAD = [path for path in CASES if path not in GOOD]


@pytest.fixture(scope="module")
def canonicalizer():
    """Give one for all cases, so that each finds what the others left in its memory."""
    return Canonicalizer(BUNDLE)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_canonical_form_is_that_of_others(path, canonicalizer):
    document = json.loads((path.parent / "document.json").read_text("utf-8"))
    expected = (path.parent / "canonical.nq").read_bytes().decode()

    found = [canonicalizer.canonicalize(document) for _ in range(2)]

    assert found == [expected] * 2
    assert canonicalize_quads(canonicalizer.quads(document)) == expected


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.parent.name)
def test_refusal_names_the_place(path, canonicalizer):
    case = tomllib.loads(path.read_text())
    document = json.loads((path.parent / "document.json").read_text("utf-8"))

    for _ in range(2):
        with pytest.raises(getattr(errors, case["error"])) as caught:
            canonicalizer.canonicalize(document)
        if "path" in case:
            assert caught.value.path == case["path"]
        else:
            assert str(caught.value).startswith(case["message"])


def test_there_are_cases():
    assert len(GOOD) > 35
    assert len(BAD) > 30
