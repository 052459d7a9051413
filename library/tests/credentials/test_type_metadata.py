import base64
import hashlib
import json
from pathlib import Path

import pytest

from cast import ADA
from insigne.credentials.type_metadata import (
    TypeMetadata,
    is_intact,
    resolve_type,
    type_problems,
)
from insigne.errors import MalformedError
from insigne.proofs.sd_jwt import read
from insigne.proofs.sd_jwt_vc import issue_sd_jwt_vc

TYPES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "sd-jwt-vc" / "type-metadata.json").read_text()
)
EDUCATION = TYPES["education"]["vct"]


def sri(body, name="sha256"):
    return f"{name}-{base64.b64encode(hashlib.new(name, body).digest()).decode()}"


def documents(*types):
    return {one["vct"]: json.dumps(one).encode() for one in types}


def token(claims, disclosable):
    return read(
        issue_sd_jwt_vc(
            {"iss": ADA.id, **claims}, signer=ADA.key, kid=ADA.method, disclosable=disclosable
        )
    )


def test_the_example_of_the_draft_is_read():
    metadata = TypeMetadata.parse(TYPES["education"], vct=EDUCATION)

    assert metadata.name == "Betelgeuse Education Credential - First Version"
    assert metadata.extends_integrity == "sha256-ilOUJsTultOwLfz7QUcFALaRa3BP/jelX1ds04kB9yU="
    assert [entry["locale"] for entry in metadata.display] == ["en-US", "de-DE"]
    assert [claim.path for claim in metadata.claims][4:6] == [
        ("degrees", None),
        ("degrees", None, "field_of_study"),
    ]
    assert (metadata.claims[0].sd, metadata.claims[0].mandatory) == ("always", True)
    assert metadata.claims[2].svg_id == "address_street_address"


def test_a_type_takes_over_what_it_extends():
    resolved = resolve_type(TYPES["custom"]["vct"], documents(TYPES["base"], TYPES["custom"]))

    assert [
        {"path": list(claim.path), "display": list(claim.display)} for claim in resolved.claims
    ] == TYPES["effective"]
    assert resolved.vct == TYPES["custom"]["vct"]


def test_a_token_keeps_to_its_type():
    metadata = TypeMetadata.parse(TYPES["education"], vct=EDUCATION)
    disclosable = ["/name", "/address", "/address/street_address"]
    for number in range(3):
        disclosable += [f"/degrees/{number}", f"/degrees/{number}/date_awarded"]

    whole = token(TYPES["education_payload"], disclosable)

    assert type_problems(metadata, whole) == []


def test_a_token_that_breaks_its_type_is_told_where():
    metadata = TypeMetadata.parse(TYPES["education"], vct=EDUCATION)
    payload = {**TYPES["education_payload"], "vct": "urn:other", "address": 7}
    del payload["name"]

    whole = token(payload, ["/degrees", "/degrees/0", "/degrees/0/field_of_study"])

    kept, open_ = "can be kept back, and its type asks that it cannot", "cannot be kept back, and"
    problems = type_problems(metadata, whole)
    assert problems[:2] == ["vct: is another type", "name: is missing"]
    assert f"degrees: {kept}" in problems
    assert f"degrees.*.field_of_study: {kept}" in problems
    assert sum(problem.startswith(f"degrees.*: {open_}") for problem in problems) == 2
    assert sum(problem.startswith(f"degrees.*.date_awarded: {open_}") for problem in problems) == 3
    assert f"address: {open_} its type asks that it can" in problems


