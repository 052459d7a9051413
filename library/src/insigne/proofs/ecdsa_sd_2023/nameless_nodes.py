"""Blank nodes that no JSON object stands for, found again in a part of a document.

The cells of a list and the names of graphs are such nodes. Everything else has a name of its own in
both, so that one of them is found where all the rest of a statement is known, and the whole has but
one statement that fits. From the beginning of a list this leads on to its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from insigne.canonicalization.n_quads import BlankNode, Quad, blank_nodes_of

type _Gap = tuple[object, ...]
"""A place in a statement, and the statement without what stands there."""


def renamed(part: Iterable[Quad], whole: Collection[Quad]) -> tuple[Quad, ...]:
    """Call the nameless nodes of *part*, numbers from zero, what they are called in *whole*.

    A node that is not found keeps a number which *whole* does not have.
    """
    last = max([0, *(blank for quad in whole for blank in blank_nodes_of(quad))])
    quads = [_numbered_from(last + 1, quad) for quad in part]
    mentioning: defaultdict[BlankNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        for blank in blank_nodes_of(quad):
            mentioning[blank].append(quad)
    fitting = _fitting(whole)
    known: dict[BlankNode, BlankNode] = {}
    waiting = list(quads)
    while waiting:
        found = _found(_mapped(waiting.pop(), known), last, fitting)
        for blank, name in found.items():
            known[blank] = name
            waiting += mentioning[blank]
    return tuple(dict.fromkeys(_mapped(quad, known) for quad in quads))


def _numbered_from(first: BlankNode, quad: Quad) -> Quad:
    return _mapped(quad, {blank: blank + first for blank in blank_nodes_of(quad) if blank >= 0})


def _fitting(whole: Iterable[Quad]) -> Mapping[_Gap, set[BlankNode]]:
    """Give, for each statement with one nameless node left out, the nodes that it may be."""
    fitting: defaultdict[_Gap, set[BlankNode]] = defaultdict(set)
    for quad in whole:
        for place, term in enumerate(quad):
            if isinstance(term, int) and term >= 0:
                fitting[_gap(quad, place)].add(term)
    return fitting


def _found(
    quad: Quad, last: BlankNode, fitting: Mapping[_Gap, set[BlankNode]]
) -> Mapping[BlankNode, BlankNode]:
    """Find the one node of *quad* that is not known yet, if there is one, and one fits."""
    unknown = [
        (place, term) for place, term in enumerate(quad) if isinstance(term, int) and term > last
    ]
    if len(unknown) != 1:
        return {}
    place, term = unknown[0]
    candidates = fitting.get(_gap(quad, place), set())
    return {term: next(iter(candidates))} if len(candidates) == 1 else {}


def _gap(quad: Quad, place: int) -> _Gap:
    return place, *(None if at == place else term for at, term in enumerate(quad))


def _mapped(quad: Quad, names: Mapping[BlankNode, BlankNode]) -> Quad:
    subject, predicate, object_, graph = quad
    if isinstance(subject, int):
        subject = names.get(subject, subject)
    if isinstance(object_, int):
        object_ = names.get(object_, object_)
    if isinstance(graph, int):
        graph = names.get(graph, graph)
    return subject, predicate, object_, graph
