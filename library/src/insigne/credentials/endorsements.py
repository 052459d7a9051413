"""This room is for finding the endorsements inside a credential, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from insigne.credentials.reading import Json, as_list
from insigne.credentials.signs import may_hold

EMBEDDED: Final = "endorsement"
AS_JWT: Final = "endorsementJwt"
NESTED: Final = "verifiableCredential"


class FoundEndorsement(NamedTuple):
    """An endorsement as it stands there, its place, and the object that carries it."""

    path: str
    value: object
    carrier: Json
    is_token: bool


def has_endorsements(document: Json) -> bool:
    """Say whether there may be any: that takes a tenth of finding where they are."""
    return may_hold(document, b'"endorsement')


def endorsements_in(document: Json) -> Iterator[FoundEndorsement]:
    """Find `endorsement` and `endorsementJwt` at every depth (Open Badges 3.0).

    Credentials that a CLR or a presentation holds are passed over: they are looked at by
    themselves.
    """
    waiting: list[tuple[str, object]] = [("", document)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, Mapping):
            yield from _of(here, path)
            waiting.extend(
                (f"{path}.{name}" if path else name, item)
                for name, item in here.items()
                if name != NESTED and isinstance(item, dict | list)
            )
        else:
            waiting.extend(
                (f"{path}[{position}]", item)
                for position, item in enumerate(as_list(here))
                if isinstance(item, dict | list)
            )


def ids_in(carrier: Json) -> set[str]:
    """Give the ids that an endorsement of *carrier* may be about: its own, and those within it."""
    found: set[str] = set()
    waiting: list[object] = [carrier]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            found |= {here[name] for name in ("id", "issuer") if isinstance(here.get(name), str)}
            waiting.extend(item for name, item in here.items() if name not in (EMBEDDED, "proof"))
        elif isinstance(here, list):
            waiting.extend(here)
    return found


def _of(carrier: Json, path: str) -> Iterator[FoundEndorsement]:
    for name in (EMBEDDED, AS_JWT):
        if name in carrier:
            place = f"{path}.{name}" if path else name
            values = as_list(carrier[name])
            for position, value in enumerate(values):
                yield FoundEndorsement(f"{place}[{position}]", value, carrier, name == AS_JWT)
