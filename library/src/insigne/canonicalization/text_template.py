"""Text with gaps, filled in one step from a pool of strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any, Final

type Piece = str | int
"""A constant text, or the number of the string of the pool that stands there."""

MOST_NUMBERS: Final = 1 << 31


def has_gaps(pieces: Sequence[Piece]) -> bool:
    """Say whether anything is to be filled in."""
    return any(isinstance(piece, int) for piece in pieces)


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """Constant text with gaps in it."""

    _parts: tuple[str, ...]
    """Constant text and gaps in turn, constant text first and last."""
    _pick: Callable[[Sequence[Any]], Any]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> TextTemplate:
        """Put *pieces* together, at least one of which is a gap."""
        parts, gaps = [""], []
        for piece in pieces:
            if isinstance(piece, int):
                gaps.append(piece)
                parts += ["", ""]
            else:
                parts[-1] += piece
        return cls(tuple(parts), itemgetter(*gaps))

    def pieces(self) -> list[Piece]:
        """The constant text and the numbers of the pool in turn, constant text first and last."""
        numbers = self._pick(range(MOST_NUMBERS))
        parts: list[Piece] = [*self._parts]
        parts[1::2] = numbers if isinstance(numbers, tuple) else (numbers,)
        return parts

    def filled(self, pool: Sequence[str]) -> str:
        """Fill the gaps from *pool*."""
        parts, picked = [*self._parts], self._pick(pool)
        parts[1::2] = picked if isinstance(picked, tuple) else (picked,)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of lines with gaps, each in code-point order, all filled in one step."""

    _template: TextTemplate
    _unsorted: tuple[int, ...]

    @classmethod
    def of(cls, blocks: Sequence[Sequence[Sequence[Piece]]]) -> Blocks:
        """Prepare *blocks* of lines, each of which ends with the only line feed in it.

        Where constant text alone decides the order, it is decided here.
        """
        sorted_blocks = [sorted(lines, key=_with_marked_gaps) for lines in blocks]
        pieces = chain.from_iterable(_joined(lines) for lines in sorted_blocks)
        unsorted = [number for number, lines in enumerate(sorted_blocks) if not _is_decided(lines)]
        return cls(TextTemplate.of(list(pieces)[:-1]), tuple(unsorted))

    def filled(self, pool: Sequence[str]) -> list[str]:
        """Fill the gaps from *pool*, in which no string has a NUL or a line feed."""
        blocks = self._template.filled(pool).split("\0")
        for number in self._unsorted:
            blocks[number] = "\n".join([*sorted(blocks[number][:-1].split("\n")), ""])
        return blocks


def runs_of(lines: Sequence[Sequence[Piece]]) -> list[list[Sequence[Piece]]]:
    """Put *lines* in order, and part them where more than constant text decides the order.

    A line that is not decided against every other is a run of its own. So runs can be sorted as
    wholes once they are filled, and no line ends up inside another's run.
    """
    ordered = sorted(lines, key=_with_marked_gaps)
    runs: list[list[Sequence[Piece]]] = []
    continues = False
    for position, one in enumerate(ordered):
        is_loose = not all(_precedes(two, one) for two in ordered[:position]) or not all(
            _precedes(one, two) for two in ordered[position + 1 :]
        )
        if continues and not is_loose:
            runs[-1].append(one)
        else:
            runs.append([one])
        continues = not is_loose
    return runs


def _joined(lines: Sequence[Sequence[Piece]]) -> list[Piece]:
    return [*chain.from_iterable(lines), "\0"]


def _with_marked_gaps(line: Sequence[Piece]) -> str:
    return "".join("\0" if isinstance(piece, int) else piece for piece in line)


def _is_decided(lines: Sequence[Sequence[Piece]]) -> bool:
    """Say whether *lines* are in order, whatever is filled in."""
    return all(_precedes(one, two) for one, two in pairwise(lines))


def _precedes(one: Sequence[Piece], two: Sequence[Piece]) -> bool:
    """Say whether *one* comes before *two*, whatever is filled in.

    They do not differ before a constant text that decides it; the same gap is no difference.
    """
    for first, second in zip(_whole_texts(one), _whole_texts(two), strict=False):
        if isinstance(first, str) and isinstance(second, str) and first != second:
            return first < second and not second.startswith(first)
        if first != second:
            return False
    return False


def _whole_texts(pieces: Sequence[Piece]) -> list[Piece]:
    """Put constant texts together that follow each other."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and isinstance(piece, str) and isinstance(whole[-1], str):
            whole[-1] += piece
        else:
            whole.append(piece)
    return whole
