"""What terms mean, state by state, as PyLD computes it: in all bundled contexts, and in small ones.

Where PyLD is known to differ from the Recommendation, the expected value is written out.
"""

import copy
import warnings
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld_contexts import PyldContexts, described
from random_contexts import ADDRESSES, documents

from insigne.canonicalization.context_processing import INITIAL, process_context
from insigne.canonicalization.term_definition import NO_CONTEXT, TermDefinition
from insigne.contexts.bundle import BUNDLE
from insigne.errors import InsigneError, MalformedError, UnsupportedError

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.{}.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.{}.json"
SECURITY = "https://w3id.org/security/{}"
STATUS = "https://www.w3.org/ns/credentials/status/v1"
DID = "https://www.w3.org/ns/did/v1"
ELM = "http://data.europa.eu/snb/model/context/edc-ap"
USED_TOGETHER = [
    [V2, BADGES.format(3)],
    [V2, BADGES.format(2), EXTENSIONS, SECURITY.format("data-integrity/v2")],
    [V1, BADGES.format(0), EXTENSIONS, "https://w3id.org/vc/status-list/2021/v1"],
    [V1, BADGES.format(1), SECURITY.format("suites/ed25519-2020/v1")],
    [V2, CLR.format(1), BADGES.format(3), EXTENSIONS],
    [V1, CLR.format(0), BADGES.format(0), SECURITY.format("suites/jws-2020/v1")],
    [V1, SECURITY.format("data-integrity/v1"), STATUS],
    [DID, SECURITY.format("multikey/v1"), SECURITY.format("jwk/v1")],
    [SECURITY.format("v2")],
    [ELM],
]


def ours(state, local, contexts=BUNDLE, **how):
    """Apply *local* to *state*; None if that is an error."""
    try:
        return process_context(state, local, contexts, **how)
    except InsigneError:
        return None


def ways_into(definition):
    """Say how a scoped context is applied: as that of a type, and as that of a property."""
    if definition.context is NO_CONTEXT:
        return []
    clears = None in (definition.context, *arrayed(definition.context))
    of_type = [] if clears else [{"propagate": False}]
    return [*of_type, {"override_protected": True}]


def arrayed(context):
    return context if isinstance(context, list) else [context]


@pytest.fixture(scope="module")
def pyld():
    return PyldContexts({url: copy.deepcopy(BUNDLE[url]) for url in BUNDLE})


def test_any_two_bundled_contexts_mean_the_same_or_cannot_be_combined(pyld):
    refused = []
    for urls in product(BUNDLE, BUNDLE):
        found = ours(INITIAL, list(urls))
        assert described(found) == described(pyld.process(pyld.initial, list(urls))), urls
        refused += [urls] if found is None else []

    assert len(refused) == 25
    assert (V2, BADGES.format(1)) in refused


@pytest.mark.slow
@pytest.mark.parametrize("urls", USED_TOGETHER, ids=lambda urls: " ".join(urls))
def test_scoped_contexts_mean_the_same_two_deep(pyld, urls):
    """Of every type and property, and inside those of every type and property again."""
    todo = [(ours(INITIAL, urls), pyld.process(pyld.initial, urls), 0)]
    seen = []
    while todo:
        state, expected, depth = todo.pop()
        assert described(state) == described(expected)
        # A state that says what another one said has nothing else inside it.
        content = described(state)
        if content in seen or depth == 2:
            continue
        seen.append(content)
        for name, definition in state.definitions.items():
            for how in ways_into(definition):
                inner = ours(state, definition.context, **how)
                expected_inner = pyld.process(expected, definition.context, **how)
                assert (inner is None) == (expected_inner is None), (name, how)
                if inner is not None:
                    todo.append((inner, expected_inner, depth + 1))


def test_no_bundled_term_reads_its_own_values_otherwise_inside_its_context():
    """Strings are refused there; nobody would notice but whoever writes one."""
    for url in BUNDLE:
        state = ours(INITIAL, url)
        for name, definition in state.definitions.items():
            if definition.context not in (NO_CONTEXT, None):
                inner = process_context(state, definition.context, BUNDLE, override_protected=True)
                assert inner.definitions[name].type == definition.type, (url, name)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(contexts=documents(), urls=st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=3))
def test_small_contexts_mean_the_same_or_are_refused_by_both(contexts, urls):
    pyld = PyldContexts(copy.deepcopy(contexts))
    state, expected = ours(INITIAL, urls, contexts), pyld.process(pyld.initial, urls)

    if expected is None and any(is_within_itself(url, contexts) for url in contexts):
        return  # PyLD walks once more through a scoped context that names the one it stands in
    assert described(state) == described(expected)
    for definition in () if state is None else state.definitions.values():
        for how in ways_into(definition):
            inner = ours(state, definition.context, contexts, **how)
            assert described(inner) == described(pyld.process(expected, definition.context, **how))


