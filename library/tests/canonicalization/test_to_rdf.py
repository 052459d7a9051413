"""What is read, and above all what is refused: nothing may be dropped, guessed, or said twice."""

import pytest

from insigne.canonicalization import Canonicalizer, canonicalize
from insigne.contexts.bundle import BUNDLE
from insigne.errors import MalformedError, UnsupportedError

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
VOCABULARY = "https://purl.imsglobal.org/spec/vc/ob/vocab.html"
XSD = "http://www.w3.org/2001/XMLSchema"
FIRST, REST, NIL = (
    f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}>" for name in ("first", "rest", "nil")
)


def credential(**members):
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": "urn:c",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
    } | members


def lines(document):
    """Give what *document* says beyond the two types of every `credential()`."""
    types = canonicalize(credential()).splitlines()
    return [line for line in canonicalize(document).splitlines() if line not in types]


def of_a_test(**terms):
    """Canonicalize under one context, made for a test."""
    context = {"id": "@id", "type": "@type", "Thing": "urn:Thing"} | terms
    canonicalizer = Canonicalizer({"urn:context": {"@context": context}})
    return lambda **members: canonicalizer.canonicalize({"@context": "urn:context"} | members)


def test_smallest_credential():
    assert canonicalize(credential()) == (
        "<urn:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        f" <{VOCABULARY}#OpenBadgeCredential> .\n"
        "<urn:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <https://www.w3.org/2018/credentials#VerifiableCredential> .\n"
    )


def test_control_characters_are_escaped_as_rdfc_says():
    assert lines(credential(name='\x00\x07\b\t\n\x0b\f\r\x0e\x1f"\\\x7f\x80\ufffe')) == [
        '<urn:c> <https://schema.org/name> "\\u0000\\u0007\\b\\t\\n\\u000B\\f\\r\\u000E\\u001F'
        '\\"\\\\\\u007F\x80\\uFFFE" .'
    ]


@pytest.mark.parametrize(
    ("number", "text", "datatype"),
    [
        (5, "5", "integer"),
        (5.0, "5", "integer"),
        (-0.0, "0", "integer"),
        (2.5, "2.5E0", "double"),
        (0.1, "1.0E-1", "double"),
        (1e-7, "1.0E-7", "double"),
        (10**20, "100000000000000000000", "integer"),
        (10**21, "1.0E21", "double"),
        (1e22, "1.0E22", "double"),
        (1 / 3, "3.333333333333333E-1", "double"),
        (True, "true", "boolean"),
        (False, "false", "boolean"),
    ],
)
def test_numbers_and_booleans(number, text, datatype):
    found = of_a_test(value="urn:value")(id="urn:s", value=number)

    assert found == f'<urn:s> <urn:value> "{text}"^^<{XSD}#{datatype}> .\n'


def test_number_with_a_datatype_keeps_its_own_form():
    subject = {"id": "urn:s", "type": "AchievementSubject", "creditsEarned": 2.5}

    assert (
        f'<urn:s> <{VOCABULARY}#creditsEarned> "2.5E0"^^<https://www.w3.org/2001/XMLSchema#float> .'
        in lines(credential(credentialSubject=subject))
    )


def test_list_keeps_its_order_and_its_doubles():
    found = of_a_test(value={"@id": "urn:value", "@container": "@list"})

    document = found(id="urn:s", value=["b", None, "a", "b"])

    assert items_of_list(document) == ['"b"', '"a"', '"b"']
    assert found(id="urn:s", value=[]) == f"<urn:s> <urn:value> {NIL} .\n"


def items_of_list(canonical):
    quads = {tuple(line.split()[:2]): line.split()[2] for line in canonical.splitlines()}
    cell, items = quads["<urn:s>", "<urn:value>"], []
    while cell != NIL:
        items.append(quads[cell, FIRST])
        cell = quads[cell, REST]
    return items


def test_set_has_no_order_and_no_doubles():
    document = of_a_test(value={"@id": "urn:value", "@container": "@set"})

    assert document(id="urn:s", value=["b", "a", "b"]) == document(id="urn:s", value=["a", "b"])


