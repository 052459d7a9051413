"""Forms that are learned: what awards of one badge have in common is worked out once.

The awards of one badge differ in a dozen strings. When some of them have come by, those strings are
known, and whatever is worth preparing for such a form is prepared. The next award is recognised by
its text: between the strings that differ it is equal to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from threading import Lock
from typing import Any, Final, NamedTuple

import orjson

from insigne.canonicalization.form import NO_PLACE_FOR_SLOTS, Form, Key, Slot
from insigne.errors import InsigneError

type Path = tuple[Key, ...]
type Prepare[Prepared] = Callable[[dict[str, Any]], Prepared]

MOST_BYTES: Final = 1024 * 1024
"""Of the text of examples: what is prepared takes about ten times as much."""

MOST_KINDS: Final = 4
MOST_SLOTS: Final = 48
LONGEST_TEXT: Final = 32 * 1024
"""Bytes: what is longer is not learned."""

MOST_LAYOUTS: Final = 16

LESSONS_AT_FIRST: Final = 4
"""So many strangers of one family are looked at; after that the second, the fourth, the eighth …"""


def family_of(document: Mapping[str, Any]) -> str | None:
    """Name what awards are likely to look alike: those of one achievement. None for others."""
    subject = document.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    name = achievement.get("id") if isinstance(achievement, dict) else None
    return name if isinstance(name, str) else None


class _Layout(NamedTuple):
    """Where slots and segments stand in the texts of one length; most of these have one layout."""

    segments_in: Callable[[bytes], Any]
    values_in: Callable[[bytes], Any]


@dataclass(slots=True, eq=False)
class Learned[Prepared]:
    """What was prepared for a form, and the text around its slots by which it is recognised."""

    segments: tuple[bytes, ...]
    prepared: Prepared
    _layouts: dict[int, _Layout] = field(default_factory=dict)

    def values_in(self, text: bytes) -> list[str] | None:
        """Give the strings in the slots of *text*; None if it is no such document.

        No value has a quotation mark or an escape in it: each is the string that it looks like.
        """
        layout = self._layouts.get(len(text))
        if layout is None or layout.segments_in(text) != self.segments:
            layout = self._layout_of(text)
            if layout is None:
                return None
        together = b"\n".join(layout.values_in(text))
        if b"\\" in together or b'"' in together:
            return None
        try:
            values = together.decode().split("\n")
        except UnicodeDecodeError:
            return None
        return values if len(values) == len(self.segments) - 1 else None

    def _layout_of(self, text: bytes) -> _Layout | None:
        """Find where the slots are; None if the text between them is not that of the form."""
        first, *others = self.segments
        if not text.startswith(first):
            return None
        start, end = 0, len(first)
        segments, values = [slice(start, end)], []
        for segment in others:
            start, end = end, text.find(b'"', end)
            if not text.startswith(segment, end):
                return None
            values.append(slice(start, end))
            start, end = end, end + len(segment)
            segments.append(slice(start, end))
        if end != len(text):
            return None
        layout = _Layout(itemgetter(*segments), _getter(values))
        if len(self._layouts) < MOST_LAYOUTS:
            self._layouts[len(text)] = layout
        return layout


def _getter(slices: Sequence[slice]) -> Callable[[bytes], Any]:
    """Do as `itemgetter`, and give a tuple also of one."""
    if len(slices) > 1:
        return itemgetter(*slices)
    return lambda text: (text[slices[0]],)


@dataclass(slots=True, eq=False)
class _Kind[Prepared]:
    """Documents that differ in nothing but strings at known places."""

    example: bytes
    paths: set[Path] = field(default_factory=set)
    learned: Learned[Prepared] | None = None
    is_hopeless: bool = False


@dataclass(slots=True, eq=False)
class _Family[Prepared]:
    """The kinds that were met under one name."""

    kinds: tuple[_Kind[Prepared], ...] = ()
    strangers: int = 0

    def is_time_for_a_lesson(self) -> bool:
        """Count one more that was not recognised, and say whether to look at it more closely.

        The longer it goes on the rarer, so that what is never alike costs no more than that.
        """
        self.strangers += 1
        return self.strangers <= LESSONS_AT_FIRST or self.strangers.bit_count() == 1


class FormMemory[Prepared]:
    """What was prepared for the kinds of documents that came by lately.

    Texts are JSON; those are learned that are written as `strict_json.to_bytes` writes.
    """

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._families: dict[Hashable, _Family[Prepared]] = {}
        self._lock = Lock()

    def recognised(self, family: Hashable, text: bytes) -> tuple[Prepared, list[str]] | None:
        """Give what is prepared for documents like *text*, and the strings in its slots.

        They stand in the order of the text, which is the order of `Form.names`.
        """
        known = self._families.get(family)
        for kind in known.kinds if known is not None else ():
            learned = kind.learned
            if learned is not None and (values := learned.values_in(text)) is not None:
                return learned.prepared, values
        return None

    def learn(self, family: Hashable, text: bytes, prepare: Prepare[Prepared]) -> None:
        """Look at a document that is sound and was not recognised.

        *prepare* gets the document of a form with its slots, and may refuse it with an
        `InsigneError`.
        """
        if len(text) > LONGEST_TEXT or b"null" in text:  # so NaN is written, too
            return
        with self._lock:
            known = self._families.setdefault(family, _Family())
            if known.is_time_for_a_lesson():
                _take_lesson(known, text, prepare)
                self._make_room()

    def _make_room(self) -> None:
        """Forget the family that was met first, as long as there is too much."""
        while sum(map(_size_of, self._families.values())) > self._most_bytes:
            del self._families[next(iter(self._families))]


def _take_lesson[Prepared](
    family: _Family[Prepared], text: bytes, prepare: Prepare[Prepared]
) -> None:
    document = orjson.loads(text)
    if orjson.dumps(document) != text:
        return  # not as we write it: nothing like it would be recognised
    for kind in family.kinds:
        paths = differences(orjson.loads(kind.example), document)
        if paths is not None:
            kind.paths.update(paths)
            if family.strangers >= LESSONS_AT_FIRST and not kind.is_hopeless:
                _try_to_prepare(kind, prepare)
            return
    family.kinds = (_Kind(text), *family.kinds[: MOST_KINDS - 1])


def _try_to_prepare[Prepared](kind: _Kind[Prepared], prepare: Prepare[Prepared]) -> None:
    """Prepare the form with all slots that are known; what cannot be, is not tried again."""
    kind.learned = None
    if not 0 < len(kind.paths) <= MOST_SLOTS:
        return
    template = with_slots(orjson.loads(kind.example), kind.paths)
    try:
        prepared = prepare(template)
    except InsigneError:
        kind.is_hopeless = True
    else:
        kind.learned = Learned(segments_of(Form.of(template)), prepared)


def differences(one: object, two: object) -> list[Path] | None:
    """Give the places of strings in which two documents differ; None if they differ otherwise."""
    paths: list[Path] = []
    return paths if _note_differences(one, two, (), paths) else None


def _note_differences(one: Any, two: Any, path: Path, paths: list[Path]) -> bool:
    if one.__class__ is not two.__class__:
        return False
    if isinstance(one, dict):
        return list(one) == list(two) and all(
            _note_differences(one[key], two[key], (*path, key), paths) for key in one
        )
    if isinstance(one, list):
        return len(one) == len(two) and all(
            _note_differences(*both, (*path, number), paths)
            for number, both in enumerate(zip(one, two, strict=True))
        )
    if one != two:
        paths.append(path)
        return isinstance(one, str) and NO_PLACE_FOR_SLOTS.isdisjoint(path)
    return True


def with_slots(part: Any, paths: set[Path], path: Path = ()) -> Any:
    """Copy *part* with a slot at each of *paths*, each with a name of its own."""
    if isinstance(part, dict):
        return {key: with_slots(item, paths, (*path, key)) for key, item in part.items()}
    if isinstance(part, list):
        return [with_slots(item, paths, (*path, number)) for number, item in enumerate(part)]
    return Slot(str(path), part) if path in paths else part


def segments_of(form: Form) -> tuple[bytes, ...]:
    """Give the text between the slots of *form*."""
    text = orjson.dumps(form.filled(form.marks))
    return tuple(_parted(text, [mark.encode() for mark in form.marks]))


def _parted(text: bytes, marks: Sequence[bytes]) -> Iterator[bytes]:
    for mark in marks:
        before, _, text = text.partition(mark)
        yield before
    yield text


def _size_of(family: _Family[Any]) -> int:
    return sum(len(kind.example) for kind in family.kinds)
