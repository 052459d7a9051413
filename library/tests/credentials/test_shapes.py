"""What the documents before Open Badges 3.0 should hold, property by property."""

import pytest

from insigne.credentials import open_badges_1_structure as old
from insigne.credentials import open_badges_2_structure as two
from older import HALF, ONE, ONE_ONE

BADGE_2 = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": "https://x.example/b",
    "type": "BadgeClass",
    "name": "Ice",
    "description": "Reads ice.",
    "image": "https://x.example/i",
    "criteria": "https://x.example/c",
    "issuer": "https://x.example/u",
}
ISSUER_2 = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": "https://x.example/u",
    "type": ["Profile", "Issuer"],
    "name": "Uppsala",
    "url": "https://x.example",
    "email": "a@x.example",
}
BADGE_1 = {
    "name": "Ice",
    "description": "Reads ice.",
    "image": "data:image/png;base64,AA==",
    "criteria": "https://x.example/c",
    "issuer": "https://x.example/u",
}
ISSUER_1 = {"name": "Uppsala", "url": "https://x.example"}
V1 = "https://w3id.org/openbadges/v1"


def test_examples_of_the_specifications_are_well_formed():
    assert old.assertion_problems(ONE) == []
    assert old.assertion_problems(ONE_ONE) == []
    assert old.assertion_0_5_problems(HALF) == []
    assert old.badge_class_problems(BADGE_1) == []
    assert old.issuer_problems(ISSUER_1) == []
    assert two.badge_class_problems(BADGE_2) == []
    assert two.issuer_problems(ISSUER_2) == []


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"image": {"id": "https://x.example/i", "caption": "Ice"}}, []),
        ({"image": {"caption": "Ice"}}, ["image.id: is missing"]),
        ({"image": "data:image/svg+xml,<svg/>"}, []),
        (
            {"image": "data:text/html,x"},
            ["image: is not the address of a picture, or a PNG or SVG in a data address"],
        ),
        ({"criteria": {"narrative": "Read."}}, []),
        ({"criteria": {"type": "Criteria"}}, []),
        ({"criteria": {"id": "Read.", "narrative": 5}}, [
            "criteria.id: is not an IRI", "criteria.narrative: is not a text",
        ]),
        ({"criteria": "Read ice."}, ["criteria: is not an IRI"]),
        ({"criteria": ["urn:a", "urn:b"]}, ["criteria: is more than one"]),
        ({"criteria": ["urn:a"]}, []),
        ({"issuer": "x.example"}, ["issuer: is not an IRI"]),
        ({"issuer": {"id": "urn:u"}}, [
            "issuer.type: is not Issuer or Profile", "issuer.name: is missing",
            "issuer.url: is missing", "issuer.email: is missing",
        ]),
        ({"alignment": {"targetName": "A", "targetUrl": "https://x.example/a"}}, []),
        ({"alignment": ["https://x.example/a"]}, ["alignment: is not an object"]),
        ({"alignment": [{"name": "A", "url": "https://x.example/a"}]}, [
            "alignment.targetName: is missing", "alignment.targetUrl: is missing",
        ]),
        ({"tags": "ice"}, []),
        ({"tags": ["ice", 5]}, ["tags: is not a text"]),
        ({"version": 2}, []),
        ({"version": True}, ["version: is not a text or a number"]),
        ({"related": [{"id": "https://x.example/b2", "@language": "nl"}]}, []),
        ({"related": ["b2"]}, ["related: is not an IRI"]),
        ({"@language": "nl-NL"}, []),
        ({"@language": "Dutch!"}, ["@language: is not a language tag"]),
        ({"endorsement": ["https://x.example/e"]}, []),
        ({"endorsement": [{"id": "urn:e"}]}, [
            "endorsement.type: is not Endorsement", "endorsement.claim: is missing",
            "endorsement.issuer: is missing", "endorsement.issuedOn: is missing",
            "endorsement.verification: is missing",
        ]),
        ({"extensions:X": "five"}, ["extensions:X: is not an object"]),
        ({"extensions:X": {"@context": "https://x.example/c", "type": ["Extension", "X"]}}, []),
        ({"extensions:X": {"type": ["X"]}}, [
            "extensions:X.type: is not Extension or extension", "extensions:X.@context: is missing",
        ]),
        ({"@context": None}, ["@context: is missing"]),
        ({"@context": [{"id": "@id"}]}, []),
        ({"@context": 2}, ["@context: is not a context"]),
        ({"type": "Badge"}, ["type: is not BadgeClass"]),
        ({"type": ["BadgeClass", "https://x.example/Kind"]}, []),
        ({"name": None, "description": ""}, ["name: is missing", "description: is missing"]),
    ],
)  # fmt: skip
def test_a_badge_class_of_2(changes, problems):
    assert two.badge_class_problems({**BADGE_2, **changes}) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"type": "Issuer"}, []),
        ({"type": "Person"}, ["type: is not Issuer or Profile"]),
        ({"email": "nobody"}, ["email: is not an e-mail address"]),
        ({"url": "urn:uuid:1"}, ["url: is not a web address"]),
        ({"url": "https://[x"}, ["url: is not a web address"]),
        ({"publicKey": ["https://x.example/k", {"id": "urn:k", "publicKeyPem": "-----"}]}, []),
        ({"publicKey": {"publicKeyPem": 5}}, ["publicKey.publicKeyPem: is not a text"]),
        ({"revocationList": "urn:l"}, ["revocationList: is not a web address"]),
        ({"verification": {"startsWith": ["https://x.example/a"], "allowedOrigins": "x"}}, []),
        ({"verification": "hosted"}, ["verification: is not an object"]),
        ({"verification": {"allowedOrigins": [{}]}}, [
            "verification.allowedOrigins: is not a text",
        ]),
        ({"verification": {"verificationProperty": "uid"}}, [
            "verification.verificationProperty: is not id",
        ]),
    ],
)  # fmt: skip
def test_an_issuer_of_2(changes, problems):
    assert two.issuer_problems({**ISSUER_2, **changes}) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"uid": 5}, ["uid: is not a text"]),
        ({"recipient": "a@x.example"}, ["recipient: is not an object"]),
        ({"recipient": {"type": "email", "identity": "a@x.example"}}, []),
        ({"badge": {"name": "Ice"}}, ["badge: is not a web address"]),
        ({"verify": {"type": "seen"}}, [
            "verify.type: is not hosted or signed", "verify.url: is missing",
        ]),
        ({"issuedOn": "2013-01-26"}, []),
        ({"issuedOn": "January"}, ["issuedOn: is not a date or a number of seconds"]),
        ({"evidence": "see above"}, ["evidence: is not a web address"]),
        ({"image": "data:image/png;base64,AA=="}, []),
    ],
)  # fmt: skip
def test_an_assertion_of_1(changes, problems):
    assert old.assertion_problems({**ONE, **changes}) == problems


