"""Reading N-Quads: the same quads, however a statement is spaced and escaped."""

import pytest

from insigne.canonicalization.n_quads import parse
from insigne.canonicalization.rdfc10 import canonicalize_n_quads
from insigne.errors import MalformedError

STRING = "<http://www.w3.org/2001/XMLSchema#string>"
STATEMENTS = [
    "<urn:s> <urn:p> <urn:o> .",
    "_:s <urn:p> _:o.1 .",
    '<urn:s> <urn:p> "text, é and 日本" .',
    '<urn:s> <urn:p> "" <urn:g> .',
    '<urn:s> <urn:p> "zee"@nl-NL _:g .',
    '<urn:s> <urn:p> "5"^^<urn:number> .',
    f'<urn:s> <urn:p> "text"^^{STRING} .',
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_spacing_means_nothing(statement):
    subject, predicate, rest = statement.removesuffix(" .").split(" ", 2)

    spaced = f"\t{subject}\t{predicate}  {rest}. # said"

    assert canonicalize_n_quads(spaced) == canonicalize_n_quads(statement)
    assert set(parse(spaced).labels) == set(parse(statement).labels)


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ('<urn:\\u0073> <urn:p> "\\u00e9" .', '<urn:s> <urn:p> "é" .'),
        ('<urn:s> <urn:p> "\\U0001F600" .', '<urn:s> <urn:p> "😀" .'),
        (f'<urn:s> <urn:p> "text"^^{STRING} .', '<urn:s> <urn:p> "text" .'),
    ],
)
def test_escapes_and_the_datatype_of_text_mean_nothing(escaped, plain):
    assert parse(escaped).quads == parse(plain).quads


@pytest.mark.parametrize(
    "statement",
    [
        "<s> <urn:p> <urn:o> .",
        "<urn:s> <p> <urn:o> .",
        "<urn:s> <urn:p> <o> .",
        "<urn:s> <urn:p> <urn:o> <g> .",
        '<urn:s> <urn:p> "5"^^<number> .',
        '"s" <urn:p> <urn:o> .',
        "<urn:s> _:p <urn:o> .",
        "_:s. <urn:p> <urn:o> .",
        "_: <urn:p> <urn:o> .",
        "<urn:s> <urn:p> <urn:o>",
        "<urn:s> <urn:p> <urn:o> <urn:g> <urn:h> .",
        '<urn:s> <urn:p> "a"b" .',
        '<urn:s> <urn:p> "\\x" .',
        '<urn:s> <urn:p> "\\uD800" .',
        '<urn:s> <urn:p> "\\U00110000" .',
        '<urn:s> <urn:p> "a"@ .',
        "<urn:a b> <urn:p> <urn:o> .",
        "<urn:s> <urn:p> <urn:o> . <urn:s>",
    ],
)
def test_what_is_no_statement_is_refused_with_its_line(statement):
    with pytest.raises(MalformedError) as caught:
        parse(f"<urn:s> <urn:p> <urn:o> .\n{statement}\n")

    assert caught.value.path == "line 2"