def is_within_itself(url, contexts):
    """Say whether the context at *url* names itself, directly or by way of others."""
    seen, todo = set(), [url]
    while todo:
        text = str(contexts[todo.pop()])
        found = {other for other in contexts if other in text}
        todo += found - seen
        seen |= found
    return url in seen


def test_scoped_context_that_names_the_one_it_stands_in_is_not_read_again():
    """JSON-LD 1.1 API, "Context Processing", step 5.2.3: such a context is passed over."""
    inner = {"@protected": True, "a": "a", "b": {"@id": "urn:b", "@context": "urn:context:1"}}
    context = {"@vocab": "urn:v:", "b": "a", "a": {"@id": "urn:a", "@context": inner}}

    found = ours(INITIAL, "urn:context:1", {"urn:context:1": {"@context": context}})

    assert found.definitions["a"].iri == "urn:a"


def terms(*contexts, **how):
    """Process *contexts*, one upon the other."""
    return process_context(INITIAL, list(contexts), {}, **how).definitions


PROTECTED = {"@protected": True, "name": "urn:name", "id": "@id"}

CODES = {
    "cyclic IRI mapping": {"a": "b:x", "b": "a:x"},
    "invalid term definition": {"a": {"@id": "urn:a", "@unknown": 1}},
    "keyword redefinition": {"@id": "urn:id"},
    "invalid IRI mapping": {"a": "relative"},
    "invalid keyword alias": {"a": "@context"},
    "invalid type mapping": {"a": {"@id": "urn:a", "@type": "@list"}},
    "invalid reverse property": {"a": {"@reverse": "urn:a", "@id": "urn:a"}},
    "invalid container mapping": {"a": {"@id": "urn:a", "@container": ["@list", "@set"]}},
    "invalid scoped context": {"a": {"@id": "urn:a", "@context": {"b": 1}}},
    "invalid language mapping": {"a": {"@id": "urn:a", "@language": 1}},
    "invalid base direction": {"a": {"@id": "urn:a", "@direction": "up"}},
    "invalid @nest value": {"a": {"@id": "urn:a", "@nest": "@id"}},
    "invalid @prefix value": {"a": {"@id": "urn:a", "@prefix": 1}},
    "invalid @protected value": {"a": {"@id": "urn:a", "@protected": 1}},
    "invalid @version value": {"@version": 1.0},
    "invalid @propagate value": {"@propagate": 1},
    "invalid vocab mapping": {"@vocab": "relative"},
    "invalid local context": 1,
}


@pytest.mark.parametrize("code", CODES)
def test_error_has_the_code_of_the_recommendation(code):
    with pytest.raises(MalformedError) as caught:
        process_context(INITIAL, CODES[code], {})

    assert caught.value.message == f"contexts that cannot be combined ({code})"


MORE_ERRORS = [
    {"": "urn:a"},
    {"a": 1},
    {"@type": "urn:type"},
    {"@type": {}},
    {"@type": {"@container": "@list"}},
    {"@type": {"@id": "urn:type"}},
    {"a": {"@id": 1}},
    {"a": {"@id": "urn:a", "@type": 1}},
    {"a": {"@id": "urn:a", "@type": "_:b"}},
    {"a": {"@id": "urn:a", "@type": "urn:t", "@container": "@type"}},
    {"a": {"@reverse": 1}},
    {"a": {"@reverse": "relative"}},
    {"a": {"@reverse": "urn:a", "@nest": "@nest"}},
    {"a": {"@reverse": "urn:a", "@container": "@list"}},
    {"a": {"@id": "urn:a", "@container": 1}},
    {"a": {"@id": "urn:a", "@container": ["@graph", "@list"]}},
    {"a": {"@id": "urn:a", "@container": "@unknown"}},
    {"a": {"@id": "urn:a", "@index": "urn:i"}},
    {"a": {"@id": "@id", "@prefix": True}},
    {"a:b": {"@id": "a:b", "@prefix": True}},
    {"a": "urn:x:", "a:b": "urn:other"},
    {"a": None, "a:b": {"@type": "@id"}},
    {"@protected": 1},
]


@pytest.mark.parametrize("context", MORE_ERRORS, ids=str)
def test_malformed_context_is_refused(context):
    with pytest.raises(MalformedError):
        process_context(INITIAL, context, {})


