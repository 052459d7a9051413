"""A document as statements that can be told apart ("canonicalizeAndGroup").

Blank nodes have no names of their own, and a part of a document names them otherwise than the whole
would. So each node of the JSON that has no `id` is given one for a while (the specification calls
that skolemizing), which the parts then carry too. Lists and named graphs are blank nodes that no
JSON object stands for; for these see `nameless_nodes`.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from insigne.canonicalization.active_context import ContextProcessor
from insigne.canonicalization.context_processing import Contexts
from insigne.canonicalization.n_quads import BlankNode, Quad, Term, line
from insigne.canonicalization.rdfc10 import issue_identifiers
from insigne.canonicalization.to_rdf import quads_of
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import base64url, strict_json
from insigne.errors import UnsupportedError
from insigne.proofs.ecdsa_sd_2023.nameless_nodes import renamed
from insigne.proofs.ecdsa_sd_2023.selection import select

_MARKER: Final = "urn:bnid:"
type Labels = Mapping[BlankNode, str]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one document, in order, with the names that they are signed with."""

    marked: Mapping[str, Any]
    marker: str
    quads: tuple[Quad, ...]
    labels: Labels
    lines: tuple[str, ...]
    contexts: Contexts


def hmac_labels(key: bytes) -> Callable[[str], str]:
    """Give the names that hide how many blank nodes there are ("createHmacIdLabelMapFunction")."""

    def label(canonical: str) -> str:
        digest = hmac.digest(key, canonical.encode(), "sha256")
        return "u" + base64url.encode(digest)

    return label


def statements_of(
    document: Mapping[str, Any], label: Callable[[str], str], contexts: Contexts
) -> Statements:
    """Canonicalize *document*, whose blank nodes are then called what *label* makes of c14n*N*."""
    marker = _unused_marker(document)
    marked, quads = _marked(document, marker, contexts)
    labels = {
        blank: f"_:{label(name.removeprefix('_:'))}"
        for blank, name in issue_identifiers(quads).items()
    }
    lines = tuple(sorted(line(quad, labels) for quad in quads))
    return Statements(marked, marker, quads, labels, lines, contexts)


def selected_quads(statements: Statements, pointers: Iterable[str]) -> tuple[Quad, ...]:
    """Give the quads that *pointers* point to ("selectCanonicalNQuads").

    Raises `UnsupportedError` if they cut through something that makes sense only as a whole.
    """
    pointers = tuple(pointers)
    if not pointers:
        return ()
    selection = select(statements.marked, pointers)
    part = _deskolemized(_quads(selection, statements.contexts), statements.marker)
    selected = renamed(part, statements.quads)
    if not set(selected) <= set(statements.quads):
        raise UnsupportedError("JSON Pointers that cut through a list, or a graph")
    return selected


def indexes_of(statements: Statements, quads: Iterable[Quad]) -> set[int]:
    """Say at which places the lines of *quads* stand."""
    lines = {line(quad, statements.labels) for quad in quads}
    return {index for index, text in enumerate(statements.lines) if text in lines}


def mandatory_hash(lines: Iterable[str]) -> bytes:
    """Hash what is always disclosed ("hashMandatoryNQuads")."""
    return hashlib.sha256("".join(lines).encode()).digest()


def labelled_lines(
    document: Mapping[str, Any], contexts: Contexts, label: Callable[[str], str]
) -> list[str]:
    """Write the lines of a document that is whole ("labelReplacementCanonicalizeJsonLd")."""
    quads = tuple(dict.fromkeys(_quads(document, contexts)))
    labels = {
        blank: f"_:{label(name.removeprefix('_:'))}"
        for blank, name in issue_identifiers(quads).items()
    }
    return sorted(line(quad, labels) for quad in quads)


def _unused_marker(document: Mapping[str, Any]) -> str:
    marker, text = _MARKER, strict_json.to_bytes(document)
    while marker.encode() in text:
        marker = f"{marker[:-1]}x:"
    return marker


def _marked(
    document: Mapping[str, Any], marker: str, contexts: Contexts
) -> tuple[Mapping[str, Any], tuple[Quad, ...]]:
    """Give each node without an `id` one, and the quads ("skolemizeCompactJsonLd").

    Objects inside a JSON literal are no nodes; that shows in the quads, and they are left alone.
    """
    marked = _Marking(marker, frozenset()).value(document)
    quads = _quads(marked, contexts)
    nodes = {term for quad in quads for term in (quad[0], quad[2]) if isinstance(term, str)}
    numbers = range(_Marking.count(document))
    literal = frozenset(number for number in numbers if f"<{marker}{number}>" not in nodes)
    if literal:
        marked = _Marking(marker, literal).value(document)
        quads = _quads(marked, contexts)
    return marked, tuple(dict.fromkeys(_deskolemized(quads, marker)))


class _Marking:
    """One walk through a document, which numbers the objects that have no `id`."""

    def __init__(self, marker: str, skipped: frozenset[int]) -> None:
        self._marker = marker
        self._skipped = skipped
        self._number = 0

    @classmethod
    def count(cls, document: Mapping[str, Any]) -> int:
        marking = cls("", frozenset())
        marking.value(document)
        return marking._number

    def value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, Mapping) or "@value" in value:
            return value
        own = {} if "id" in value else self._mark()
        inner = {
            name: item if name == "@context" else self.value(item) for name, item in value.items()
        }
        return {**inner, **own}

    def _mark(self) -> dict[str, Any]:
        number, self._number = self._number, self._number + 1
        return {} if number in self._skipped else {"id": f"{self._marker}{number}"}


def _deskolemized(quads: Iterable[Quad], marker: str) -> list[Quad]:
    """Make blank nodes of the marked ones again, by numbers below zero ("toDeskolemizedNQuads")."""
    start = f"<{marker}"

    def plain(term: Term) -> Term:
        if isinstance(term, str) and term.startswith(start):
            return -1 - int(term[len(start) : -1])
        return term

    return [(plain(s), p, plain(o), g) for s, p, o, g in quads]


def _quads(document: Mapping[str, Any], contexts: Contexts) -> list[Quad]:
    if contexts is not BUNDLE:
        return quads_of(document, ContextProcessor(contexts))
    processor = _processor_of_the_bundle()
    if processor.is_full:
        _processor_of_the_bundle.cache_clear()
        processor = _processor_of_the_bundle()
    return quads_of(document, processor)


@lru_cache(maxsize=1)
def _processor_of_the_bundle() -> ContextProcessor:
    return ContextProcessor(BUNDLE)
