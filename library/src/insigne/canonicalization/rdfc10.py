"""RDF Dataset Canonicalization (RDFC-1.0): the same quads, the same text.

The comments bear the numbers of the specification's own steps.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from insigne.canonicalization.n_quads import BlankNode, Quad, blank_nodes_of, line, parse, to_text
from insigne.errors import MalformedError

WORK_LIMIT = 50_000
"""How many steps of "Hash N-Degree Quads" one dataset may take.

A step looks at one related blank node. Real credentials take none or a few; a dataset that is
made to take many ("dataset poisoning") is refused in well under a second.
"""

HASHES: Mapping[str, Callable[[bytes], hashlib._Hash]] = {
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
}
"""The hash algorithms of the specification, by name."""

_MOST_DEPTH = 150
_TOO_MUCH_WORK = "telling its blank nodes apart would take too much work"

type Issuer = dict[BlankNode, str]
"""Identifiers in the order in which they were issued (section "Blank Node Identifier Issuer")."""


def canonicalize_n_quads(
    text: str, *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> str:
    """Write the canonical form of the dataset that *text* holds.

    Raises `MalformedError` if it is not N-Quads, or would take too much work.
    """
    quads = parse(text).quads
    return canonicalize_quads(quads, hash_name=hash_name, work_limit=work_limit)


def canonical_identifiers(
    text: str, *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> dict[str, str]:
    """Map the labels of the blank nodes in *text* to their canonical ones, both without `_:`."""
    dataset = parse(text)
    issued = issue_identifiers(dataset.quads, hash_name=hash_name, work_limit=work_limit)
    return {dataset.labels[blank]: name.removeprefix("_:") for blank, name in issued.items()}


def canonicalize_quads(
    quads: Iterable[Quad], *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> str:
    """Write *quads* in their canonical form."""
    dataset = tuple(dict.fromkeys(quads))
    issued = issue_identifiers(dataset, hash_name=hash_name, work_limit=work_limit)
    return to_text(dataset, issued)


def issue_identifiers(
    dataset: Collection[Quad], *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> Issuer:
    """Give every blank node of *dataset* its canonical identifier ("Canonicalization Algorithm").

    Each quad counts, so *dataset* has each but once.

    Raises `MalformedError` if that would take more than *work_limit* steps.
    """
    return _Canonicalization(dataset, hash_name, work_limit).issue()


class _Canonicalization:
    """The canonicalization state of one dataset."""

    def __init__(self, dataset: Collection[Quad], hash_name: str, work_limit: int) -> None:
        self._hash = HASHES[hash_name]
        self._work_left = work_limit
        self._depth = 0
        self._canonical: Issuer = {}
        # 2: blank node to quads
        self._quads: defaultdict[BlankNode, list[Quad]] = defaultdict(list)
        for quad in dataset:
            for blank in blank_nodes_of(quad):
                self._quads[blank].append(quad)
        # 3: hash to blank nodes
        self._first_degree = {blank: self._hash_first_degree(blank) for blank in self._quads}

    def issue(self) -> Issuer:
        blanks_with: defaultdict[str, list[BlankNode]] = defaultdict(list)
        for blank, digest in self._first_degree.items():
            blanks_with[digest].append(blank)
        by_hash = [blanks_with[digest] for digest in sorted(blanks_with)]
        # 4: who is unique is named by the rank of its hash
        for blanks in by_hash:
            if len(blanks) == 1:
                _issue(self._canonical, blanks[0], "_:c14n")
        # 5: who is not is told apart by its neighbours
        for blanks in by_hash:
            if len(blanks) > 1:
                self._issue_to_alike(blanks)
        return self._canonical

    def _issue_to_alike(self, blanks: list[BlankNode]) -> None:
        # 5.1, 5.2
        paths = []
        for blank in blanks:
            if blank not in self._canonical:
                paths.append(self._hash_n_degree(blank, {blank: "_:b0"}))
        # 5.3
        for _, issuer in sorted(paths, key=lambda path: path[0]):
            for blank in issuer:
                _issue(self._canonical, blank, "_:c14n")

    def _hash_first_degree(self, blank: BlankNode) -> str:
        """Hash the quads that mention *blank* ("Hash First Degree Quads")."""
        names = SeenFrom(blank)
        return self._digest("".join(sorted(line(quad, names) for quad in self._quads[blank])))

    def _hash_n_degree(self, blank: BlankNode, issuer: Issuer) -> tuple[str, Issuer]:
        """Hash *blank* by the shortest path through its neighbours ("Hash N-Degree Quads")."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise MalformedError(_TOO_MUCH_WORK)
        # 1-3
        related_with = self._hash_to_related(blank, issuer)
        # 4, 5
        data_to_hash = []
        for digest in sorted(related_with):
            path, issuer = self._shortest_path(related_with[digest], issuer)
            data_to_hash += [digest, path]
        # 6
        self._depth -= 1
        return self._digest("".join(data_to_hash)), issuer

    def _hash_to_related(
        self, blank: BlankNode, issuer: Issuer
    ) -> defaultdict[str, list[BlankNode]]:
        related_with: defaultdict[str, list[BlankNode]] = defaultdict(list)
        for quad in self._quads[blank]:
            subject, predicate, object_, graph = quad
            for position, term in (("s", subject), ("o", object_), ("g", graph)):
                if isinstance(term, int) and term != blank:
                    self._spend_work()
                    related_with[self._hash_related(term, position, predicate, issuer)].append(term)
        return related_with

    def _hash_related(
        self, related: BlankNode, position: str, predicate: str, issuer: Issuer
    ) -> str:
        """Hash how *related* is connected ("Hash Related Blank Node")."""
        name = self._canonical.get(related) or issuer.get(related) or self._first_degree[related]
        return self._digest(f"{position}{'' if position == 'g' else predicate}{name}")

    def _shortest_path(self, related: list[BlankNode], issuer: Issuer) -> tuple[str, Issuer]:
        # 5.2, 5.3
        chosen_path, chosen_issuer = "", issuer
        # 5.4
        for permutation in _orders(related):
            self._spend_work(len(permutation))
            found = self._path(permutation, dict(issuer), chosen_path)
            # 5.4.6
            if found is not None and (not chosen_path or found[0] < chosen_path):
                chosen_path, chosen_issuer = found
        return chosen_path, chosen_issuer

    def _path(
        self, permutation: tuple[BlankNode, ...], issuer: Issuer, chosen_path: str
    ) -> tuple[str, Issuer] | None:
        """Follow one order of the related blank nodes; None if another is known to be shorter."""
        # 5.4.1-5.4.3
        path = ""
        to_recurse = []
        # 5.4.4
        for related in permutation:
            if related in self._canonical:
                path += self._canonical[related]
            else:
                if related not in issuer:
                    to_recurse.append(related)
                path += _issue(issuer, related, "_:b")
            if _is_longer(path, chosen_path):
                return None
        # 5.4.5
        for related in to_recurse:
            digest, next_issuer = self._hash_n_degree(related, issuer)
            path += f"{_issue(issuer, related, '_:b')}<{digest}>"
            issuer = next_issuer
            if _is_longer(path, chosen_path):
                return None
        return path, issuer

    def _digest(self, text: str) -> str:
        return self._hash(text.encode()).hexdigest()

    def _spend_work(self, steps: int = 1) -> None:
        self._work_left -= steps
        if self._work_left < 0:
            raise MalformedError(_TOO_MUCH_WORK)


