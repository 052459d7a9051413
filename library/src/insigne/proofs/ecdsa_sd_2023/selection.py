"""A part of a document, pointed out by JSON Pointers ("selectJsonLd"; RFC 6901)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

from insigne.errors import MalformedError

MOST_POINTERS: Final = 1000
MOST_POINTER_CHARACTERS: Final = 1000

_is_escaped_well = re.compile(r"(?:[^~]|~[01])*\Z", re.DOTALL).match
_is_index = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z").match

type Step = str | int


class _Sparse(dict[int, Any]):
    """The selected elements of an array, each still at its own place."""


def select(document: Mapping[str, Any], pointers: Iterable[str]) -> dict[str, Any]:
    """Give the part of *document* that *pointers* point to.

    On the way to it every `id`, `type` and `@context` comes along, since what is selected would
    say something else without them. Raises `MalformedError` for a pointer to nothing.
    """
    selection: dict[str, Any] = _initial(document)
    for pointer in pointers:
        _select(document, selection, pointer)
    dense = _dense(selection)
    assert isinstance(dense, dict)
    return dense


def require_pointers(pointers: Iterable[object]) -> tuple[str, ...]:
    """Refuse what is no list of JSON Pointers, or too long a one."""
    checked = tuple(pointer for pointer in pointers if isinstance(pointer, str))
    if len(checked) != len(list(pointers)):
        raise MalformedError("a JSON Pointer that is no text")
    if len(checked) > MOST_POINTERS:
        raise MalformedError(f"more than {MOST_POINTERS} JSON Pointers")
    for pointer in checked:
        if len(pointer) > MOST_POINTER_CHARACTERS or not _is_escaped_well(pointer):
            raise MalformedError(f"not a JSON Pointer: {pointer[:80]!r}")
        if pointer and not pointer.startswith("/"):
            raise MalformedError(f"not a JSON Pointer: {pointer[:80]!r}")
    return checked


def _select(document: Mapping[str, Any], selection: dict[str, Any], pointer: str) -> None:
    """Add what *pointer* points to ("selectPaths")."""
    value: Any = document
    selected: Any = selection
    steps = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if not steps:
        selection |= deepcopy(dict(document))
        return
    for text in steps[:-1]:
        step, value = _follow(value, text, pointer)
        inner = _at(selected, step)
        if inner is None:
            inner = _Sparse() if isinstance(value, list) else _initial(value)
            selected[step] = inner
        selected = inner
    step, value = _follow(value, steps[-1], pointer)
    if isinstance(value, Mapping):
        selected[step] = {**(_at(selected, step) or {}), **deepcopy(value)}
    else:
        selected[step] = deepcopy(value)


def _follow(value: Any, text: str, pointer: str) -> tuple[Step, Any]:
    if isinstance(value, Mapping) and text in value:
        return text, value[text]
    if isinstance(value, list) and _is_index(text) and int(text) < len(value):
        return int(text), value[int(text)]
    raise MalformedError("a JSON Pointer to nothing", path=pointer[:200])


def _at(selected: Any, step: Step) -> Any:
    """Give what is selected already there; a list was selected whole, and has it."""
    return selected.get(step) if isinstance(selected, dict) else selected[step]


def _initial(source: Any) -> dict[str, Any]:
    """Give what always comes along ("createInitialSelection")."""
    if not isinstance(source, Mapping):
        return {}
    return {name: deepcopy(source[name]) for name in ("@context", "id", "type") if name in source}


def _dense(value: Any) -> Any:
    if isinstance(value, _Sparse):
        return [_dense(value[index]) for index in sorted(value)]
    if isinstance(value, dict):
        return {name: _dense(inner) for name, inner in value.items()}
    return value
