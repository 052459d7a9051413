"""Quads in some of whose terms a string is still to be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, starmap

from insigne.canonicalization.n_quads import BlankNode, Quad, Term
from insigne.canonicalization.text_template import Piece
from insigne.errors import UnsupportedError


@dataclass(frozen=True, slots=True)
class Gap:
    """A term whose text is that of a slot: what stands before it, which slot, what after it."""

    before: str
    slot: int
    after: str

    def text_in(self, term: str) -> str | None:
        """Give what the slot would have to be for this to be *term*, if it can be."""
        if not (term.startswith(self.before) and term.endswith(self.after)):
            return None
        return term[len(self.before) : len(term) - len(self.after)]


type TermTemplate = Term | Gap
type QuadTemplate = tuple[TermTemplate, str, TermTemplate, TermTemplate | None]


def templates_of(quads: Iterable[Quad], marks: Sequence[str]) -> list[QuadTemplate]:
    """Find the *marks*, one for each slot, in *quads*.

    Raises `UnsupportedError` for a mark that is only a part of a term, and for one that is missing.
    """
    found: set[int] = set()

    def template_of(term: Term) -> TermTemplate:
        if not isinstance(term, str):
            return term
        for slot, mark in enumerate(marks):
            if mark in term:
                found.add(slot)
                before, after = term[0], term[1 + len(mark) :]
                if term != before + mark + after or mark in after:
                    raise UnsupportedError("a slot that is a part of something else")
                return Gap(before, slot, after)
        return term

    templates: list[QuadTemplate] = [
        (
            template_of(subject),
            predicate,
            template_of(object_),
            None if graph is None else template_of(graph),
        )
        for subject, predicate, object_, graph in dict.fromkeys(quads)
    ]
    if len(found) < len(marks):
        raise UnsupportedError("a slot that says nothing")
    return templates


def gaps_of(quad: QuadTemplate) -> list[Gap]:
    """Give the terms of *quad* that are still to be filled."""
    return [term for term in quad if isinstance(term, Gap)]


def blank_nodes_of(quad: QuadTemplate) -> set[BlankNode]:
    """Give the blank nodes in *quad*."""
    return {term for term in quad if isinstance(term, int)}


def pieces_of(quad: QuadTemplate, name: Callable[[BlankNode], Piece]) -> list[Piece]:
    """Write *quad* as a line with gaps, its blank nodes as *name* says."""
    pieces: list[Piece] = []
    for term in quad:
        if isinstance(term, Gap):
            pieces += [term.before, term.slot, term.after, " "]
        elif isinstance(term, int):
            pieces += [name(term), " "]
        elif term is not None:
            pieces += [term, " "]
    return [*pieces, ".\n"]


def coincidences(quads: Sequence[QuadTemplate]) -> Iterator[tuple[int, int | str]]:
    """Give for each two quads that might be one what must not be, so that they are two.

    What must not be, is that a slot has the text, or the text of the other slot, that is given.

    Of two subjects it must not be in any case: what is said of one might mean something else
    beside what is said of the other.
    """
    for one, two in combinations(dict.fromkeys(quad[0] for quad in quads), 2):
        if _may_coincide(one, two):
            yield from _reasons([(one, two)])
    by_predicate: dict[str, list[QuadTemplate]] = {}
    for quad in quads:
        by_predicate.setdefault(quad[1], []).append(quad)
    for alike in by_predicate.values():
        for pairs in map(list, starmap(zip, combinations(alike, 2))):
            if all(_may_coincide(*pair) for pair in pairs):
                yield from _reasons(pairs)


def _may_coincide(one: TermTemplate | None, two: TermTemplate | None) -> bool:
    if isinstance(two, Gap) and not isinstance(one, Gap):
        one, two = two, one
    if isinstance(one, Gap) and isinstance(two, Gap):
        return (one.before, one.after) == (two.before, two.after)
    if isinstance(one, Gap):
        return isinstance(two, str) and one.text_in(two) is not None
    return one == two


def _reasons(
    pairs: Sequence[tuple[TermTemplate | None, TermTemplate | None]],
) -> Iterator[tuple[int, int | str]]:
    """Say of the first two terms that differ what would make them one; that is enough."""
    for one, two in pairs:
        if one != two:
            if isinstance(two, Gap) and not isinstance(one, Gap):
                one, two = two, one
            assert isinstance(one, Gap)  # what is constant and may coincide is equal
            text = two.slot if isinstance(two, Gap) else one.text_in(str(two))
            assert text is not None
            yield one.slot, text
            return
