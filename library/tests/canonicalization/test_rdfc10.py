"""RDFC-1.0, judged by the test suite of the W3C."""

import json
import time

import pytest

from insigne.canonicalization.n_quads import parse
from insigne.canonicalization.rdfc10 import canonical_identifiers, canonicalize_n_quads
from insigne.errors import MalformedError

HASH_NAMES = {None: "sha256", "SHA384": "sha384"}


@pytest.fixture(scope="session")
def suite(shared_vectors):
    return shared_vectors / "rdf-canon"


@pytest.fixture(scope="session")
def entries(suite):
    return json.loads((suite / "manifest.jsonld").read_text("utf-8"))["entries"]


def of_type(entries, name):
    return [entry for entry in entries if entry["type"] == f"rdfc:{name}"]


def test_suite_is_the_one_that_we_know(entries):
    assert len(entries) == 86
    assert {entry["type"] for entry in entries} == {
        "rdfc:RDFC10EvalTest",
        "rdfc:RDFC10MapTest",
        "rdfc:RDFC10NegativeEvalTest",
    }


def test_canonical_form_of_every_dataset(suite, entries):
    differing = []
    for entry in of_type(entries, "RDFC10EvalTest"):
        given = (suite / entry["action"]).read_text("utf-8")
        expected = (suite / entry["result"]).read_text("utf-8")
        hash_name = HASH_NAMES[entry.get("hashAlgorithm")]
        if canonicalize_n_quads(given, hash_name=hash_name) != expected:
            differing.append(entry["id"])

    assert differing == []
    assert len(of_type(entries, "RDFC10EvalTest")) == 64


def test_canonical_identifiers_of_every_dataset(suite, entries):
    differing = []
    for entry in of_type(entries, "RDFC10MapTest"):
        given = (suite / entry["action"]).read_text("utf-8")
        expected = json.loads((suite / entry["result"]).read_text("utf-8"))
        hash_name = HASH_NAMES[entry.get("hashAlgorithm")]
        if canonical_identifiers(given, hash_name=hash_name) != expected:
            differing.append(entry["id"])

    assert differing == []
    assert len(of_type(entries, "RDFC10MapTest")) == 21


def test_poisoned_dataset_is_refused_within_a_second(suite, entries):
    [entry] = of_type(entries, "RDFC10NegativeEvalTest")
    given = (suite / entry["action"]).read_text("utf-8")

    begin = time.process_time()
    with pytest.raises(MalformedError, match="too much work"):
        canonicalize_n_quads(given)

    assert time.process_time() - begin < 1


def test_hard_datasets_are_not_taken_for_poisoned_ones(suite):
    for name in ("test044", "test045", "test046"):
        given = (suite / "rdfc10" / f"{name}-in.nq").read_text("utf-8")
        expected = (suite / "rdfc10" / f"{name}-rdfc10.nq").read_text("utf-8")
        assert canonicalize_n_quads(given) == expected


def test_unique_blank_nodes_take_no_work():
    text = '_:x <urn:p> _:y .\n_:y <urn:p> "leaf" .\n'

    assert canonicalize_n_quads(text, work_limit=0).count("_:c14n") == 3
    with pytest.raises(MalformedError):
        canonicalize_n_quads("_:x <urn:p> _:y .\n_:y <urn:p> _:x .\n", work_limit=1)


def test_name_of_a_graph_counts_once_however_many_quads_are_in_it():
    graphs = [
        "".join(f"_:x{graph} <urn:p{quad}> _:y{graph} _:g{graph} .\n" for quad in range(9))
        for graph in range(2)
    ]

    assert canonicalize_n_quads("".join(graphs), work_limit=1000).count("\n") == 18


def test_long_circle_is_refused_and_not_a_crash():
    circle = "".join(f"_:x{node} <urn:p> _:x{(node + 1) % 9000} .\n" for node in range(9000))

    with pytest.raises(MalformedError, match="too much work"):
        canonicalize_n_quads(circle)


def test_order_is_that_of_code_points():
    fullwidth, emoji = '<urn:s> <urn:p> "\uff21" .\n', '<urn:s> <urn:p> "\U0001f393" .\n'

    assert canonicalize_n_quads(emoji + fullwidth) == fullwidth + emoji


def test_characters_that_xml_does_not_know_are_escaped():
    assert canonicalize_n_quads('<urn:s> <urn:p> "\x7f\ufffe\uffff\ufffd\x85" .') == (
        '<urn:s> <urn:p> "\\u007F\\uFFFE\\uFFFF\ufffd\x85" .\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<urn:s> <urn:p> .",
        "<relative> <urn:p> <urn:o> .",
        "<urn:s> <urn:p> <urn:o>",
        "<urn:s> _:p <urn:o> .",
        '"s" <urn:p> <urn:o> .',
        '<urn:s> <urn:p> "\\x" .',
        '<urn:s> <urn:p> "\\ud800" .',
        '<urn:s> <urn:p> "\\U00110000" .',
        "<urn:s> <urn:p> <urn:\\u0020> .",
        '<urn:s> <urn:p> "o"@-en .',
        "<urn:s> <urn:p> <urn:o> . <urn:s> <urn:p> <urn:o> .",
    ],
)
def test_what_is_not_n_quads_is_refused(text):
    with pytest.raises(MalformedError, match=r"^line 2: "):
        parse(f"# the first line\n{text}\n")
