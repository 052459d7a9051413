"""Text with gaps, filled in one step from a pool of strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any

type Piece = str | int
"""A constant text, or the number of the string of the pool that stands there."""


def has_gaps(pieces: Sequence[Piece]) -> bool:
    """Say whether anything is to be filled in."""
    return any(isinstance(piece, int) for piece in pieces)


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """Constant text with gaps in it."""

    _format: str
    _pick: Callable[[Sequence[str]], Any]

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> TextTemplate:
        """Put *pieces* together, at least one of which is a gap."""
        gaps = [piece for piece in pieces if isinstance(piece, int)]
        texts = ("%s" if isinstance(piece, int) else piece.replace("%", "%%") for piece in pieces)
        return cls("".join(texts), itemgetter(*gaps))

    def filled(self, pool: Sequence[str]) -> str:
        """Fill the gaps from *pool*."""
        filled: str = self._format % self._pick(pool)
        return filled


@dataclass(frozen=True, slots=True)
class SortedLines:
    """Lines with gaps, to be written in code-point order."""

    _template: TextTemplate
    _is_sorted: bool

    @classmethod
    def of(cls, lines: Sequence[Sequence[Piece]]) -> SortedLines:
        """Prepare *lines*, each of which ends with the only line feed in it.

        Where constant text alone decides the order, it is decided here.
        """
        ordered = sorted(lines, key=_constant_beginning)
        is_sorted = all(
            _is_decided(_constant_beginning(one), _constant_beginning(two))
            for one, two in pairwise(ordered)
        )
        return cls(TextTemplate.of([piece for line in ordered for piece in line]), is_sorted)

    def filled(self, pool: Sequence[str]) -> str:
        """Fill the gaps from *pool*, and put the lines in their order."""
        text = self._template.filled(pool)
        if self._is_sorted:
            return text
        return "\n".join(sorted(text[:-1].split("\n"))) + "\n"


def _constant_beginning(line: Sequence[Piece]) -> str:
    beginning = ""
    for piece in line:
        if isinstance(piece, int):
            break
        beginning += piece
    return beginning


def _is_decided(one: str, two: str) -> bool:
    """Say whether lines that begin so are in this order, whatever follows."""
    return one < two and not two.startswith(one)
