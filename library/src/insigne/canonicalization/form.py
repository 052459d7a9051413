"""Forms: documents with named places for strings, and their filling in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from insigne.errors import UnsupportedError

NO_PLACE_FOR_SLOTS: Final = frozenset({"@context", "type", "@type", "@language"})
"""Members that say how others are to be read."""

type Key = str | int


class Slot(str):
    """A string that differs from document to document: a name, and an example of what it may be."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str, example: str) -> Self:
        """Be *example* to whoever does not look for slots."""
        slot = super().__new__(cls, example)
        slot.name = name
        return slot


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in one object or array the slots are, and in which of its parts there are more."""

    here: tuple[tuple[Key, int], ...]
    inside: tuple[tuple[Key, _Places], ...]

    def filled(self, part: Any, values: Sequence[str]) -> Any:
        """Copy what changes of *part*, and nothing else."""
        copied = part.copy()
        for key, index in self.here:
            copied[key] = values[index]
        for key, places in self.inside:
            copied[key] = places.filled(part[key], values)
        return copied


@dataclass(frozen=True, slots=True)
class Form:
    """A document, and the places in it that are filled in."""

    names: tuple[str, ...]
    examples: tuple[str, ...]
    _document: Mapping[str, Any]
    _places: _Places

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Form:
        """Find the slots of *document*; one name may stand at many places, with one example.

        Raises `ValueError` if there are none, or a name has two examples, and `UnsupportedError`
        for a slot in the place of a type or a context.
        """
        slots: dict[str, Slot] = {}
        for path, slot in slots_in(document):
            if not NO_PLACE_FOR_SLOTS.isdisjoint(path):
                raise UnsupportedError(f"a slot in {'.'.join(map(str, path))}")
            if str(slots.setdefault(slot.name, slot)) != str(slot):
                raise ValueError(f"two examples for the slot {slot.name}")
        if not slots:
            raise ValueError("a form without slots")
        numbers = {name: number for number, name in enumerate(slots)}
        examples = tuple(str(slot) for slot in slots.values())
        return cls(tuple(slots), examples, _plain(document), _places(document, numbers))

    @property
    def marks(self) -> list[str]:
        """Make a value for each slot that shows where it goes: an IRI that is nowhere else."""
        text, number = repr(self._document), 0
        while (stem := f"urn:slot:{number}:") in text:
            number += 1
        return [f"{stem}{slot}:" for slot in range(len(self.names))]

    def filled(self, values: Sequence[str]) -> dict[str, Any]:
        """Fill in *values*, in the order of the names; parts without slots are shared."""
        document: dict[str, Any] = self._places.filled(self._document, values)
        return document


def slots_in(part: object) -> Iterator[tuple[tuple[Key, ...], Slot]]:
    """Give every slot in *part* with the way there."""
    for key, item in _items(part):
        if isinstance(item, Slot):
            yield (key,), item
        else:
            yield from (((key, *path), slot) for path, slot in slots_in(item))


def _items(part: object) -> Iterator[tuple[Key, Any]]:
    if isinstance(part, Mapping):
        yield from part.items()
    elif isinstance(part, list):
        yield from enumerate(part)


def _plain(part: Any) -> Any:
    """Copy *part*, its slots as the examples that they are."""
    if isinstance(part, Mapping):
        return {key: _plain(item) for key, item in part.items()}
    if isinstance(part, list):
        return [_plain(item) for item in part]
    return str(part) if isinstance(part, Slot) else part


def _places(part: object, numbers: Mapping[str, int]) -> _Places:
    inside = ((key, _places(item, numbers)) for key, item in _items(part))
    return _Places(
        tuple((key, numbers[item.name]) for key, item in _items(part) if isinstance(item, Slot)),
        tuple((key, places) for key, places in inside if places.here or places.inside),
    )
