"""What the schemas ask of single strings: enough that nothing else can change their answer."""

import copy

import pytest

from insigne.canonicalization.form import Slot
from insigne.credentials import string_rules
from insigne.credentials.dialect import Dialect
from insigne.credentials.schema import schema_problems
from insigne.errors import UnsupportedError
from test_issuance import credential


def rules(document, dialect=Dialect.OPEN_BADGES_3):
    return string_rules.rules_of_slots(document, dialect)


def test_free_string_has_no_rules():
    assert rules(credential(id=Slot("id", "urn:a"), name=Slot("name", "Ada"))) == {}


def test_instant_has_the_rule_of_its_format():
    [found] = rules(credential(validFrom=Slot("from", "2026-01-01T00:00:00Z"))).values()

    assert found.keywords == {'{"format": "date-time"}'}
    assert found.answers("2026-02-28T12:00:00+01:00") == (True,)
    assert found.answers("2026-02-30T12:00:00Z") == (False,)
    assert found.answers("soon") == (False,)


def test_word_has_the_rule_of_its_list():
    document = credential()
    document["credentialSubject"]["achievement"]["achievementType"] = Slot("type", "Badge")

    [found] = rules(document).values()

    assert found.answers("Badge") == found.answers("Award")
    assert found.answers("Badge") != found.answers("Chocolate")
    assert found.answers("ext:Chocolate") != found.answers("Chocolate")


PLACES = [
    ("validFrom",),
    ("awardedDate",),
    ("id",),
    ("name",),
    ("credentialSubject", "achievement", "achievementType"),
    ("credentialSubject", "achievement", "inLanguage"),
    ("credentialSubject", "activityStartDate"),
    ("credentialSubject", "result", 0, "status"),
    ("credentialSubject", "result", 0, "value"),
    ("credentialSubject", "identifier", 0, "identityType"),
    ("credentialSubject", "identifier", 0, "identityHash"),
    ("endorsementJwt", 0),
]
TEXTS = [
    "x",
    "Badge",
    "ext:Badge",
    "2026-01-01T00:00:00Z",
    "2026-01-01",
    "sv",
    "sv-SE",
    "Completed",
]
TEXTS += ["a.b.c", "emailAddress", "ext:id", "urn:a", "5", "\u2028", "\U0001f393"]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place[-1]))
def test_same_answers_to_the_rules_mean_the_same_answer_of_the_schema(place):
    document = credential(awardedDate="2026-01-01T00:00:00Z", endorsementJwt=["a.b.c"])
    document["credentialSubject"] |= {
        "activityStartDate": "2026-01-01T00:00:00Z",
        "result": [{"type": ["Result"], "status": "Completed", "value": "5"}],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": "x",
                "identityType": "emailAddress",
            }
        ],
    }
    found = rules(with_text(document, place, Slot("slot", "x"))).get("slot")

    sound = {True: set(), False: set()}
    for text in TEXTS:
        problems = schema_problems(with_text(document, place, text), Dialect.OPEN_BADGES_3)
        sound[not problems].add(found.answers(text) if found else ())
    assert sound[True].isdisjoint(sound[False])


def with_text(document, place, text):
    copied = copy.deepcopy(document)
    part = copied
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = text
    return copied


def test_other_dialects_have_no_rules_here():
    with pytest.raises(UnsupportedError, match="in the dialect"):
        rules({"id": Slot("id", "urn:a")}, Dialect.OPEN_BADGES_2)


SCHEMAS_WITH_OTHER_KEYWORDS = {
    "pattern properties": ({"patternProperties": {"^a": {}}}, {"a": Slot("a", "b")}),
    "comparing the whole": ({"const": {"a": "b"}}, {"a": Slot("a", "b")}),
    "comparing items": ({"uniqueItems": True}, [Slot("a", "b"), "c"]),
    "somewhere else": ({"$ref": "https://example.org/schema"}, {"a": Slot("a", "b")}),
}


@pytest.mark.parametrize(
    ("schema", "part"), SCHEMAS_WITH_OTHER_KEYWORDS.values(), ids=SCHEMAS_WITH_OTHER_KEYWORDS
)
def test_schema_that_asks_in_other_ways_is_not_taken_apart(monkeypatch, schema, part):
    whole = {"$defs": {}, "properties": {"part": schema, "free": True}}
    monkeypatch.setattr(string_rules, "bundled_schema", lambda url: whole)

    with pytest.raises(UnsupportedError, match="a slot "):
        rules({"part": part, "free": Slot("free", "x")})


def test_what_holds_no_slot_may_be_compared(monkeypatch):
    whole = {"$defs": {}, "properties": {"part": {"const": {"a": "b"}, "uniqueItems": True}}}
    monkeypatch.setattr(string_rules, "bundled_schema", lambda url: whole)

    assert rules({"part": {"a": "b"}, "free": Slot("free", "x")}) == {}