def test_json_literal_is_written_as_rfc_8785_says():
    found = of_a_test(value={"@id": "urn:value", "@type": "@json"})

    assert found(id="urn:s", value={"b": [1, None, 1e3], "a": "\u20ac"}) == (
        '<urn:s> <urn:value> "{\\"a\\":\\"\u20ac\\",\\"b\\":[1,null,1000]}"'
        "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .\n"
    )


def test_language_is_written_in_lower_case():
    name = {"@value": "Läsa is", "@language": "sv-SE"}

    assert lines(credential(name=name)) == ['<urn:c> <https://schema.org/name> "Läsa is"@sv-se .']


def test_embedded_credential_starts_from_its_own_contexts():
    endorsement = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Well read",
    }

    assert '_:c14n0 <https://schema.org/name> "Well read" .' in lines(
        credential(endorsement=[endorsement])
    )


MALFORMED = {
    "no context": ({"id": "urn:c"}, ""),
    "no contexts at all": (credential() | {"@context": []}, "@context"),
    "inline context": (credential() | {"@context": [CREDENTIALS, {"x": "urn:x"}]}, "@context"),
    "null context": (credential() | {"@context": [CREDENTIALS, None]}, "@context"),
    "says nothing": ({"@context": [CREDENTIALS], "id": "urn:c"}, ""),
    "undefined term": (
        credential(credentialSubject={"type": ["AchievementSubject"], "grade": "A"}),
        "credentialSubject.grade",
    ),
    "undefined type": (credential(issuer={"type": ["Profil"]}), "issuer.type"),
    "term outside its type": (credential(evidence=[{"tag": "x"}]), "evidence[0].tag"),
    "relative identifier": (credential(issuer={"id": "ada", "type": "Profile"}), "issuer.id"),
    "relative reference": (credential(issuer="ada"), "issuer"),
    "identifier with a space": (credential(issuer="urn:a b"), "issuer"),
    "identifier with a quote": (credential(issuer='urn:a"b'), "issuer"),
    "identifier of a blank node": (credential(issuer="_:b0"), "issuer"),
    "number as identifier": (credential() | {"id": 5}, "id"),
    "number as type": (credential() | {"type": ["VerifiableCredential", 5]}, "type"),
    "null as type": (credential() | {"type": None}, "type"),
    "context inside a profile": (
        credential(issuer={"@context": [OPEN_BADGES], "type": ["Profile"]}),
        "issuer.@context",
    ),
    "inline context inside an endorsement": (
        credential(endorsement=[{"@context": {"x": "urn:x"}, "type": ["EndorsementCredential"]}]),
        "endorsement[0].@context",
    ),
    "contexts that contradict each other": (
        credential() | {"@context": [CREDENTIALS, OPEN_BADGES.replace("3.0.3", "3.0.1")]},
        "@context",
    ),
    "language that is none": (
        credential(name={"@value": "x", "@language": "not a tag"}),
        "name",
    ),
    "lone surrogate": (credential(name="\ud800"), "name"),
    "infinity": (
        credential(credentialSubject={"type": "AchievementSubject", "creditsEarned": float("inf")}),
        "credentialSubject.creditsEarned",
    ),
    "text as a proof": (credential(proof="urn:proof"), "proof[0]"),
    "proof that says nothing": (credential(proof=[{"id": "urn:proof"}]), "proof[0]"),
}


@pytest.mark.parametrize(("document", "path"), MALFORMED.values(), ids=MALFORMED)
def test_malformed(document, path):
    with pytest.raises(MalformedError) as caught:
        canonicalize(document)

    assert caught.value.path == path


