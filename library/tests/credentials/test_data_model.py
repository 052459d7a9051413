"""The rules of the VC Data Model, as the inputs of the W3C's test suite try them.

Each change makes one of those inputs from a credential with which nothing is wrong; those whose
name there ends in `-ok` leave nothing to say, those that end in `-fail` do.
"""

from __future__ import annotations

import pytest

from insigne.credentials.data_model import (
    data_model_problems,
    envelope_problems,
    enveloped_token,
    presentation_problems,
)
from insigne.credentials.data_model_values import date_time_stamp, is_media_type, is_url

V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
DIGEST = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
CREDENTIAL = {
    "@context": [V2],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:issuer",
    "credentialSubject": {"id": "did:example:subject"},
}
PRESENTATION = {"@context": [V2], "type": ["VerifiablePresentation"]}


def problems(**changes):
    changed = CREDENTIAL | {name.replace("context", "@context"): v for name, v in changes.items()}
    return data_model_problems({name: v for name, v in changed.items() if v is not Ellipsis})


def shown(**changes):
    changed = PRESENTATION | {name.replace("context", "@context"): v for name, v in changes.items()}
    return presentation_problems({name: v for name, v in changed.items() if v is not Ellipsis})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"context": [V2, "https://www.w3.org/ns/credentials/examples/v2"]},
        {"context": [V2, {"term": "https://example.org/#term"}]},
        {"id": "did:example:credential"},
        {"id": "urn:uuid:ed42ebae-10a5-11ef-8b3c-d7d1c6f6ed1c"},
        {"type": "VerifiableCredential"},
        {"type": ["https://example.org/#A", "VerifiableCredential", "Term"]},
        {"name": "Dog"},
        {"name": {"@value": "Dog", "@language": "en"}},
        {"description": {"@value": "הכלב", "@language": "he", "@direction": "rtl"}},
        {"name": [{"@value": "Dog", "@language": "en"}, {"@value": "Chien", "@language": "fr"}]},
        {"issuer": {"id": "did:example:issuer", "name": "I", "description": {"@value": "D"}}},
        {"credentialSubject": [{"id": "did:example:a"}, {"name": "B"}]},
        {"credentialSubject": {"name": "B"}, "name": {"@value": "Dog"}},
        {"validFrom": "2023-07-14T23:03:20.400Z", "validUntil": "2023-07-14T23:03:20.400Z"},
        {"validFrom": "2023-02-25T19:16:31-05:00"},
        {"credentialStatus": {"type": "BitstringStatusListEntry"}},
        {"credentialStatus": [{"id": "urn:1", "type": ["A"]}, {"type": "B"}]},
        {"credentialSchema": {"id": "https://example.org/s", "type": "JsonSchema"}},
        {"credentialSchema": [{"id": "urn:1", "type": "A"}, {"id": "urn:2", "type": "B"}]},
        {"refreshService": {"type": "A"}},
        {"refreshService": [{"id": "urn:1", "type": "A"}, {"type": "B"}]},
        {"termsOfUse": {"id": "urn:1", "type": "IssuerPolicy"}},
        {"evidence": [{"type": "Evidence"}, {"id": "urn:1", "type": ["Evidence"]}]},
        {"relatedResource": {"id": "https://example.org/r", "digestSRI": DIGEST}},
        {"proof": {"type": "DataIntegrityProof"}},
        {"proof": [{"type": "DataIntegrityProof"}, {"type": "Other"}]},
    ],
)
def test_what_the_standard_lets_pass(changes):
    assert problems(**changes) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"context": ...}, [f"@context: does not begin with {V2}"]),
        ({"context": []}, [f"@context: does not begin with {V2}"]),
        ({"context": V2}, [f"@context: does not begin with {V2}"]),
        ({"context": [{"a": "urn:a"}, V2]}, [f"@context: does not begin with {V2}"]),
        ({"context": ["https://example.org/c"]}, [f"@context: does not begin with {V2}"]),
        ({"context": [V2, "https ://no"]}, ["@context[1]: is neither a URL nor an object"]),
        ({"context": [V2, 123192875]}, ["@context[1]: is neither a URL nor an object"]),
        ({"context": [V2, None]}, ["@context[1]: is neither a URL nor an object"]),
        ({"context": [V2, V2]}, ["@context: names one context twice"]),
        ({"context": [V2, V1]}, ["@context: mixes two versions of the data model"]),
        ({"id": None}, ["id: is not a URL"]),
        ({"id": ["urn:1", "urn:2"]}, ["id: is not a URL"]),
        ({"id": "not a url"}, ["id: is not a URL"]),
        ({"id": 4}, ["id: is not a URL"]),
        ({"credentialSubject": {"id": ["urn:1"]}}, ["credentialSubject.id: is not a URL"]),
        ({"type": ...}, ["type: is missing"]),
        ({"type": []}, ["type: is not VerifiableCredential", "type: names no type"]),
        ({"type": "Other"}, ["type: is not VerifiableCredential"]),
        ({"type": ["VerifiableCredential", None]}, ["type: is not a term or a URL"]),
        ({"type": ["VerifiableCredential", ""]}, ["type: is not a term or a URL"]),
        (
            {"type": ["VerifiableCredential", "https ://not-a-url"]},
            ["type: holds what is neither a term nor a URL"],
        ),
        ({"name": 5}, ["name: is neither a string nor a language value object"]),
        ({"name": []}, ["name: is neither a string nor a language value object"]),
        ({"name": {"en": "Dog"}}, [
            "name.@value: is not a string",
            "name: holds more than @value, @language and @direction",
        ]),
        (
            {"name": {"@value": "Dog", "@language": "en", "url": "did:example:credential"}},
            ["name: holds more than @value, @language and @direction"],
        ),
        (
            {"description": [{"@value": "Dog", "@language": "not a language"}]},
            ["description[0].@language: is not a language tag"],
        ),
        (
            {"name": {"@value": "Dog", "@direction": "up"}},
            ["name.@direction: is neither ltr nor rtl"],
        ),
        ({"issuer": ...}, ["issuer: is missing"]),
        ({"issuer": None}, ["issuer: is not a URL"]),
        ({"issuer": "not-a-url"}, ["issuer: is not a URL"]),
        ({"issuer": {}}, ["issuer.id: is not a URL"]),
        ({"issuer": {"id": None}}, ["issuer.id: is not a URL"]),
        (
            {"issuer": {"id": "urn:1", "name": {"@value": "A", "url": "urn:2"}}},
            ["issuer.name: holds more than @value, @language and @direction"],
        ),
        ({"credentialSubject": ...}, ["credentialSubject: is missing"]),
        ({"credentialSubject": {}}, ["credentialSubject: is not an object with claims in it"]),
        ({"credentialSubject": []}, ["credentialSubject: is not an object with claims in it"]),
        ({"credentialSubject": "urn:1"}, ["credentialSubject: is not an object with claims in it"]),
        (
            {"credentialSubject": [{"id": "urn:1"}, {}]},
            ["credentialSubject[1]: is not an object with claims in it"],
        ),
        (
            {"validFrom": "Sat 25 Feb 2023 07:16:31 PM CST"},
            ["validFrom: is not a date and time with seconds and a zone"],
        ),
        (
            {"validUntil": "2023-13-01T00:00:00Z"},
            ["validUntil: is not a date and time with seconds and a zone"],
        ),
        ({"validFrom": 5}, ["validFrom: is not a date and time with seconds and a zone"]),
        (
            {"validFrom": "2024-01-01T00:00:00Z", "validUntil": "2024-01-01T00:00:00+00:01"},
            ["validUntil: is earlier than validFrom"],
        ),
        ({"credentialStatus": {"id": "urn:1"}}, ["credentialStatus.type: is missing"]),
        ({"credentialStatus": "urn:1"}, ["credentialStatus: is not an object"]),
        ({"credentialStatus": []}, ["credentialStatus: is not an object"]),
        (
            {"credentialStatus": {"id": "no url", "type": "A"}},
            ["credentialStatus.id: is not a URL"],
        ),
        (
            {"credentialStatus": {"type": "https ://no"}},
            ["credentialStatus.type: holds what is neither a term nor a URL"],
        ),
        ({"credentialSchema": {"id": "urn:1"}}, ["credentialSchema.type: is missing"]),
        ({"credentialSchema": {"type": "A"}}, ["credentialSchema.id: is not a URL"]),
        ({"credentialSchema": {"id": 1, "type": "A"}}, ["credentialSchema.id: is not a URL"]),
        ({"refreshService": {"id": "urn:1"}}, ["refreshService.type: is missing"]),
        ({"termsOfUse": [{"type": "A"}, {}]}, ["termsOfUse[1].type: is missing"]),
        ({"evidence": {"id": "urn:1"}}, ["evidence.type: is missing"]),
        ({"evidence": ["urn:1"]}, ["evidence[0]: is not an object"]),
        ({"proof": {"cryptosuite": "eddsa-rdfc-2022"}}, ["proof.type: is missing"]),
        ({"relatedResource": "urn:1"}, ["relatedResource: is not an object"]),
        (
            {"relatedResource": {"id": "here"}},
            ["relatedResource.id: is not a URL", "relatedResource: has no digest"],
        ),
        (
            {"relatedResource": {"id": "urn:1", "digestSRI": DIGEST, "mediaType": "pdf"}},
            ["relatedResource.mediaType: is not a media type"],
        ),
        (
            {"relatedResource": [{"id": "urn:1", "digestSRI": DIGEST}] * 2},
            ["relatedResource[1].id: is named twice"],
        ),
    ],
)  # fmt: skip
def test_what_the_standard_refuses(changes, expected):
    assert problems(**changes) == expected