class SeenFrom(dict[BlankNode, str]):
    """Names in which one blank node is `_:a`, and any other `_:z`."""

    def __init__(self, blank: BlankNode) -> None:
        super().__init__({blank: "_:a"})

    def __missing__(self, blank: BlankNode) -> str:
        return "_:z"


def _issue(issuer: Issuer, blank: BlankNode, prefix: str) -> str:
    """Give *blank* the next identifier, unless it has one ("Issue Identifier Algorithm")."""
    return issuer.setdefault(blank, f"{prefix}{len(issuer)}")


def _orders(related: list[BlankNode]) -> Iterator[tuple[BlankNode, ...]]:
    """Give every order of *related*, each once.

    A blank node may be there many times (the name of a graph, once for each quad), and to swap it
    with itself gives no new path.
    """
    order = sorted(related)
    while True:
        yield tuple(order)
        rises = [at for at in range(len(order) - 1) if order[at] < order[at + 1]]
        if not rises:
            return
        last = rises[-1]
        larger = max(at for at in range(last + 1, len(order)) if order[at] > order[last])
        order[last], order[larger] = order[larger], order[last]
        order[last + 1 :] = reversed(order[last + 1 :])


def _is_longer(path: str, chosen_path: str) -> bool:
    return bool(chosen_path) and len(path) >= len(chosen_path) and path > chosen_path