UNSUPPORTED = {
    "unknown context": (credential() | {"@context": ["urn:unknown"]}, "@context: an unknown"),
    "unknown context inside": (
        credential(endorsement=[{"@context": "urn:x", "type": ["EndorsementCredential"]}]),
        "endorsement[0].@context: an unknown context: urn:x",
    ),
    "IRI as a property": (
        credential(**{"https://www.w3.org/2018/credentials#validUntil": "2020-01-01T00:00:00Z"}),
        "https://www.w3.org/2018/credentials#validUntil: an IRI",
    ),
    "@type beside type": (credential(**{"@type": "AchievementCredential"}), "@type: the keyword"),
    "@type instead of type": (
        credential(credentialStatus={"@type": "BitstringStatusListEntry"}),
        "credentialStatus.@type: the keyword",
    ),
    "@id instead of id": (credential(issuer={"@id": "urn:i"}), "issuer.@id: the keyword"),
    "@graph": (credential(**{"@graph": []}), "@graph: the keyword"),
    "@included": (credential(**{"@included": [{"id": "urn:i"}]}), "@included: the keyword"),
    "@reverse": (credential(**{"@reverse": {"issuer": "urn:i"}}), "@reverse: the keyword"),
    "@set": (credential(name={"@set": ["x"]}), "name.@set: the keyword"),
    "@index": (credential(**{"@index": "x"}), "@index: the keyword"),
    "list in a list": (credential(name=[["x"]]), "name[0]: a list in a list"),
    "direction": (
        credential(name={"@value": "x", "@language": "he", "@direction": "rtl"}),
        "name: a value object with @direction, @language, @value",
    ),
    "JSON beyond RFC 8785": (
        credential(termsOfUse={"type": "JsonSchema", "jsonSchema": 2**60}),
        "termsOfUse.jsonSchema: a JSON literal",
    ),
}