def test_version_1_1_says_what_each_document_is():
    assert old.assertion_problems({**ONE, "@context": V1}) == ["type: is not Assertion"]
    assert old.badge_class_problems({**BADGE_1, "@context": V1}) == [
        "type: is not BadgeClass",
        "id: is missing",
    ]
    assert old.issuer_problems({**ISSUER_1, "@context": V1, "type": "Issuer"}) == ["id: is missing"]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"criteria": "x.example/c"}, ["criteria: is not a web address"]),
        ({"alignment": [{"name": "A", "url": "https://x.example/a"}]}, []),
        ({"alignment": [{"targetName": "A"}]}, [
            "alignment.name: is missing", "alignment.url: is missing",
        ]),
    ],
)  # fmt: skip
def test_a_badge_class_of_1(changes, problems):
    assert old.badge_class_problems({**BADGE_1, **changes}) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"recipient": ""}, ["recipient: is missing"]),
        ({"evidence": "https://x.example/e"}, []),
        ({"evidence": "e"}, ["evidence: is not a web address or the path of one"]),
        ({"evidence": "//[x"}, ["evidence: is not a web address or the path of one"]),
        ({"expires": 1359217910}, []),
        ({"badge": {"issuer": {"origin": "p2pu.org", "name": "P2PU"}}}, [
            "badge.name: is missing", "badge.description: is missing", "badge.image: is missing",
            "badge.criteria: is missing", "badge.issuer.origin: is not a web address",
        ]),
    ],
)  # fmt: skip
def test_an_assertion_of_0_5(changes, problems):
    assert old.assertion_0_5_problems({**HALF, **changes}) == problems


def test_an_assertion_of_2_may_call_its_verification_verify():
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "https://x.example/a",
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": False, "identity": "a@x.example"},
        "badge": "https://x.example/b",
        "issuedOn": "2016-12-31T23:59:59+00:00",
        "verify": {"type": "hosted"},
    }

    assert two.assertion_problems(assertion) == []
    assert two.assertion_problems({**assertion, "verify": {"type": "seen"}}) == [
        "verification.type: is not HostedBadge or SignedBadge"
    ]


def test_problems_repeat_no_value():
    secret = dict.fromkeys(ONE, "a.secret")

    assert "a.secret" not in str(old.assertion_problems(secret))
    assert "a.secret" not in str(two.assertion_problems(secret))
