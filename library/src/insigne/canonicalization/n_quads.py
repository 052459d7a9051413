"""Quads and their text (RDF 1.1 N-Quads; the canonical form is that of RDFC-1.0).

IRIs and literals are kept as the text that they have in canonical N-Quads, so that writing a
quad is joining strings; a blank node is a number, since it has no text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from insigne.errors import MalformedError

type BlankNode = int
type Term = str | BlankNode
type Quad = tuple[Term, str, Term, Term | None]
"""Subject, predicate, object, and the graph's name (None for the default graph)."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = XSD + "string"

match_absolute_iri = re.compile(
    r'[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|^`\\\ud800-\udfff]*\Z'
).match
_are_absolute_iris = re.compile(
    r'(?:[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|^`\\\ud800-\udfff]*\n)*\Z'
).match
_has_special_character = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff\ufffe\uffff]').search
_has_surrogate = re.compile(r"[\ud800-\udfff]").search

# Canonical N-Quads: ECHAR where there is one; UCHAR for the other control characters, and for
# what XML 1.1 does not call a Char; every other character stands for itself.
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)} | {
    ord("\b"): r"\b",
    ord("\t"): r"\t",
    ord("\n"): r"\n",
    ord("\f"): r"\f",
    ord("\r"): r"\r",
    ord('"'): r"\"",
    ord("\\"): r"\\",
}


def is_absolute_iri(text: str) -> bool:
    """Say whether *text* has a scheme, and only characters that an IRI may have."""
    return match_absolute_iri(text) is not None


def are_absolute_iris(texts: Iterable[str]) -> bool:
    """Say whether each of *texts* has a scheme, and only characters that an IRI may have."""
    return _are_absolute_iris("".join([f"{text}\n" for text in texts])) is not None


def is_plain(text: str) -> bool:
    """Say whether *text* surely stands for itself, in N-Quads and in JSON.

    What is special there is not printable, but for two characters. This is the quick way to ask.
    """
    return text.isprintable() and '"' not in text and "\\" not in text


def escape(text: str) -> str:
    """Write *text* as it stands between quotation marks in canonical N-Quads."""
    if is_plain(text) or _has_special_character(text) is None:
        return text
    if _has_surrogate(text):
        raise MalformedError("a lone surrogate is not a character")
    return text.translate(_ESCAPES)


def literal(text: str, datatype: str = XSD_STRING) -> str:
    """Write a literal; xsd:string is the datatype that is left out."""
    suffix = "" if datatype == XSD_STRING else f"^^<{datatype}>"
    return f'"{escape(text)}"{suffix}'


def blank_nodes_of(quad: Quad) -> Collection[BlankNode]:
    """Give the blank nodes that *quad* mentions, each once."""
    subject, _, object_, graph = quad
    if graph is None and isinstance(object_, str):
        return () if isinstance(subject, str) else (subject,)
    return {term for term in (subject, object_, graph) if isinstance(term, int)}


def line(quad: Quad, names: Mapping[BlankNode, str]) -> str:
    """Write *quad* as a line of canonical N-Quads, its blank nodes called by *names*."""
    subject, predicate, object_, graph = quad
    if subject.__class__ is int:
        subject = names[subject]
    if object_.__class__ is int:
        object_ = names[object_]
    if graph is None:
        return f"{subject} {predicate} {object_} .\n"
    if graph.__class__ is int:
        graph = names[graph]
    return f"{subject} {predicate} {object_} {graph} .\n"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Quads as they were read, each once, and the label that each blank node had in the text."""

    quads: tuple[Quad, ...]
    labels: tuple[str, ...]


_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = rf'<[^\x00-\x20<>"{{}}|^`\\]*(?:(?:{_UCHAR})[^\x00-\x20<>"{{}}|^`\\]*)*>'
_LABEL = r"_:\w[\w.\-\u00b7:]*(?<!\.)"
_STRING = rf'"[^"\\\n\r]*(?:(?:\\[tbnrf"\'\\]|{_UCHAR})[^"\\\n\r]*)*"'
_LANGUAGE = r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
_STATEMENT = (
    rf"[ \t]*(?P<subject>{_IRI}|{_LABEL})"
    rf"[ \t]*(?P<predicate>{_IRI})"
    rf"[ \t]*(?:(?P<object>{_IRI}|{_LABEL})|(?P<string>{_STRING})"
    rf"(?:\^\^(?P<datatype>{_IRI})|(?P<language>{_LANGUAGE}))?)"
    rf"[ \t]*(?P<graph>{_IRI}|{_LABEL})?[ \t]*\.[ \t]*(?:#.*)?\Z"
)
# Most statements have no escapes and one space between terms: each term is canonical as it stands.
_PLAIN_IRI = r'<[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|^`\\\ud800-\udfff]*>'
_PLAIN_STRING = r'"[^"\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]*"'
_PLAIN_STATEMENT = (
    rf"({_PLAIN_IRI}|{_LABEL}) ({_PLAIN_IRI}) "
    rf"({_PLAIN_IRI}|{_LABEL}|{_PLAIN_STRING}(?:\^\^(?!<{re.escape(XSD_STRING)}>){_PLAIN_IRI}|"
    rf"{_LANGUAGE})?) (?:({_PLAIN_IRI}|{_LABEL}) )?\.\Z"
)
_ESCAPED = re.compile(rf"{_UCHAR}|\\.")
_ECHARS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


@cache
def _matcher(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Compile when it is first needed: a badge is canonicalized without ever reading N-Quads."""
    return re.compile(pattern).match