@pytest.mark.parametrize(("document", "message"), UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_unsupported(document, message):
    with pytest.raises(UnsupportedError) as caught:
        canonicalize(document)

    assert str(caught.value).startswith(message)


REFUSED_TERMS = {
    "index": ({"@id": "urn:value", "@container": "@index"}, {"a": "x"}),
    "language map": ({"@id": "urn:value", "@container": "@language"}, {"sv": "x"}),
    "id map": ({"@id": "urn:value", "@container": "@id"}, {"urn:a": {}}),
    "reverse": ({"@reverse": "urn:value"}, {"id": "urn:a"}),
    "nest": ("@nest", {"type": "Thing"}),
    "language": ({"@id": "urn:value", "@language": "sv"}, "x"),
    "second name of id": ("@id", "urn:a"),
    "double from a string": ({"@id": "urn:value", "@type": f"{XSD}#double"}, "5.5"),
}


@pytest.mark.parametrize(("term", "value"), REFUSED_TERMS.values(), ids=REFUSED_TERMS)
def test_terms_of_other_kinds_are_refused_where_they_are_used(term, value):
    document = of_a_test(value=term)

    document(id="urn:s", type="Thing")
    with pytest.raises(UnsupportedError, match=r"^value: "):
        document(id="urn:s", type="Thing", value=value)


def test_member_cannot_hide_in_a_second_description_of_the_credential():
    """The quads of both would be the same, and only one of them says when it ends."""
    ends = {"validUntil": "2020-01-01T00:00:00Z"}
    evidence = {"id": "urn:c", "type": ["Evidence"]}
    shown = credential(evidence=[evidence], **ends)
    hidden = credential(evidence=[evidence | {"type": ["Evidence", "VerifiableCredential"]} | ends])

    assert "<urn:c> <https://www.w3.org/2018/credentials#evidence> <urn:c> ." in lines(shown)
    with pytest.raises(MalformedError, match="a second credential") as caught:
        canonicalize(hidden)
    assert caught.value.path == "evidence[0]"


def test_compact_iri_is_refused():
    document = of_a_test(
        ex={"@id": "urn:ex:", "@prefix": True}, value={"@id": "urn:value", "@type": "@id"}
    )

    with pytest.raises(UnsupportedError, match=r"^value: a compact IRI: ex:a"):
        document(id="urn:s", value="ex:a")


TAKEN_AWAY = {
    "a term": ({"value": None}, {"value": "x"}, MalformedError, "value"),
    "a word of a vocabulary": (
        {"Word": None, "value": {"@id": "urn:value", "@type": "@vocab"}},
        {"value": "Word"},
        MalformedError,
        "value",
    ),
    "a keyword as a word": (
        {"word": "@set", "value": {"@id": "urn:value", "@type": "@vocab"}},
        {"value": "word"},
        UnsupportedError,
        "value: the keyword @set",
    ),
    "a type without context": (
        {"Empty": {"@id": "urn:Empty", "@context": None}},
        {"type": "Empty"},
        UnsupportedError,
        "type: the type Empty",
    ),
    "a type that renames the type": (
        {"Other": {"@id": "urn:Other", "@context": {"type": None}}},
        {"type": "Other", "kind": "Thing"},
        UnsupportedError,
        "type: a type that renames",
    ),
    "a list of types that cannot be looked up": (
        {},
        {"type": [["Thing"]]},
        MalformedError,
        "type",
    ),
    "a list of JSON": (
        {"value": {"@id": "urn:value", "@type": "@json", "@container": "@list"}},
        {"value": [1]},
        UnsupportedError,
        "value: JSON literals",
    ),
    "a value object under a context of its own": (
        {"value": {"@id": "urn:value", "@context": {"more": "urn:more"}}},
        {"value": {"@value": "x"}},
        UnsupportedError,
        "value: a value object of a term",
    ),
    "a term that redefines itself": (
        {
            "value": {
                "@id": "urn:value",
                "@type": "@id",
                "@context": {"value": {"@id": "urn:value", "@type": "@vocab"}},
            }
        },
        {"value": "urn:x"},
        UnsupportedError,
        "value: a term that redefines itself",
    ),
}


@pytest.mark.parametrize(
    ("terms", "members", "error", "where"), TAKEN_AWAY.values(), ids=TAKEN_AWAY
)
def test_contexts_of_strangers_are_refused_where_they_matter(terms, members, error, where):
    with pytest.raises(error) as caught:
        of_a_test(**terms)(**{"id": "urn:s", "type": "Thing"} | members)

    assert str(caught.value).startswith(where)


def test_list_that_is_null_is_no_list():
    found = of_a_test(value={"@id": "urn:value", "@container": "@list"})

    assert found(id="urn:s", type="Thing", value=None) == found(id="urn:s", type="Thing")


def test_value_object_may_be_json():
    found = of_a_test(value="urn:value")

    assert found(id="urn:s", value={"@value": {"a": 1}, "@type": "@json"}) == (
        '<urn:s> <urn:value> "{\\"a\\":1}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .\n'
    )


@pytest.mark.parametrize("setting", [{"@language": "sv"}, {"@base": "urn:b"}])
def test_context_that_sets_a_default_is_refused(setting):
    with pytest.raises(UnsupportedError, match="a context that sets @"):
        of_a_test(**setting)(id="urn:s", type="Thing")


def test_document_nested_too_deeply_is_refused():
    profile = {"type": ["Profile"]}
    for _ in range(3000):
        profile = {"type": ["Profile"], "parentOrg": profile}

    with pytest.raises(MalformedError, match="nested too deeply"):
        canonicalize(credential(issuer=profile))


def test_document_cannot_make_us_compute_contexts_without_end():
    terms = {f"T{i}": {"@id": f"urn:T{i}", "@context": {f"p{i}": f"urn:p{i}"}} for i in range(9)}
    nodes = [
        {"type": [name for i, name in enumerate(terms) if number >> i & 1]}
        for number in range(1, 512)
    ]

    with pytest.raises(MalformedError, match="would take too much work"):
        of_a_test(value="urn:value", **terms)(id="urn:s", value=nodes)


def test_bundled_contexts_are_not_changed_by_reading_them():
    before = repr({url: BUNDLE[url] for url in BUNDLE})

    canonicalize(credential(issuer={"id": "urn:i", "type": ["Profile"], "name": "Ada"}))

    assert repr({url: BUNDLE[url] for url in BUNDLE}) == before
