"""What a template gives is what canonicalizing the filled document gives, or nothing at all."""

import pytest
from random_credentials import Dice
from random_slots import SlotDice
from test_to_rdf import CREDENTIALS, OPEN_BADGES, credential

from insigne.canonicalization import Canonicalizer
from insigne.canonicalization.canonical_document import OF_THE_BUNDLE
from insigne.canonicalization.compiled_document import CompiledDocument
from insigne.canonicalization.form import Form, Slot
from insigne.errors import InsigneError, MalformedError, UnsupportedError


def compiled(document, canonicalizer=OF_THE_BUNDLE):
    form = Form.of(document)
    return form, CompiledDocument.compile(form, canonicalizer)


def generally(form, values):
    return OF_THE_BUNDLE.canonicalize(form.filled(values))


def award(**members):
    """An award whose id, name, recipient and grade differ; five blank nodes, two with slots."""
    return credential(
        id=Slot("id", "urn:award:1"),
        name=Slot("name", "Ada"),
        issuer={"id": "urn:issuer", "type": ["Profile"], "name": "Uppsala"},
        credentialSubject={
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": True, "identityHash": Slot("hash", "h")}
            ],
            "achievement": {
                "id": "urn:achievement",
                "type": ["Achievement"],
                "name": "Reading ice",
                "criteria": {"narrative": "Read ice."},
                "alignment": [{"type": ["Alignment"], "targetName": name} for name in "ab"],
            },
            "result": [{"type": ["Result"], "value": Slot("grade", "8")}],
        },
        **members,
    )


VALUES = {
    "plain": ["urn:award:2", "Bo", "hash", "9"],
    "the same everywhere": ["urn:x", "urn:x", "urn:x", "urn:x"],
    "escapes": ["urn:award:2", 'a "b" \\ c\n\t\r\x00\x7f\ufffe', "\x08", "\x0c"],
    "beyond the first plane": ["https://é.example/🎓", "🎓 \uff21", "\U0010fffd", "e\u0301"],
    "nothing": ["urn:award:2", "", "", ""],
    "looks like a line": ["urn:award:2", '" .\n<urn:a> <urn:b> "', "_:c14n0", "%s %(a)s {}"],
    "looks like a mark": ["urn:slot:0:3:", "urn:slot:0:0:", "urn:slot:0:1:", "urn:slot:0:2:"],
}


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_filled_is_as_general(values):
    form, template = compiled(award())

    assert form.names == ("id", "name", "hash", "grade")
    assert template.fill(values) == generally(form, values)


NO_ANSWER = {
    "an identifier that is none": ["award 2", "Bo", "h", "9"],
    "an identifier with a space": ["urn:a b", "Bo", "h", "9"],
    "an empty identifier": ["", "Bo", "h", "9"],
    "an identifier with a control character": ["urn:\x7f", "Bo", "h", "9"],
    "half a surrogate pair": ["urn:award:2", "\ud800", "h", "9"],
    "the identifier of the achievement": ["urn:achievement", "Bo", "h", "9"],
    "the identifier of the issuer": ["urn:issuer", "Bo", "h", "9"],
}


@pytest.mark.parametrize("values", NO_ANSWER.values(), ids=NO_ANSWER)
def test_no_answer_where_only_the_general_way_knows(values):
    _, template = compiled(award())

    assert template.fill(values) is None


def test_no_answer_when_two_blank_nodes_become_alike():
    results = [{"type": ["Result"], "value": Slot(name, name)} for name in "ab"]
    form, template = compiled(
        credential(credentialSubject={"type": ["AchievementSubject"], "result": results})
    )

    assert template.fill(["1", "2"]) == generally(form, ["1", "2"])
    assert template.fill(["2", "1"]) == generally(form, ["2", "1"])
    assert template.fill(["1", "1"]) is None
    assert generally(form, ["1", "1"]).count('"1"') == 2


def test_no_answer_when_two_quads_become_one():
    achievement = {"type": ["Achievement"], "tag": [Slot("one", "a"), Slot("two", "b"), "c"]}
    form, template = compiled(
        credential(credentialSubject={"type": ["AchievementSubject"], "achievement": achievement})
    )

    assert template.fill(["b", "a"]) == generally(form, ["b", "a"])
    assert template.fill(["b", "b"]) is None
    assert template.fill(["c", "b"]) is None
    assert generally(form, ["c", "c"]).count("keywords> ") == 1


def test_member_cannot_hide_in_a_second_description_that_is_filled_in():
    endorsement = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": Slot("endorsement", "urn:e"),
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "proof": {"type": "DataIntegrityProof", "proofValue": Slot("proof", "z1")},
    }
    form, template = compiled(award(endorsement=[endorsement]))
    values = dict(zip(form.names, form.examples, strict=True))

    assert template.fill([*values.values()]) == generally(form, [*values.values()])
    values["endorsement"] = values["id"]
    assert template.fill([*values.values()]) is None
    with pytest.raises(MalformedError, match="a second credential"):
        generally(form, [*values.values()])


def test_one_slot_at_several_places():
    document = award(description=Slot("name", "Ada"))
    document["credentialSubject"]["id"] = Slot("id", "urn:award:1")
    form, template = compiled(document)

    values = ["urn:award:2", "Bo", "h", "9"]
    assert generally(form, values).count('"Bo"') == 2
    assert template.fill(values) in (None, generally(form, values))


