"""This room is for saying in one line what a JSON Schema found wrong, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import jsonschema_rs

type Found = list[tuple[Sequence[str | int], str]]

_ALTERNATIVES = frozenset({"anyOf", "oneOf"})
_ABSENCES = frozenset({"required", "minItems", "minProperties", "contains"})
_DEEPEST = 12


def problems_in(errors: Iterable[jsonschema_rs.ValidationError]) -> list[str]:
    """Write each error as `where: what`, in order and each once."""
    found = [found for error in errors for found in _closest(error, 0)]
    return list(dict.fromkeys(f"{_place(path)}: {message}" for path, message in found))


def is_about_absence(error: jsonschema_rs.ValidationError) -> bool:
    """Say whether all that is wrong is that something is missing, which may be kept back."""
    kind = error.kind
    if kind.name not in _ALTERNATIVES:
        return kind.name in _ABSENCES
    branches = getattr(kind, "context", None) or []
    return any(branch and all(map(is_about_absence, branch)) for branch in branches)


def _closest(error: jsonschema_rs.ValidationError, depth: int) -> Found:
    """Of several alternatives none of which fits, follow the one that fitted deepest.

    A schema that allows a string or an object says of a wrong object only that neither fits; the
    reader wants to know what is wrong in the object.
    """
    if error.kind.name not in _ALTERNATIVES or depth > _DEEPEST:
        return [(error.instance_path, error.message)]
    here: Found = [(error.instance_path, "the value has none of the forms that are allowed")]
    alternatives: list[Found] = [
        [found for inner in branch for found in _closest(inner, depth + 1)]
        for branch in getattr(error.kind, "context", None) or []
    ]
    best = min((found for found in alternatives if found), key=_distance, default=here)
    reaches_deeper = max(len(path) for path, _ in best) > len(error.instance_path)
    return best if reaches_deeper else here


def _distance(found: Found) -> tuple[int, int]:
    return -max(len(path) for path, _ in found), len(found)


def _place(path: Sequence[str | int]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".") or "the credential"
