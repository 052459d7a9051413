"""Nodes of one shape: their plain strings are looked at together, and written in one step.

Two nodes have one shape if they have the same names in the same order, with values of the same
kinds. In one context, lines of such nodes differ in nothing but the strings. Where a string needs a
second look (an unusual IRI, say) a pattern has no answer, and the walk goes member by member.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, Self

from insigne.canonicalization.n_quads import RDF, escape, is_plain
from insigne.canonicalization.term import Term
from insigne.errors import MalformedError

type Node = Mapping[str, Any]
type Shape = tuple[str | type, ...]
type _Pick = Callable[[Node], tuple[str, ...]]

MOST_MEMBERS: Final = 64
"""A node with more of them has no pattern."""

_RDF_TYPE: Final = f" <{RDF}type> "
_WITH_SLASHES: Final = ("https://", "http://")
"""Two slashes never follow a prefix."""
_USUAL_SCHEMES: Final = ("urn", "did", "mailto")
_NEVER_IN_IRIS: Final = b" <>{}|^`"
"""What is plain, and nevertheless has no place in an IRI."""
_BETWEEN_LINES: Final = "\0"  # which is not plain, and so in none of them


def shape_of(node: Node) -> Shape:
    """Give the names in *node*, and of what kinds its values are."""
    return (*node, *map(type, node.values()))


@dataclass(frozen=True, slots=True)
class NodePattern:
    """How the nodes of one shape are written in one context, if they have given types."""

    is_identified: bool
    """Whether the nodes have identifiers."""
    others: tuple[tuple[str, Term], ...]
    """The members that are more than a string."""
    _lines: str
    _strings_in: _Pick
    _iris_in: _Pick
    _beginnings: tuple[str, ...]

    @classmethod
    def of(
        cls,
        members: Sequence[tuple[str, Term]],
        strings: Collection[str],
        *,
        identifier: str | None,
        type_endings: Sequence[str],
        prefixes: Collection[str],
    ) -> Self:
        """Make the pattern of nodes with *members*, of which those in *strings* are strings.

        *identifier* is the name of the member that is the node's own identifier.
        """
        plain: dict[str, tuple[str, Term]] = {}
        others = []
        for name, term in members:
            is_plain_string = name in strings and bool(term.opening or term.is_reference)
            if is_plain_string and term.between not in (*plain, _RDF_TYPE):
                plain[term.between] = name, term
            else:
                others.append((name, term))
        # No predicate begins as another does: so their order is the order of the lines.
        in_order = [plain[between] for between in sorted(plain)]
        lines = [ending.replace("%", "%%") for ending in type_endings]
        lines += [_with_gap(term) for _, term in in_order]
        iris = [name for name, term in in_order if term.is_reference]
        return cls(
            is_identified=identifier is not None,
            others=tuple(others),
            _lines=_BETWEEN_LINES.join(sorted(lines)),
            _strings_in=_picker([name for name, _ in in_order]),
            _iris_in=_picker(iris if identifier is None else [identifier, *iris]),
            _beginnings=_WITH_SLASHES
            + tuple(f"{scheme}:" for scheme in _USUAL_SCHEMES if scheme not in prefixes),
        )

    def endings(self, node: Node) -> list[str] | None:
        """Write of *node*, which has this shape, what is no other member's, in code-point order.

        Each ending is a line from its predicate on. None if a string needs a second look.
        """
        if not self._are_usual(self._iris_in(node)):
            return None
        strings = self._strings_in(node)
        if not is_plain("".join(strings)):
            try:
                strings = tuple(map(escape, strings))
            except MalformedError:
                return None
        text = self._lines % strings
        return text.split(_BETWEEN_LINES) if text else []

    def _are_usual(self, iris: Sequence[str]) -> bool:
        """Say whether *iris* are surely absolute IRIs that stand for themselves."""
        text = "".join(iris)
        data = text.encode() if is_plain(text) else _NEVER_IN_IRIS
        if len(data.translate(None, _NEVER_IN_IRIS)) < len(data):
            return False
        beginnings = self._beginnings
        for iri in iris:  # noqa: SIM110  # all() makes a generator, which takes longer than this
            if not iri.startswith(beginnings):
                return False
        return True


def _with_gap(term: Term) -> str:
    if term.is_reference:
        return f"{term.between.replace('%', '%%')}<%s> .\n"
    return f"{term.opening.replace('%', '%%')}%s{term.closing.replace('%', '%%')}"


def _picker(names: Sequence[str]) -> _Pick:
    """Make what gives the values of *names* in a node."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda node: tuple([node[name] for name in names])
