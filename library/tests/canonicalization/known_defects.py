"""Known defects of the processors that ours is compared with: what in a document triggers each.

A difference is explained only if its cause is there to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

type Document = Mapping[str, object]
type Causes = Mapping[str, Callable[[Document, str], bool]]
"""For each cause, whether it is there: in a document, and in the other processor's answer."""


def cause_of(causes: Causes, document: Document, theirs: str) -> str:
    """Name a known defect that explains why *theirs* is another answer; empty if there is none."""
    return next((name for name, is_so in causes.items() if is_so(document, theirs)), "")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _numbers(item)


def _has(characters: str) -> Callable[[Document, str], bool]:
    search = re.compile(f"[{characters}]").search
    return lambda document, _: any(map(search, _texts(document)))


def _repeats_a_line(_: Document, theirs: str) -> bool:
    lines = theirs.splitlines()
    return len(set(lines)) < len(lines)


def _has_fraction_without_point(document: Document, _: str) -> bool:
    """JavaScript writes 1e-7 without a point, and jsonld 9 takes that for the integer 0."""
    return any("e-" in repr(number) and "." not in repr(number) for number in _numbers(document))


def _mixes_planes(document: Document, _: str) -> bool:
    """Sorting by UTF-16 puts the other planes before the end of the first."""
    text = "".join(_texts(document))
    return bool(re.search("[\ue000-\uffff]", text) and re.search("[\U00010000-\U0010ffff]", text))


CAUSES_OF_PYLD: Causes = {
    "control characters are written raw": _has("\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff"),
    "a quad counts twice": _repeats_a_line,
}
CAUSES_OF_JSONLD: Causes = {
    "1e-7 becomes 0": _has_fraction_without_point,
    "sorted by UTF-16 units": _mixes_planes,
    "what XML 1.1 does not call a Char is written raw": _has("\ufffe\uffff"),
}
