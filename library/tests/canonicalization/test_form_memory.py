"""What is recognised is what it looks like; what is not, is worked out as if nothing were known."""

import copy
import random
from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest
from random_credentials import CHARACTERS, CONTROLS, TEXTS
from test_to_rdf import credential

from insigne.canonicalization import canonical_forms, form_memory
from insigne.canonicalization.canonical_document import canonicalize
from insigne.canonicalization.canonical_forms import canonical_form
from insigne.canonicalization.form import Form
from insigne.canonicalization.form_memory import FormMemory, differences, family_of
from insigne.errors import InsigneError, MalformedError, UnsupportedError


def award(number, **members):
    """An award of one achievement, unlike others in four strings."""
    return credential(
        id=f"urn:award:{number}",
        issuer={"id": "urn:issuer", "type": ["Profile"], "name": "Uppsala"},
        credentialSubject={
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": True, "identityHash": f"hash {number}"}
            ],
            "achievement": {
                "id": "urn:achievement",
                "type": ["Achievement"],
                "name": "Reading ice",
                "criteria": {"narrative": 'Read "ice".\n'},
                "tag": ["ice", "sea"],
            },
            "result": [{"type": ["Result"], "value": f"{number}"}],
        },
        evidence=[{"id": f"urn:evidence:{number}", "type": ["Evidence"]}],
        **members,
    )


def taught(documents, prepare=Form.of):
    memory = FormMemory()
    for document in documents:
        memory.learn("ice", orjson.dumps(document), prepare)
    return memory


def known(memory, document, family="ice"):
    """Give the document that the memory takes *document* for, or nothing."""
    found = memory.recognised(family, orjson.dumps(document))
    return None if found is None else found[0].filled(found[1])


AWARDS = [award(number) for number in range(1, 9)]


def test_after_some_of_them_the_next_is_recognised():
    memory = taught(AWARDS[:3])
    assert known(memory, award(99)) is None

    memory = taught(AWARDS[:4])
    assert known(memory, award(99)) == award(99)
    assert known(memory, award(99), family="snow") is None


def named(number, name):
    document = award(number)
    document["credentialSubject"]["achievement"]["name"] = name
    return document


def test_what_differs_later_is_learned_later():
    memory = taught(AWARDS[:4])
    assert known(memory, named(9, "Other")) is None

    for number in range(10, 14):
        memory.learn("ice", orjson.dumps(named(number, f"Name {number}")), Form.of)
    assert known(memory, named(9, "Other")) == named(9, "Other")
    assert known(memory, award(9)) == award(9)


OTHERS = {
    "another constant text": award(9, description="Melting ice."),
    "a member more": award(9, description="Reading ice.") | {"validUntil": "2031-01-01T00:00:00Z"},
    "a member less": {name: value for name, value in award(9).items() if name != "evidence"},
    "another order": dict(reversed(award(9).items())),
    "an escape": award("a\\b"),
    "a quotation mark": award('a"b'),
    "a line feed": award("a\nb"),
    "a number for a string": award(9) | {"id": 9},
    "two results": award(9)
    | {"credentialSubject": award(9)["credentialSubject"] | {"result": [{}, {}]}},
}


@pytest.mark.parametrize("document", OTHERS.values(), ids=OTHERS)
def test_what_is_otherwise_is_not_recognised(document):
    assert known(taught(AWARDS), document) is None


@pytest.mark.parametrize("value", [*TEXTS, "é", "🎓", "\x7f", "\ufffe", "", " ", "urn:slot:0:1:"])
def test_what_is_recognised_is_what_it_looks_like(value):
    memory = taught(AWARDS)
    found = known(memory, award(value))

    assert found in (None, award(value))
    if not {'"', "\\"} & set(value) and value.isprintable():
        assert found == award(value)


def test_texts_of_one_length_with_their_slots_elsewhere():
    memory = taught(AWARDS)
    one, two = award("12"), award("12")
    one["id"], one["evidence"][0]["id"] = "urn:award:1", "urn:evidence:123"
    two["id"], two["evidence"][0]["id"] = "urn:award:123", "urn:evidence:1"
    assert len(orjson.dumps(one)) == len(orjson.dumps(two))

    for document in (one, two, one):
        assert known(memory, document) == document


def test_a_slot_that_reaches_into_the_text_beside_it():
    """A value that holds a whole segment does not shift what follows."""
    memory = taught(AWARDS)
    text = orjson.dumps(award(9)).replace(b"urn:award:9", b'urn:award:9","name":"x')

    found = memory.recognised("ice", text)
    assert found is None or found[0].filled(found[1]) == orjson.loads(text)


@pytest.mark.parametrize("value", [b"a\nb", b"\n", b"\xff", b"\xed\xa0\x80", b"\\n", b'"'])
def test_bytes_that_no_string_has(value):
    text = orjson.dumps(award(9)).replace(b"urn:award:9", value)

    assert taught(AWARDS).recognised("ice", text) is None


@pytest.mark.parametrize(
    "document",
    [award(9, endDate=None), award(9) | {"name": "not null, nullable"}],
    ids=["null", "looks like null"],
)
def test_null_is_not_learned(document):
    memory = taught([document | {"id": f"urn:award:{number}"} for number in range(8)])

    assert known(memory, document | {"id": "urn:award:9"}) is None


