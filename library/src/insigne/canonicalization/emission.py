"""What a document says, as N-Quads that lack nothing but the names of their blank nodes.

Most lines of a credential mention no blank node, or one as their subject. Such a line is written
once, and never taken apart again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from operator import eq

from insigne.canonicalization.n_quads import BlankNode, Quad, Term, line


class Emission:
    """Quads as a walk writes them, the blank nodes numbered from zero."""

    __slots__ = ("blocks", "heads", "in_graphs", "known_hashes", "links", "subjects", "tails")

    def __init__(self) -> None:
        self.blocks: list[str] = []
        """Whole lines: no blank node is in them. What is said of one subject may be one text."""
        self.subjects: list[str] = []
        """Whom the blocks are about: each identifier as often as a node has it."""
        self.tails: list[list[str]] = []
        """For each blank node the lines that lack only it, their subject; sorted, each once."""
        self.heads: list[tuple[str, BlankNode]] = []
        """Lines that lack only the blank node that is their object."""
        self.links: list[tuple[BlankNode, str, BlankNode]] = []
        """Subject, what stands between, and object, where both are blank nodes."""
        self.in_graphs: list[Quad] = []
        """Quads of named graphs, whole."""
        self.known_hashes: list[str | None] = []
        """For each blank node its first-degree hash (SHA-256), if nothing more is said of it."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written."""
        return not (self.blocks or self.heads or self.links or self.in_graphs or any(self.tails))

    def blank_node(self) -> BlankNode:
        """Make a new blank node."""
        self.tails.append([])
        self.known_hashes.append(None)
        return len(self.tails) - 1

    def link(self, subject: Term, between: str, object_: BlankNode, graph: Term | None) -> None:
        """Write a quad whose object is a blank node; *between* is its predicate within spaces."""
        if graph is not None:
            self.in_graphs.append((subject, between[1:-1], object_, graph))
        elif isinstance(subject, str):
            self.heads.append((subject + between, object_))
        else:
            self.links.append((subject, between, object_))

    def say(
        self, subject: Term, endings: list[str], graph: Term | None, *, is_all: bool = False
    ) -> None:
        """Write quads of *subject*, once for each node: each ending is a line from its predicate.

        *is_all* promises that there are no links from this node, so that its lines stay together.
        """
        endings.sort()
        if any(map(eq, endings, islice(endings, 1, None))):  # a list repeats what it says
            endings = list(dict.fromkeys(endings))
        if graph is not None:
            for ending in endings:
                predicate, object_ = ending[1:-3].split(" ", 1)
                self.in_graphs.append((subject, predicate, object_, graph))
        elif not isinstance(subject, str):
            self.tails[subject] = endings
        else:
            self.subjects.append(subject)
            if not is_all:
                self.blocks += [subject + ending for ending in endings]
            elif endings:
                self.blocks.append(subject + subject.join(endings))

    def append(self, other: Emission) -> BlankNode:
        """Write all that *other* says, and give the number that its first blank node has here."""
        first = len(self.tails)
        self.blocks += other.blocks
        self.subjects += other.subjects
        if other.tails:
            self.tails += other.tails
            self.heads += [(head, blank + first) for head, blank in other.heads]
            self.links += [(one + first, text, two + first) for one, text, two in other.links]
            if other.in_graphs:
                self.in_graphs += [_renumbered(quad, first) for quad in other.in_graphs]
            self.known_hashes += other.known_hashes
        return first

    def drop_repetitions(self) -> None:
        """Keep of every quad but one, where several nodes are about one subject.

        A blank node is one node, and the object of one quad: there, nothing repeats.
        """
        if len(set(self.subjects)) < len(self.subjects):
            self.blocks = list(dict.fromkeys(_lines_of(self.blocks)))
        if self.in_graphs:
            self.in_graphs = list(dict.fromkeys(self.in_graphs))

    def quads(self) -> list[Quad]:
        """Give the same as quads, in no particular order; some perhaps twice."""
        # An IRI has no space in it, so that the first ones are those between the terms.
        quads: list[Quad] = []
        for whole in _lines_of(self.blocks):
            subject, predicate, object_ = whole[:-3].split(" ", 2)
            quads.append((subject, predicate, object_, None))
        for blank, tails in enumerate(self.tails):
            for tail in tails:
                predicate, object_ = tail[1:-3].split(" ", 1)
                quads.append((blank, predicate, object_, None))
        for head, blank in self.heads:
            subject, predicate = head[:-1].split(" ")
            quads.append((subject, predicate, blank, None))
        quads += [(one, between[1:-1], two, None) for one, between, two in self.links]
        return quads + self.in_graphs

    def to_text(self, names: Sequence[str]) -> str:
        """Write the lines in code-point order, the blank nodes called by *names*.

        Repetitions are dropped before: so a text that is all about one subject sorts as a line.
        """
        lines = self.blocks.copy()
        linked = {one for one, _, _ in self.links}
        for blank, tails in enumerate(self.tails):
            if tails:
                name = names[blank]
                if blank in linked:
                    lines += [name + tail for tail in tails]
                else:
                    lines.append(name + name.join(tails))
        lines += [f"{head}{names[blank]} .\n" for head, blank in self.heads]
        lines += [f"{names[one]}{between}{names[two]} .\n" for one, between, two in self.links]
        if self.in_graphs:
            of_blank = dict(enumerate(names))
            lines = _lines_of(lines)
            lines += [line(quad, of_blank) for quad in self.in_graphs]
        lines.sort()
        return "".join(lines)


def _lines_of(blocks: Sequence[str]) -> list[str]:
    return [f"{text}\n" for text in "".join(blocks).split("\n")[:-1]]


def _renumbered(quad: Quad, first: BlankNode) -> Quad:
    subject, predicate, object_, graph = quad
    return (
        subject if isinstance(subject, str) else subject + first,
        predicate,
        object_ if isinstance(object_, str) else object_ + first,
        graph if graph is None or isinstance(graph, str) else graph + first,
    )
