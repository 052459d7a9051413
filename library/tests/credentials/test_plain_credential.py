"""What is seen to be plain at once keeps to the rules that would be asked one by one."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import ADA, VC_2, badge, status_entry
from insigne.credentials import data_model
from insigne.credentials.data_model import data_model_problems
from insigne.credentials.dialect import Dialect
from insigne.credentials.empty_members import empty_members
from insigne.credentials.endorsements import endorsements_in
from insigne.credentials.plain_credential import is_plain, is_plain_badge
from insigne.credentials.schema import schema_problems, subject_problems
from insigne.credentials.structure import plain_badge_problems, structure_problems

VC_1 = "https://www.w3.org/2018/credentials/v1"
ENVELOPED = "EnvelopedVerifiableCredential"
ODD_VALUES = [
    None, "", [], {}, 0, 1.5, True, "a", "a b", "x:y", "urn:", "urn:a\n", "did:x:y#z", "https://",
    "http:///a", "HTTPS://x", "https://x.example/é", "https://a.example/ b", "https://a.example\\b",
    "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z\n", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "0000-01-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-06-31T00:00:00Z", "2026-01-01",
    ["a"], ["a", 1], [[]], {"id": "x"}, {"type": "A"}, {"id": "urn:x", "type": ["T"]},
    [{"type": []}],
    {"@value": "x"}, VC_1, VC_2, "VerifiableCredential", ENVELOPED,
    ["VerifiableCredential", ENVELOPED],
]  # fmt: skip
NAMES = [
    "@context", "id", "type", "name", "description", "issuer", "credentialSubject", "validFrom",
    "validUntil", "credentialStatus", "credentialSchema", "refreshService", "termsOfUse",
    "evidence", "proof", "relatedResource", "note", "endorsement", "endorsementJwt",
]  # fmt: skip


def whole() -> dict[str, Any]:
    """A credential with every member that the rules know."""
    signed = ADA.signed(
        badge(
            description="Reads sea ice.",
            validUntil="2031-01-01T00:00:00Z",
            credentialStatus=status_entry(),
            credentialSchema={"id": "https://schema.example/1", "type": "JsonSchema"},
            evidence=[{"id": "https://evidence.example/1", "type": ["Evidence"], "name": "Chart"}],
        )
    )
    refresh = {"id": "https://refresh.example/1", "type": "1EdTechCredentialRefresh"}
    return {**signed, "refreshService": refresh}


SECURED = whole()


def problems_one_by_one(document: dict[str, Any]) -> list[str]:
    """What the rules say when each is asked, and nothing is seen at once."""
    if data_model.has_type(document, ENVELOPED):
        return data_model.envelope_problems(document, ENVELOPED)
    rules, required = data_model._CREDENTIAL_2, data_model._REQUIRED_2
    return list(data_model._problems(document, rules, required, "VerifiableCredential"))


def test_the_usual_credential_is_plain_and_without_problems():
    assert is_plain(SECURED)
    assert is_plain_badge(SECURED)
    assert plain_badge_problems(SECURED) == []
    assert data_model_problems(SECURED) == []
    assert problems_one_by_one(SECURED) == []


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(0, 2), st.sampled_from(ODD_VALUES)),
        min_size=1,
        max_size=3,
    )
)
def test_what_is_plain_breaks_no_rule(changes):
    document = deepcopy(SECURED)
    for name, depth, value in changes:
        change(document, name, depth, deepcopy(value))

    if is_plain(document):
        assert problems_one_by_one(document) == []
    if is_plain_badge(document):
        assert is_plain(document)
        assert schema_problems(document, Dialect.OPEN_BADGES_3) == subject_problems(document)
        assert empty_members(document) == []
        assert list(endorsements_in(document)) == []


def change(document: dict[str, Any], name: str, depth: int, value: object) -> None:
    """Put *value* in the place of the member, or of something in it."""
    here, key = document, name
    for _ in range(depth):
        inner = here.get(key) if isinstance(here, dict) else here[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        here, key = inner, next(iter(inner)) if isinstance(inner, dict) else 0
    here[key] = value


@pytest.mark.parametrize("day", ["2026-02-29", "2026-04-31", "2026-00-10", "2026-10-32"])
def test_a_day_that_does_not_exist_is_not_plain(day):
    document = {**SECURED, "validFrom": f"{day}T00:00:00Z"}

    assert not is_plain(document)
    assert data_model_problems(document) != []


def test_a_plain_period_that_ends_before_it_begins_is_still_refused():
    document = {**SECURED, "validUntil": "2025-01-01T00:00:00Z"}

    assert is_plain(document)
    assert data_model_problems(document) == ["validUntil: is earlier than validFrom"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("note", None), ("note", []), ("endorsement", ["x"]), ("endorsementJwt", ["x"])],
)
def test_a_badge_is_not_plain_with_something_empty_or_an_endorsement_at_any_depth(name, value):
    for depth in range(4):
        document = deepcopy(SECURED)
        here = document["credentialSubject"]
        for _ in range(depth):
            here = here.setdefault("extension", {})
        here[name] = value

        assert not is_plain_badge(document)


def test_a_plain_badge_without_a_recipient_is_still_refused():
    document = deepcopy(SECURED)
    del document["credentialSubject"]["id"]

    assert is_plain_badge(document)
    assert plain_badge_problems(document) == structure_problems(document, Dialect.OPEN_BADGES_3)
    assert plain_badge_problems(document) != []


def test_unusual_spellings_that_the_rules_allow_are_not_plain_and_pass():
    for changes in (
        {"validFrom": "2026-01-01T00:00:00.5+01:00"},
        {"name": {"@value": "Läsa is", "@language": "sv"}},
        {"id": "https://uppsala.example/«1»"},
        {"type": ["VerifiableCredential", "OpenBadgeCredential", "https://types.example/1"]},
    ):
        document = {**SECURED, **changes}

        assert not is_plain(document)
        assert data_model_problems(document) == []