def test_text_that_we_would_write_otherwise_is_not_learned():
    memory = FormMemory()
    for document in AWARDS:
        memory.learn("ice", orjson.dumps(document, option=orjson.OPT_INDENT_2), Form.of)

    assert known(memory, award(9)) is None
    assert memory.recognised("ice", orjson.dumps(award(9), option=orjson.OPT_INDENT_2)) is None


def test_a_slot_that_would_be_a_type_makes_another_kind():
    documents = [award(number) for number in range(8)]
    for number, document in enumerate(documents):
        document["evidence"][0]["type"] = ["Evidence", f"Other{number}"]

    assert known(taught(documents), documents[0]) is None


def test_what_cannot_be_prepared_is_not_tried_again():
    tried = []

    def refuse(template):
        tried.append(template)
        raise UnsupportedError("slots here")

    memory = taught([award(number) for number in range(50)], refuse)

    assert len(tried) == 1
    assert known(memory, award(9)) is None


def test_those_who_are_never_alike_are_looked_at_ever_less(monkeypatch):
    looked = []
    monkeypatch.setattr(
        form_memory, "_take_lesson", lambda family, text, prepare: looked.append(text)
    )
    taught([award(number, name=f"x{number}") for number in range(1000)])

    assert len(looked) == 4 + len([8, 16, 32, 64, 128, 256, 512])


def test_memory_is_bounded():
    memory = FormMemory(most_bytes=10_000)
    for family in range(50):
        memory.learn(family, orjson.dumps(award(1, name="x" * 500)), Form.of)
    memory.learn("large", orjson.dumps(award(1, name="x" * 40_000)), Form.of)

    assert 0 < len(memory._families) < 10
    assert "large" not in memory._families


def test_learning_and_recognising_at_once():
    memory = FormMemory()

    def learn_and_ask(number):
        document = named(number, f"n{number % 3}")
        found = known(memory, document)
        if found is None:
            memory.learn("ice", orjson.dumps(document), Form.of)
        return found in (None, document)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(learn_and_ask, range(400)))
    assert known(memory, named(7, "n1")) == named(7, "n1")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ({"a": "x"}, {"a": "y"}, [("a",)]),
        ({"a": ["x", {"b": "y"}]}, {"a": ["z", {"b": "w"}]}, [("a", 0), ("a", 1, "b")]),
        ({"a": "x"}, {"a": "x"}, []),
        ({"a": 1}, {"a": 2}, None),
        ({"a": 1}, {"a": 1.0}, None),
        ({"a": 1}, {"a": True}, None),
        ({"a": "x"}, {"b": "x"}, None),
        ({"a": "x", "b": "y"}, {"b": "y", "a": "x"}, None),
        ({"a": ["x"]}, {"a": ["x", "x"]}, None),
        ({"type": "x"}, {"type": "y"}, None),
        ({"@context": ["x"]}, {"@context": ["y"]}, None),
    ],
)
def test_differences(one, two, expected):
    assert differences(one, two) == expected


@pytest.mark.parametrize(
    "document",
    [{}, {"credentialSubject": []}, {"credentialSubject": {"achievement": "urn:a"}}],
)
def test_documents_without_a_family(document):
    assert family_of(document) is None
    assert family_of(award(1)) == "urn:achievement"


# The canonical form, with a memory of forms


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.setattr(canonical_forms, "_MEMORY", FormMemory())


def outcome(call, document):
    try:
        return call(copy.deepcopy(document))
    except InsigneError as error:
        return type(error), str(error)


IDS = ["urn:a b", "no iri", "", "urn:\x7f", "urn:achievement", "urn:issuer", "urn:evidence:1"]
IDS += ["urn:é", "https://example.org/🎓", "_:b0", "/relative", "urn:a"]


@pytest.mark.parametrize("seed", range(3))
def test_canonical_form_is_that_of_the_general_way(fresh, seed):
    dice = random.Random(seed)
    texts = [*TEXTS, *CONTROLS, "".join(CHARACTERS), "a", "b"]
    recognised = refused = 0
    for number in range(300):
        document = award(number)
        if dice.random() < 0.4:
            document["id"] = dice.choice(IDS)
        if dice.random() < 0.4:
            document["evidence"][0]["id"] = dice.choice([*IDS, document["id"]])
        if dice.random() < 0.4:
            document["credentialSubject"]["result"][0]["value"] = dice.choice(texts)
        if dice.random() < 0.1:
            document["credentialSubject"]["identifier"][0]["identityHash"] = dice.choice(texts)
        if dice.random() < 0.1:
            document["unknown"] = "term"
        text = orjson.dumps(document) if "\ud800" not in str(document) else b""
        recognised += canonical_forms._MEMORY.recognised("urn:achievement", text) is not None

        expected = outcome(canonicalize, document)
        assert outcome(canonical_form, document) == expected, document
        refused += isinstance(expected, tuple)
    assert recognised > 100
    assert refused > 20


def test_canonical_form_of_what_json_does_not_have(fresh):
    for document in [*AWARDS, *AWARDS]:
        canonical_form(document)

    for value in (float("nan"), 10**30, b"bytes"):
        document = award(9, name=value)
        assert outcome(canonical_form, document) == outcome(canonicalize, document)


def test_a_document_that_is_wrong_is_not_learned_from(fresh):
    for number in range(8):
        with pytest.raises(MalformedError):
            canonical_form(award(number, unknown="term"))

    assert canonical_forms._MEMORY._families == {}
