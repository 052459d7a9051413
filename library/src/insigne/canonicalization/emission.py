"""What a document says, as N-Quads that lack nothing but the names of their blank nodes.

Most lines of a credential mention no blank node, or one as their subject. Such a line is written
once, and never taken apart again.
"""

from __future__ import annotations

from collections.abc import Sequence

from insigne.canonicalization.n_quads import BlankNode, Quad, Term, line


class Emission:
    """Quads as a walk writes them, the blank nodes numbered from zero."""

    __slots__ = ("finished", "heads", "in_graphs", "known_hashes", "links", "tails")

    def __init__(self) -> None:
        self.finished: list[str] = []
        """Whole lines: no blank node is in them."""
        self.tails: list[list[str]] = []
        """For each blank node the lines that lack only it, their subject."""
        self.heads: list[tuple[str, BlankNode]] = []
        """Lines that lack only the blank node that is their object."""
        self.links: list[tuple[BlankNode, str, BlankNode]] = []
        """Subject, what stands between, and object, where both are blank nodes."""
        self.in_graphs: list[Quad] = []
        """Quads of named graphs, whole."""
        self.known_hashes: dict[BlankNode, str] = {}
        """First-degree hashes (SHA-256) that are known already: nothing more is said of these."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written."""
        return not (self.finished or self.heads or self.links or self.in_graphs or any(self.tails))

    def blank_node(self) -> BlankNode:
        """Make a new blank node."""
        self.tails.append([])
        return len(self.tails) - 1

    def add(self, subject: Term, between: str, object_: Term, graph: Term | None) -> None:
        """Write a quad; *between* is its predicate with the spaces around it."""
        if graph is not None:
            self.in_graphs.append((subject, between[1:-1], object_, graph))
        elif isinstance(subject, str):
            if isinstance(object_, str):
                self.finished.append(f"{subject}{between}{object_} .\n")
            else:
                self.heads.append((subject + between, object_))
        elif isinstance(object_, str):
            self.tails[subject].append(f"{between}{object_} .\n")
        else:
            self.links.append((subject, between, object_))

    def add_endings(self, subject: Term, endings: list[str], graph: Term | None) -> None:
        """Write what is said of *subject*: each ending is a line from its predicate on."""
        if graph is not None:
            for ending in endings:
                predicate, object_ = ending[1:-3].split(" ", 1)
                self.in_graphs.append((subject, predicate, object_, graph))
        elif isinstance(subject, str):
            self.finished += [subject + ending for ending in endings]
        else:
            self.tails[subject] += endings

    def append(self, other: Emission) -> BlankNode:
        """Write all that *other* says, and give the number that its first blank node has here."""
        first = len(self.tails)
        self.finished += other.finished
        if other.tails:
            self.tails += other.tails
            self.heads += [(head, blank + first) for head, blank in other.heads]
            self.links += [(one + first, text, two + first) for one, text, two in other.links]
            self.in_graphs += [_renumbered(quad, first) for quad in other.in_graphs]
            for blank, digest in other.known_hashes.items():
                self.known_hashes[blank + first] = digest
        return first

    def quads(self) -> list[Quad]:
        """Give the same as quads, in no particular order and repeated as they were written."""
        # An IRI has no space in it, so that the first ones are those between the terms.
        quads: list[Quad] = []
        for whole in self.finished:
            subject, predicate, object_ = whole[:-3].split(" ", 2)
            quads.append((subject, predicate, object_, None))
        for blank, tails in enumerate(self.tails):
            for tail in tails:
                predicate, object_ = tail[1:-3].split(" ", 1)
                quads.append((blank, predicate, object_, None))
        for head, blank in self.heads:
            subject, predicate = head[:-1].split(" ")
            quads.append((subject, predicate, blank, None))
        quads += [
            (subject, between[1:-1], object_, None) for subject, between, object_ in self.links
        ]
        return quads + self.in_graphs

    def drop_repetitions(self) -> None:
        """Keep of every quad but one: what a list repeats is said once.

        A blank node is the object of one quad only, so that what repeats are other things said
        of the same subject.
        """
        self.finished = list(dict.fromkeys(self.finished))
        self.in_graphs = list(dict.fromkeys(self.in_graphs))
        self.tails = [
            tails if len(tails) < 2 or len(set(tails)) == len(tails) else list(dict.fromkeys(tails))
            for tails in self.tails
        ]

    def to_text(self, names: Sequence[str]) -> str:
        """Write the lines in code-point order, the blank nodes called by *names*."""
        lines = self.finished.copy()
        for name, tails in zip(names, self.tails, strict=True):
            lines += [name + tail for tail in tails]
        lines += [f"{head}{names[blank]} .\n" for head, blank in self.heads]
        lines += [f"{names[one]}{between}{names[two]} .\n" for one, between, two in self.links]
        if self.in_graphs:
            of_blank = dict(enumerate(names))
            lines += [line(quad, of_blank) for quad in self.in_graphs]
        lines.sort()
        return "".join(lines)


def _renumbered(quad: Quad, first: BlankNode) -> Quad:
    subject, predicate, object_, graph = quad
    return (
        subject if isinstance(subject, str) else subject + first,
        predicate,
        object_ if isinstance(object_, str) else object_ + first,
        graph if graph is None or isinstance(graph, str) else graph + first,
    )
