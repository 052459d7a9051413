"""Small contexts at random: what a definition may say, and now and then what it may not."""

from hypothesis import strategies as st

ADDRESSES = ("urn:context:1", "urn:context:2", "urn:context:3")
TERMS = ("a", "b", "c")
OTHER_TERMS = ("a:b", "c:x", "urn:t", "id", "type", "@ignored", "a/b", "@type", "@id", "")
IRIS = ("urn:x:", "https://e.org/#", "urn:y", "b:x", "@id", "@type", None)
OTHER_IRIS = ("a", "a:b", "_:b", "@ignored", "@context", "not an IRI", "relative", "", 1)
TYPES = ("@id", "@vocab", "@json", "@none", "urn:d", "b:x")
OTHER_TYPES = ("a", "@list", "_:b", "relative", 1)
CONTAINERS = ("@set", "@list", "@graph", ["@set"], ["@graph", "@set"], "@language", ["@set", "@id"])
OTHER_CONTAINERS = (
    "@index", "@id", "@type", "@none", ["@set", "@graph"], ["@graph", "@id"], ["@list", "@set"],
    ["@set", "@type"], ["@graph", "@type"], ["@index", "@language"], [], 1,
)  # fmt: skip
OF_TYPES = ({"@container": "@set"}, {"@protected": True}, {"@container": "@list"}, {}, "urn:x:")
FLAGS = (True, True, False)


def mostly(usual, others):
    """Choose among *usual* nearly always: else most contexts would be refused."""
    return st.integers(0, 19).flatmap(lambda die: st.sampled_from(usual if die else others))


def definitions(scoped):
    expanded = st.fixed_dictionaries(
        {"@id": mostly(IRIS[:4], IRIS + OTHER_IRIS)},
        optional={
            "@type": mostly(TYPES, OTHER_TYPES),
            "@container": mostly(CONTAINERS, OTHER_CONTAINERS),
            "@protected": st.sampled_from(FLAGS),
        },
    )
    with_context = st.builds(
        lambda iri, context, flags: {"@id": iri, "@context": context} | flags,
        st.sampled_from(IRIS[:4]),
        scoped,
        st.sampled_from(({}, {}, {"@protected": True}, {"@type": "@id"})),
    )
    rarer = st.one_of(
        st.sampled_from(FLAGS).map(lambda flag: {"@prefix": flag}),
        st.sampled_from(("en", "SV", None, 1)).map(lambda tag: {"@language": tag}),
        st.sampled_from(("ltr", "rtl", None, "up")).map(lambda way: {"@direction": way}),
        st.sampled_from(("a", "@nest", "@id", 1)).map(lambda term: {"@nest": term}),
        st.sampled_from(("a", "@id", 1)).map(
            lambda term: {"@index": term, "@container": ["@index"]}
        ),
        st.sampled_from(("@index", "@version", "@unknown")).map(lambda key: {key: "a"}),
    )
    unusual = st.builds(lambda one, other: one | other, expanded, rarer)
    reverse = mostly(IRIS[:4], IRIS + OTHER_IRIS).map(lambda iri: {"@reverse": iri})
    without_iri = st.sampled_from(({}, {"@type": "@id"}, {"@container": "@set"}))
    strange = st.sampled_from((1, True, ["urn:x:"]))
    simple = mostly(IRIS, OTHER_IRIS)
    return st.sampled_from(
        [simple] * 8
        + [with_context] * 8
        + [expanded] * 8
        + [unusual, reverse, without_iri, strange]
    ).flatmap(lambda chosen: chosen)


def entries(scoped):
    about = st.fixed_dictionaries(
        {"@vocab": mostly(("urn:v:", "https://e.org/"), ("b:x", "c:y", "_:v"))},
        optional={
            "@protected": st.just(True),  # PyLD takes false for a cycle
            "@version": mostly((1.1,), (1.0,)),
        },
    )
    without_vocabulary = st.just({})
    terms = st.dictionaries(mostly(TERMS, OTHER_TERMS), definitions(scoped), min_size=1, max_size=4)
    whole = st.builds(
        lambda one, other, types: one | other | ({"@type": types} if "@type" in other else {}),
        st.one_of(about, without_vocabulary), terms, st.sampled_from(OF_TYPES),
    )  # fmt: skip
    # The order of the terms may decide which of them is defined first.
    return whole.flatmap(lambda context: st.permutations(list(context.items()))).map(dict)


def with_propagate(context):
    return st.sampled_from(FLAGS).map(lambda flag: context | {"@propagate": flag})


def objects():
    """Give contexts that are objects, with others inside their definitions."""
    inner = entries(st.sampled_from((None, *ADDRESSES)))
    scoped = st.one_of(
        inner,
        inner.flatmap(with_propagate),
        st.lists(st.one_of(inner, st.none()), min_size=1, max_size=2),
    )
    return entries(scoped)


def documents():
    """Give three contexts by their addresses."""
    several = st.lists(st.one_of(objects(), st.sampled_from(ADDRESSES)), min_size=1, max_size=2)
    document = mostly((objects(),), (several,)).flatmap(lambda context: context)
    return st.fixed_dictionaries(
        {url: document.map(lambda context: {"@context": context}) for url in ADDRESSES}
    )