def parse(text: str) -> Dataset:
    """Read N-Quads, or raise `MalformedError` with the number of the line that is wrong."""
    numbers: dict[str, BlankNode] = {}
    quads: list[Quad] = []
    match_plain_statement = _matcher(_PLAIN_STATEMENT)
    for number, statement in enumerate(re.split(r"[\r\n]+", text), start=1):
        if (plain := match_plain_statement(statement)) is not None:
            quads.append(_plain_quad(plain, numbers))
            continue
        if not statement.strip(" \t") or statement.lstrip(" \t").startswith("#"):
            continue
        try:
            quads.append(_parse_statement(statement, numbers))
        except MalformedError as error:
            raise MalformedError(error.message, path=f"line {number}") from error
    return Dataset(tuple(dict.fromkeys(quads)), tuple(numbers))


def to_text(quads: Iterable[Quad], names: Mapping[BlankNode, str]) -> str:
    """Write *quads* in code-point order."""
    return "".join(sorted([line(quad, names) for quad in quads]))


def _plain_quad(match: re.Match[str], numbers: dict[str, BlankNode]) -> Quad:
    subject, predicate, object_, graph = match.groups()
    return (
        numbers.setdefault(subject[2:], len(numbers)) if subject[0] == "_" else subject,
        predicate,
        numbers.setdefault(object_[2:], len(numbers)) if object_[0] == "_" else object_,
        numbers.setdefault(graph[2:], len(numbers)) if graph and graph[0] == "_" else graph,
    )


def _parse_statement(statement: str, numbers: dict[str, BlankNode]) -> Quad:
    match = _matcher(_STATEMENT)(statement)
    if match is None:
        raise MalformedError("not a statement of N-Quads")
    object_: Term
    if match["object"] is not None:
        object_ = _parse_resource(match["object"], numbers)
    else:
        object_ = _parse_literal(match)
    graph = None if match["graph"] is None else _parse_resource(match["graph"], numbers)
    subject = _parse_resource(match["subject"], numbers)
    return subject, _parse_iri(match["predicate"]), object_, graph


def _parse_resource(text: str, numbers: dict[str, BlankNode]) -> Term:
    if text.startswith("_:"):
        return numbers.setdefault(text[2:], len(numbers))
    return _parse_iri(text)


def _parse_iri(text: str) -> str:
    iri = _unescape(text[1:-1])
    if not is_absolute_iri(iri):
        raise MalformedError(f"not an absolute IRI: {text}")
    return f"<{iri}>"


def _parse_literal(match: re.Match[str]) -> str:
    text = _unescape(match["string"][1:-1])
    if match["language"] is not None:
        return f"{literal(text)}{match['language']}"
    if match["datatype"] is not None:
        return literal(text, _parse_iri(match["datatype"])[1:-1])
    return literal(text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    escaped = match[0][1:]
    if escaped[0] not in "uU" or len(escaped) == 1:
        return _ECHARS[escaped]
    code = int(escaped[1:], 16)
    if code > 0x10FFFF:
        raise MalformedError(f"no such character: {match[0]}")
    return chr(code)