def test_text_of_a_value_object_may_be_a_slot():
    text = {"@value": Slot("text", "Läsa is"), "@language": "sv"}
    form, template = compiled(credential(description=text))

    assert '"Ice \\"9\\""@sv .' in template.fill(['Ice "9"'])
    assert template.fill(['Ice "9"']) == generally(form, ['Ice "9"'])


def test_slot_in_a_list_keeps_its_place():
    description = {"type": ["ResultDescription"], "allowedValue": ["a", Slot("b", "b"), "c"]}
    achievement = {"type": ["Achievement"], "resultDescription": [description]}
    form, template = compiled(
        credential(credentialSubject={"type": ["AchievementSubject"], "achievement": achievement})
    )

    for value in ("b", "x", '"'):
        assert template.fill([value]) == generally(form, [value])
    assert template.fill(["a"]) in (None, generally(form, ["a"]))


def test_reference_in_a_vocabulary_is_an_iri_or_has_no_answer():
    proof = {"type": "DataIntegrityProof", "proofPurpose": Slot("purpose", "urn:purpose")}
    form, template = compiled(credential(proof=proof))

    assert template.fill(["urn:other"]) == generally(form, ["urn:other"])
    assert template.fill(["assertionMethod"]) is None


def test_word_of_a_vocabulary_as_the_example_is_left_to_the_general_way():
    proof = {"type": "DataIntegrityProof", "proofPurpose": Slot("purpose", "assertionMethod")}
    _, template = compiled(credential(proof=proof))

    assert template.fill(["assertionMethod"]) is None


def test_scheme_that_is_a_prefix_somewhere_has_no_answer():
    context = {"id": "@id", "ex": {"@id": "urn:ex:", "@prefix": True}, "p": {"@id": "urn:p"}}
    canonicalizer = Canonicalizer({"urn:context": {"@context": context}})
    _, template = compiled(
        {"@context": "urn:context", "id": Slot("id", "urn:a"), "p": "x"}, canonicalizer
    )

    assert template.fill(["urn:b"]) == '<urn:b> <urn:p> "x" .\n'
    assert template.fill(["ex:b"]) is None
    with pytest.raises(UnsupportedError, match="a compact IRI"):
        canonicalizer.canonicalize({"@context": "urn:context", "id": "ex:b", "p": "x"})


def test_marks_are_told_from_what_looks_like_them():
    form, template = compiled(award(description="urn:slot:0:"))

    values = ["urn:award:2", "Bo", "h", "9"]
    assert form.marks[0].startswith("urn:slot:1:")
    assert template.fill(values) == generally(form, values)


def test_promise_about_identifiers_is_not_believed_of_what_had_to_be_escaped():
    _, template = compiled(award())

    assert template.fill(["urn:\uffff", "Bo", "h", "9"], iris=[0]) is None
    assert template.fill(["urn:award:2", "Bo", "h", "9"], iris=[0]) is not None


UNSUPPORTED = {
    "a word that is no IRI by itself": credential(
        name={"@value": "x", "@language": "sv", "@direction": Slot("direction", "ltr")}
    ),
    "a type": credential(issuer={"id": "urn:i", "type": [Slot("type", "Profile")]}),
    "a context": credential() | {"@context": [CREDENTIALS, Slot("context", OPEN_BADGES)]},
    "a language": credential(name={"@value": "x", "@language": Slot("language", "sv")}),
    "a datatype": credential(name={"@value": "x", "@type": Slot("type", "urn:t")}),
    "JSON": credential(termsOfUse={"type": "JsonSchema", "jsonSchema": {"a": Slot("a", "b")}}),
    "JSON that is a string": credential(
        termsOfUse={"type": "JsonSchema", "jsonSchema": Slot("a", "b")}
    ),
    "blank nodes that are alike": credential(
        id=Slot("id", "urn:c"), evidence=[{"type": ["Evidence"]}, {"type": ["Evidence"]}]
    ),
}


@pytest.mark.parametrize("document", UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_slots_where_more_than_a_string_would_change(document):
    with pytest.raises(UnsupportedError):
        compiled(document)


def test_form_that_cannot_be_canonicalized():
    with pytest.raises(MalformedError) as caught:
        compiled(credential(id=Slot("id", "no iri")))
    assert caught.value.path == "id"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (credential(), "without slots"),
        (credential(id=Slot("a", "urn:a"), name=Slot("a", "b")), "two examples"),
    ],
)
def test_no_form(document, message):
    with pytest.raises(ValueError, match=message):
        Form.of(document)


def test_form_is_not_changed_by_filling_it_nor_by_who_made_it():
    document = award()
    form = Form.of(document)
    before = form.filled(form.examples)

    document["issuer"]["name"] = "Elsewhere"
    filled = form.filled(["urn:1", "a", "b", "c"])
    filled["credentialSubject"]["result"][0]["value"] = "changed"

    assert form.filled(form.examples) == before
    assert before["issuer"]["name"] == "Uppsala"


@pytest.mark.parametrize("batch", range(4))
def test_random_documents_with_random_slots(batch):
    filled = 0
    for seed in range(batch * 25, batch * 25 + 25):
        dice = SlotDice(seed)
        try:
            form, template = compiled(dice.with_slots(Dice(seed).document()))
        except (InsigneError, ValueError):
            continue
        for _ in range(8):
            values = dice.values(form)
            found = template.fill(values)
            if found is not None:
                assert found == generally(form, values), (seed, values)
                filled += 1

    assert filled > 20
