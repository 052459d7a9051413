"""Documents that differ in nothing but named strings, canonicalized from a template.

Why that is exact. A slot is one whole string of the JSON: the text of a literal, or an IRI. Which
quads a document has depends on its keys, its types and its contexts, and of such a string only on
whether it is an absolute IRI and nothing else: that is asked at every filling. Lines without slots
are constant, and so are the first-degree hashes of the blank nodes that no slot touches. The other
hashes are made anew, and as long as all of them differ, the names of the blank nodes are the ranks
of their hashes. Where that is not so (two hashes are equal, two quads might be the same one, a
string is no IRI), there is no answer here, and the general way is to be gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from insigne.canonicalization.canonical_document import Canonicalizer
from insigne.canonicalization.form import Form
from insigne.canonicalization.n_quads import BlankNode, are_absolute_iris, escape, is_plain
from insigne.canonicalization.quad_templates import (
    QuadTemplate,
    TermTemplate,
    blank_nodes_of,
    coincidences,
    gaps_of,
    pieces_of,
    templates_of,
)
from insigne.canonicalization.ranking import names_by_rank
from insigne.canonicalization.rdfc10 import SeenFrom
from insigne.canonicalization.text_template import Blocks, Piece, has_gaps, runs_of
from insigne.errors import MalformedError, UnsupportedError


@dataclass(frozen=True, slots=True)
class CompiledDocument:
    """The canonical form (SHA-256) of every document that fills one form."""

    _iris: tuple[int, ...]
    _special_schemes: frozenset[str]
    _forbidden: Mapping[int, frozenset[str]]
    _different: tuple[tuple[int, int], ...]
    _constant_hashes: tuple[str, ...]
    _touched: Blocks | None
    _constant_blocks: tuple[str, ...]
    _blocks: Blocks
    _named_blocks: tuple[tuple[int, tuple[str, ...]], ...]
    """What is said of a blank node, in parts before each of which its name belongs."""

    @classmethod
    def compile(cls, form: Form, canonicalizer: Canonicalizer) -> CompiledDocument:
        """Prepare *form*, and see that the general way gives the same.

        Raises `UnsupportedError` where a slot stands at a place that is more than a string, or
        where blank nodes are told apart by more than their own quads; and what canonicalizing the
        example raises.
        """
        canonicalizer.canonicalize(form.filled(form.examples))
        marks = form.marks
        quads = canonicalizer.quads(form.filled(marks))
        compiled = _compiled(templates_of(quads, marks), len(marks), canonicalizer.special_schemes)
        for values in (marks, form.examples):
            found, expected = compiled.fill(values), canonicalizer.canonicalize(form.filled(values))
            if found != expected and not (found is None and values is form.examples):
                raise UnsupportedError("a form whose canonical form depends on more than its slots")
        return compiled

    def fill(self, values: Sequence[str], *, iris: Collection[int] = ()) -> str | None:
        """Give the canonical form for *values*; None if only the general way can tell.

        The caller promises that the slots in *iris* are absolute IRIs.
        """
        texts = self._texts(values, iris)
        if texts is None:
            return None
        hashes = [*self._constant_hashes]
        if self._touched is not None:
            hashes += [_digest(lines) for lines in self._touched.filled(texts)]
        names = names_by_rank(hashes)
        if names is None:
            return None
        # What is said of one subject stands together, so that its lines move as one.
        pool = [*texts, *names]
        blocks = [*self._constant_blocks, *self._blocks.filled(pool)]
        blocks += [pool[subject].join(parts) for subject, parts in self._named_blocks]
        blocks.sort()
        return "".join(blocks)

    def _texts(self, values: Sequence[str], checked: Collection[int]) -> Sequence[str] | None:
        """Write *values* as they stand in N-Quads; None where that is not all that they say."""
        texts: Sequence[str] = values
        if not is_plain("".join(values)):
            try:
                texts = [escape(value) for value in values]
            except MalformedError:
                return None
        if texts is not values:
            checked = ()  # what had to be escaped is asked again
        iris = [texts[slot] for slot in self._iris if slot not in checked]
        if iris and not are_absolute_iris(iris):
            return None
        if self._special_schemes:
            schemes = {texts[slot].partition(":")[0] for slot in self._iris}
            if not self._special_schemes.isdisjoint(schemes):
                return None
        for slot, forbidden in self._forbidden.items():
            if texts[slot] in forbidden:
                return None
        for one, two in self._different:
            if texts[one] == texts[two]:
                return None
        return texts


def _compiled(
    quads: Sequence[QuadTemplate], slots: int, special_schemes: frozenset[str]
) -> CompiledDocument:
    around: dict[BlankNode, list[QuadTemplate]] = {}
    for quad in quads:
        for blank in blank_nodes_of(quad):
            around.setdefault(blank, []).append(quad)
    touched = [blank for blank in around if any(map(gaps_of, around[blank]))]
    untouched = [blank for blank in around if blank not in touched]
    lines_around = {
        blank: [pieces_of(quad, SeenFrom(blank).__getitem__) for quad in around[blank]]
        for blank in around
    }
    # The pool from which lines are filled: the slots' texts, then the names of the blank nodes.
    place = {blank: slots + rank for rank, blank in enumerate(untouched + touched)}
    by_subject: dict[TermTemplate, list[list[Piece]]] = {}
    for quad in quads:
        by_subject.setdefault(quad[0], []).append(pieces_of(quad, place.__getitem__))
    constant = [lines for lines in by_subject.values() if not any(map(has_gaps, lines))]
    named = [lines for lines in by_subject.values() if _needs_only_a_name(lines)]
    variable = [lines for lines in by_subject.values() if lines not in constant + named]
    forbidden: dict[int, set[str]] = {}
    for slot, text in coincidences(quads):
        if isinstance(text, str):
            forbidden.setdefault(slot, set()).add(text)
    return CompiledDocument(
        _iris=tuple({gap.slot for quad in quads for gap in gaps_of(quad) if gap.before == "<"}),
        _special_schemes=special_schemes,
        _forbidden={slot: frozenset(texts) for slot, texts in forbidden.items()},
        _different=tuple(
            {(slot, other) for slot, other in coincidences(quads) if isinstance(other, int)}
        ),
        _constant_hashes=tuple(_digest(_text_of(lines_around[blank])) for blank in untouched),
        _touched=Blocks.of([lines_around[blank] for blank in touched]) if touched else None,
        _constant_blocks=tuple(map(_text_of, constant)),
        _blocks=Blocks.of([run for lines in variable for run in runs_of(lines)]),
        _named_blocks=tuple(map(_named, named)),
    )


def _needs_only_a_name(lines: Sequence[Sequence[Piece]]) -> bool:
    """Say whether nothing but the subject is to be filled in."""
    return all(isinstance(line[0], int) and not has_gaps(line[1:]) for line in lines)


def _named(lines: Sequence[Sequence[Piece]]) -> tuple[int, tuple[str, ...]]:
    """Part *lines* where the name of their subject belongs."""
    endings = sorted("".join(map(str, line[1:])) for line in lines)
    return int(lines[0][0]), ("", *endings)


def _text_of(lines: Iterable[Sequence[Piece]]) -> str:
    """Write *lines* without gaps."""
    return "".join(sorted("".join(map(str, line)) for line in lines))


def _digest(lines: str) -> str:
    return sha256(lines.encode()).hexdigest()