@pytest.mark.parametrize(
    "context",
    [
        {"@import": "urn:context"},
        {"@base": "urn:x"},
        {"@language": "en"},
        {"@direction": "ltr"},
        [{"@propagate": False}],
        "urn:unknown",
        "urn:one-off",
        {"a": {"@id": "urn:a", "@context": "urn:unknown"}},
    ],
    ids=str,
)
def test_what_no_bundled_context_needs_is_not_supported(context):
    with pytest.raises(UnsupportedError):
        process_context(INITIAL, context, {"urn:one-off": {"@context": {"@propagate": False}}})


def test_keywords_about_the_whole_context_may_be_null():
    nothing = {"@base": None, "@language": None, "@direction": None, "@vocab": None}

    assert terms({"@vocab": "urn:v:"}, nothing | {"a": "urn:a"}) == {"a": TermDefinition("urn:a")}


def test_protected_term_may_be_said_again_but_not_otherwise():
    same = terms(PROTECTED, {"name": "urn:name"})

    assert same["name"] == TermDefinition("urn:name", is_protected=True)
    for other in ("urn:other", None, {"@id": "urn:name", "@type": "@id"}, {"@reverse": "urn:name"}):
        with pytest.raises(MalformedError, match="protected term redefinition"):
            terms(PROTECTED, {"name": other})


def test_protected_term_is_not_lost_to_a_definition_that_is_passed_over():
    for reserved in ("@future", {"@reverse": "@future"}):
        assert terms(PROTECTED, {"name": reserved}) == terms(PROTECTED)


def test_protected_term_may_be_overridden_by_a_property_but_not_on_the_way_to_another_term():
    state = process_context(INITIAL, {"@protected": True, "p": "urn:p:"}, {})

    overridden = process_context(state, {"p": "urn:q:"}, {}, override_protected=True)

    assert overridden.definitions["p"].iri == "urn:q:"
    with pytest.raises(MalformedError, match="protected term redefinition"):
        process_context(state, {"a": "p:a", "p": "urn:q:"}, {}, override_protected=True)


def test_protected_terms_are_not_cleared_but_by_a_property():
    with pytest.raises(MalformedError, match="invalid context nullification"):
        terms(PROTECTED, None)

    assert terms(PROTECTED, None, override_protected=True) == {}
    assert terms({"a": "urn:a"}, None) == {}


def test_one_term_may_be_excepted_from_protection():
    found = terms({"@protected": True, "a": {"@id": "urn:a", "@protected": False}, "b": "urn:b"})

    assert [found["a"].is_protected, found["b"].is_protected] == [False, True]
    assert terms({"@protected": False, "a": "urn:a"})["a"].is_protected is False


def test_context_that_does_not_propagate_keeps_the_one_before():
    around = process_context(INITIAL, {"a": "urn:a"}, {})

    by_type = process_context(around, {"b": "urn:b"}, {}, propagate=False)
    by_another = process_context(by_type, {"c": "urn:c"}, {}, propagate=False)
    by_itself = process_context(around, {"@propagate": False, "b": "urn:b"}, {})
    cleared = process_context(by_type, [None, {"b": "urn:b"}], {}, propagate=False)
    propagating = process_context(around, {"@propagate": True}, {}, propagate=False)

    assert by_type.previous is by_another.previous is by_itself.previous is around
    assert by_another.definitions.keys() == {"a", "b", "c"}
    assert cleared.previous is by_type  # JSON-LD 1.1 API, step 5.1.2, which PyLD leaves out
    assert cleared.definitions.keys() == {"b"}
    assert propagating.previous is None


def test_alias_may_stand_for_a_type_mapping():
    """JSON-LD 1.1 API, step 12.2 of "Create Term Definition", of which PyLD makes an error."""
    found = terms({"id": "@id", "a": {"@id": "urn:a", "@type": "id"}})

    assert found["a"].type == "@id"


def test_contexts_may_name_themselves_in_a_scope_but_not_contain_themselves():
    contexts = {
        "urn:scoped": {"@context": {"a": {"@id": "urn:a", "@context": "urn:scoped"}}},
        "urn:also": {"@context": {"a": {"@id": "urn:a", "@context": ["urn:also", {}]}}},
        "urn:in-itself": {"@context": ["urn:in-itself"]},
        "urn:empty": {},
    }

    for url in ("urn:scoped", "urn:also"):
        outer = process_context(INITIAL, url, contexts)
        inner = process_context(outer, url, contexts, override_protected=True)
        assert described(inner) == described(outer)
    assert process_context(INITIAL, "urn:empty", contexts).definitions == {}
    with pytest.raises(MalformedError, match="context overflow"):
        process_context(INITIAL, "urn:in-itself", contexts)


def test_names_that_may_be_keywords_one_day_are_passed_over_in_silence():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert terms({"@future": "urn:f", "a": "@future", "b": "urn:b"}).keys() == {"b"}
