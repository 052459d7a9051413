"""Whatever hypothesis thinks of: memory and templates change nothing, and others agree."""

from hypothesis import given, settings
from hypothesis import strategies as some
from known_defects import CAUSES_OF_PYLD, cause_of
from test_compiled_document import award
from test_equal_to_pyld import canonical_form_by_pyld
from test_to_rdf import credential

from insigne.canonicalization import Canonicalizer
from insigne.canonicalization.compiled_document import CompiledDocument
from insigne.canonicalization.form import Form
from insigne.canonicalization.rdfc10 import canonicalize_quads
from insigne.contexts.bundle import BUNDLE
from insigne.errors import InsigneError

CANONICALIZER = Canonicalizer(BUNDLE)
FORM = Form.of(award())
TEMPLATE = CompiledDocument.compile(FORM, CANONICALIZER)

LEAVES = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8)
VALUES = some.recursive(
    LEAVES,
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["type", "id", "name", "@value", "@type", "@language", "tag", "x"]),
            inner | some.sampled_from(["Achievement", "Profile", "urn:a", "en"]),
            max_size=3,
        )
    ),
    max_leaves=8,
)
MEMBERS = some.dictionaries(
    some.sampled_from(["name", "tag", "creator", "alignment", "image", "related", "id"]), VALUES
)


def outcome(call):
    try:
        return call()
    except InsigneError as error:
        return type(error), str(error)


@settings(max_examples=150, deadline=None)
@given(MEMBERS, MEMBERS)
def test_what_was_remembered_changes_no_answer(achievement, issuer):
    document = credential(
        credentialSubject={
            "type": ["AchievementSubject"],
            "achievement": {"type": ["Achievement"]} | achievement,
        },
        issuer={"type": ["Profile"]} | issuer,
    )

    plainly = outcome(lambda: canonicalize_quads(CANONICALIZER.quads(document)))

    for _ in range(2):
        assert outcome(lambda: CANONICALIZER.canonicalize(document)) == plainly


@settings(max_examples=150, deadline=None)
@given(some.lists(some.text() | some.from_regex(r"urn:\w+\Z"), min_size=4, max_size=4))
def test_template_gives_the_general_answer_or_none(values):
    found = TEMPLATE.fill(values)

    if found is not None:
        assert found == CANONICALIZER.canonicalize(FORM.filled(values))


@settings(max_examples=60, deadline=None)
@given(some.lists(some.text(), min_size=3, max_size=3))
def test_any_text_is_written_as_others_write_it(values):
    document = FORM.filled(["urn:award", *values])

    ours = outcome(lambda: CANONICALIZER.canonicalize(document))

    if isinstance(ours, str):
        theirs = canonical_form_by_pyld(document)
        assert ours == theirs or cause_of(CAUSES_OF_PYLD, document, theirs)