@pytest.mark.parametrize(
    "digest",
    [
        {"digestSRI": "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="},
        {"digestSRI": "sha256-c2hvcnQ="},
        {"digestSRI": "sha256-A"},
        {"digestSRI": ""},
        {"digestSRI": 5},
        {"digestMultibase": "uAAAA"},
        {"digestMultibase": "f1220"},
        {"digestMultibase": "u"},
        {"digestMultibase": "uEiA"},
        {"digestMultibase": None},
    ],
)
def test_a_digest_that_cannot_be_checked_is_said(digest):
    place = next(iter(digest))

    assert problems(relatedResource={"id": "urn:1", **digest}) == [
        f"relatedResource.{place}: is not a digest that can be checked"
    ]


def test_version_1_has_dates_and_ids_of_its_own():
    old = CREDENTIAL | {"@context": [V1, "https://example.org/c"]}
    dated = old | {"issuanceDate": "2023-01-01T00:00:00Z"}

    assert data_model_problems(old) == ["issuanceDate: is missing"]
    assert data_model_problems(dated) == []
    assert data_model_problems(dated | {"credentialStatus": {"type": "A"}}) == [
        "credentialStatus.id: is not a URL"
    ]
    assert data_model_problems(dated | {"expirationDate": "2022-01-01T00:00:00Z"}) == [
        "validUntil: is earlier than validFrom"
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"id": "urn:uuid:313801ba-24b7-11ee-be02-ff560265cf9b"},
        {"type": ["VerifiablePresentation", "https://example.org/#More"]},
        {"verifiableCredential": [CREDENTIAL, CREDENTIAL]},
        {"verifiableCredential": CREDENTIAL},
        {"holder": "did:example:holder"},
        {"holder": {"id": "did:example:holder", "image": "A"}},
        {"termsOfUse": {"type": "HolderPolicy"}},
    ],
)
def test_presentations_that_the_standard_lets_pass(changes):
    assert shown(**changes) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"context": ...}, [f"@context: does not begin with {V2}"]),
        ({"context": ["https://example.org/c"]}, [f"@context: does not begin with {V2}"]),
        ({"type": ...}, ["type: is missing"]),
        ({"type": ["Other"]}, ["type: is not VerifiablePresentation"]),
        ({"id": "x"}, ["id: is not a URL"]),
        ({"holder": {"name": "A"}}, ["holder.id: is not a URL"]),
        ({"holder": 4}, ["holder: is not a URL"]),
        ({"verifiableCredential": "urn:1"}, ["verifiableCredential: is not an object"]),
        ({"verifiableCredential": [CREDENTIAL, 5]}, ["verifiableCredential[1]: is not an object"]),
        (
            {"verifiableCredential": [CREDENTIAL | {"issuer": "x"}]},
            ["verifiableCredential[0].issuer: is not a URL"],
        ),
        (
            {"verifiableCredential": [CREDENTIAL] * 257},
            ["verifiableCredential: holds more than 256 credentials"],
        ),
        ({"termsOfUse": {}}, ["termsOfUse.type: is missing"]),
    ],
)
def test_presentations_that_the_standard_refuses(changes, expected):
    assert shown(**changes) == expected


