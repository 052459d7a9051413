"""The access matrix as it stands in matrix*.txt, and the routes that the service has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ACTORS = ("nobody", "amina", "eva", "ada", "wim", "olle", "greta", "bo", "operator")
MIRRORED = {"amina": "eva", "eva": "amina", "ada": "bo", "bo": "ada"}
OF_UPPSALA = ("wim", "olle", "greta")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|[\^$]")


@dataclass(frozen=True, slots=True)
class Row:
    """What everybody gets at one address in one way."""

    route: str
    method: str
    of: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    def path(self, named: dict[str, object]) -> str:
        """The address itself, with what it names filled in."""
        return PLACE.sub(lambda m: str(named[m[1] or m[2]]) if m[1] or m[2] else "", self.route)

    def mirrored(self) -> dict[str, str]:
        """What everybody gets where the address names what belongs to Elsewhere or to Eva."""
        return {
            actor: self.answers["bo" if actor in OF_UPPSALA else MIRRORED.get(actor, actor)]
            for actor in ACTORS
        }


def rows() -> list[Row]:
    """The whole matrix."""
    files = sorted(Path(__file__).parent.glob("matrix*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    route, method, of, *answers = line.split()
    return Row(route, method, of, dict(zip(ACTORS, answers, strict=True)))


def routes() -> set[str]:
    """Every route that the service answers to."""
    return {f"/{route}" for route in _walked(get_resolver().url_patterns, "")}


def _walked(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walked(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern)