def test_a_position_selects_one_element():
    metadata = TypeMetadata.parse(
        {"vct": "urn:t", "claims": [{"path": ["a", 1], "sd": "always"}, {"path": ["a", 9]}]},
        vct="urn:t",
    )

    assert type_problems(metadata, token({"vct": "urn:t", "a": [1, 2]}, ["/a/1"])) == []
    assert type_problems(metadata, token({"vct": "urn:t", "a": [1, 2]}, ["/a/0"])) == [
        "a.1: cannot be kept back, and its type asks that it can"
    ]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({}, "vct"),
        ({"vct": "urn:other"}, "vct"),
        ({"vct": "urn:t", "extends#integrity": "sha256-AA=="}, "extends#integrity"),
        ({"vct": "urn:t", "extends": 7}, "extends"),
        ({"vct": "urn:t", "name": 7}, "name"),
        ({"vct": "urn:t", "display": "yes"}, "display"),
        ({"vct": "urn:t", "display": ["yes"]}, "display"),
        ({"vct": "urn:t", "display": [{"name": "no locale"}]}, "display"),
        ({"vct": "urn:t", "claims": "yes"}, "claims"),
        ({"vct": "urn:t", "claims": [{"path": ["a"]}] * 1001}, "claims"),
        ({"vct": "urn:t", "claims": [7]}, "claims[0].path"),
        ({"vct": "urn:t", "claims": [{}]}, "claims[0].path"),
        ({"vct": "urn:t", "claims": [{"path": []}]}, "claims[0].path"),
        ({"vct": "urn:t", "claims": [{"path": ["a", -1]}]}, "claims[0].path"),
        ({"vct": "urn:t", "claims": [{"path": ["a", 1.5]}]}, "claims[0].path"),
        ({"vct": "urn:t", "claims": [{"path": ["a", True]}]}, "claims[0].path"),
        ({"vct": "urn:t", "claims": [{"path": ["a"], "sd": "sometimes"}]}, "claims[0].sd"),
        ({"vct": "urn:t", "claims": [{"path": ["a"], "mandatory": 1}]}, "claims[0].mandatory"),
        ({"vct": "urn:t", "claims": [{"path": ["a"], "svg_id": "1st"}]}, "claims[0].svg_id"),
        ({"vct": "urn:t", "claims": [{"path": ["a"], "svg_id": 1}]}, "claims[0].svg_id"),
        (
            {"vct": "urn:t", "claims": [{"path": ["a"], "display": [{"label": "no locale"}]}]},
            "claims[0].display",
        ),
        (
            {"vct": "urn:t", "claims": [{"path": [n], "svg_id": "x"} for n in "ab"]},
            "claims",
        ),
    ],
)
def test_what_is_no_metadata_is_malformed(document, path):
    with pytest.raises(MalformedError) as caught:
        TypeMetadata.parse(document, vct="urn:t")

    assert caught.value.path == path


def test_a_document_is_the_one_that_was_meant():
    body = json.dumps(TYPES["base"]).encode()
    vct = TYPES["base"]["vct"]

    assert resolve_type(vct, {vct: body}, integrity=sri(body)).vct == vct
    with pytest.raises(MalformedError, match="was changed"):
        resolve_type(vct, {vct: body + b" "}, integrity=sri(body))
    with pytest.raises(MalformedError, match="there is no metadata"):
        resolve_type(vct, {})
    with pytest.raises(MalformedError, match="not a JSON object"):
        resolve_type(vct, {vct: b"[]"})


def test_the_strongest_digest_counts():
    body = b"{}"

    assert is_intact(body, sri(body))
    assert is_intact(body, f"sha1-AAAA {sri(body)}")
    assert is_intact(body, f"{sri(b'other')} {sri(body, 'sha512')}")
    assert not is_intact(body, f"{sri(body)} {sri(b'other', 'sha384')}")
    for unknown in ("", "sha1-AAAA", "sha256", "sha256-", "sha256-not*base64"):
        with pytest.raises(MalformedError):
            is_intact(body, unknown)


def test_types_that_extend_each_other_are_refused():
    circle = [
        {"vct": "urn:a", "extends": "urn:b"},
        {"vct": "urn:b", "extends": "urn:a"},
    ]
    stairs = [{"vct": f"urn:{n}", "extends": f"urn:{n + 1}"} for n in range(9)]

    for first, types in (("urn:a", circle), ("urn:0", stairs)):
        with pytest.raises(MalformedError, match="without end"):
            resolve_type(first, documents(*types))


def test_an_extended_document_is_the_one_that_was_meant_too():
    parent = json.dumps(TYPES["base"]).encode()
    child = {"vct": "urn:c", "extends": TYPES["base"]["vct"], "extends#integrity": sri(parent)}

    good = documents(child) | {TYPES["base"]["vct"]: parent}
    assert len(resolve_type("urn:c", good).claims) == 2
    with pytest.raises(MalformedError, match="was changed"):
        resolve_type("urn:c", good | {TYPES["base"]["vct"]: parent + b" "})


def extended(child, parent):
    types = [
        {"vct": "urn:p", "claims": [{"path": ["a"], **parent}]},
        {"vct": "urn:c", "extends": "urn:p", "claims": [{"path": ["a"], **child}]},
    ]
    [claim] = resolve_type("urn:c", documents(*types)).claims
    return claim.sd, claim.mandatory


def test_a_type_may_ask_more_than_the_one_it_extends():
    assert extended({"mandatory": True}, {"sd": "always"}) == ("always", True)
    assert extended({"sd": "never"}, {"sd": "allowed", "mandatory": True}) == ("never", True)
    assert extended({}, {}) == (None, None)


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ({"sd": "never"}, {"sd": "always"}),
        ({"sd": "allowed"}, {"sd": "never"}),
        ({"mandatory": False}, {"mandatory": True}),
    ],
)
def test_a_type_may_not_ask_less(child, parent):
    with pytest.raises(MalformedError, match="in the type it extends"):
        extended(child, parent)