def test_in_version_1_a_credential_may_be_a_token():
    old = PRESENTATION | {"@context": [V1]}

    assert presentation_problems(old | {"verifiableCredential": ["a.b.c"]}) == []
    assert presentation_problems(old | {"verifiableCredential": ["a.b.c", 5]}) == [
        "verifiableCredential[1]: is not an object"
    ]


def test_a_wrapping_is_a_data_url_with_something_in_it():
    wrapped = {
        "@context": [V2],
        "id": "data:application/vc+jwt,e30.e30.AA",
        "type": "EnvelopedVerifiableCredential",
    }
    kind = "EnvelopedVerifiableCredential"

    assert enveloped_token(wrapped) == ("application/vc+jwt", "e30.e30.AA")
    assert data_model_problems(wrapped) == []
    assert shown(verifiableCredential=[wrapped]) == []
    assert data_model_problems(wrapped | {"id": "e30.e30.AA"}) == [
        "id: is not a data URL with a credential or a presentation in it"
    ]
    assert envelope_problems(wrapped | {"@context": []}, kind) == [
        f"@context: does not begin with {V2}"
    ]
    assert envelope_problems(wrapped | {"type": "VerifiableCredential"}, kind) == [
        "type: is not EnvelopedVerifiableCredential"
    ]
    assert enveloped_token({"id": 5}) is None
    wrapped |= {"type": "EnvelopedVerifiablePresentation", "id": "data:application/vp+jwt,a.b.c"}
    assert presentation_problems(wrapped) == []


