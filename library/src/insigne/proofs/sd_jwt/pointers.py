"""Places in claims, written as JSON Pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable


def pointer_to(steps: Iterable[str | int]) -> str:
    """Write the way to a place."""
    return "".join(f"/{_escaped(str(step))}" for step in steps)


def inner(pointer: str, step: str | int) -> str:
    """Write the way one step further."""
    if isinstance(step, str) and ("~" in step or "/" in step):
        step = _escaped(step)
    return f"{pointer}/{step}"


def path_of(pointer: str) -> str:
    """Write a pointer as errors name places: `credentialSubject.result[0]`."""
    path = ""
    for name in steps_of(pointer):
        path += f"[{name}]" if name.isdecimal() else f".{name}" if path else name
    return path


def ancestors_of(pointer: str) -> Iterable[str]:
    """Give the places that contain *pointer*, itself included, outermost first."""
    steps = pointer.split("/")
    return ("/".join(steps[:length]) for length in range(2, len(steps) + 1))


def steps_of(pointer: str) -> list[str]:
    """Read the names on the way to a place."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def top_of(pointer: str) -> str:
    """Give the name of the claim, at the top, in which *pointer* leads."""
    return next(iter(steps_of(pointer)), "")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