@pytest.mark.parametrize("junk", [None, 1, "x", [], [1], {}, {"id": []}, True, [[]], {"@value": 1}])
def test_no_value_of_any_kind_is_a_crash(junk):
    names = (
        "@context", "id", "type", "name", "description", "issuer", "credentialSubject",
        "credentialStatus", "credentialSchema", "refreshService", "evidence", "validFrom",
        "validUntil", "relatedResource", "proof", "holder", "verifiableCredential",
    )  # fmt: skip
    for name in names:
        assert isinstance(data_model_problems(CREDENTIAL | {name: junk}), list)
        assert isinstance(presentation_problems(PRESENTATION | {name: junk}), list)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/", True),
        ("HTTPS://example.org", True),
        ("did:web:example.org", True),
        ("data:image/png;base64,AAAA", True),
        ("httpx:anything", True),
        ("https://bücher.example/ü", True),
        ("https:///path", False),
        ("https:example.org", False),
        ("example.org", False),
        ("//example.org", False),
        ("urn:", False),
        ("https://example.org/a b", False),
        ("https://example.org/\ud800", False),
        (7, False),
    ],
)
def test_urls_are_absolute(text, is_one):
    assert is_url(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2026-01-01T00:00:00Z", True),
        ("2026-01-01T00:00:00.123456789+14:00", True),
        ("2026-01-01T00:00:00-13:59", True),
        ("2026-01-01T00:00:00+14:01", False),
        ("2026-01-01T00:00Z", False),
        ("2026-01-01T00:00:00", False),
        ("2026-01-01 00:00:00Z", False),
        ("2026-01-01", False),
        ("2026-02-30T00:00:00Z", False),
    ],
)
def test_instants_are_those_of_xml_schema(text, is_one):
    assert (date_time_stamp(text) is not None) is is_one


def test_media_types_have_two_parts():
    assert is_media_type("application/ld+json")
    assert is_media_type("text/html; charset=utf-8")
    assert not is_media_type("json")
    assert not is_media_type(None)
