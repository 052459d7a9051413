"""What the benchmarks need ready: many awards of one badge, as documents, as bytes, as values."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import cycle
from typing import Any

from bench.sample import (
    ISSUER,
    ISSUER_DOCUMENT,
    KEY,
    LIST,
    METHOD,
    NOON,
    controller_document,
    credential,
)
from insigne.adapters.fetcher import MappingFetcher
from insigne.encoding import strict_json
from insigne.identifiers.did_key import verification_method_of_did_key
from insigne.issuance import CompiledBadge, Slot
from insigne.proofs import data_integrity
from insigne.status.bitstring import SHORTEST, bits_with
from insigne.status.status_list_credential import status_list_credential
from insigne.verification.evidence import Fetched

AWARDS = 2000
SLOTS: Mapping[str, tuple[str | int, ...]] = {
    "id": ("id",),
    "image": ("image", "id"),
    "validFrom": ("validFrom",),
    "awardedDate": ("awardedDate",),
    "identityHash": ("credentialSubject", "identifier", 0, "identityHash"),
    "salt": ("credentialSubject", "identifier", 0, "salt"),
    "grade": ("credentialSubject", "result", 0, "value"),
    "evidence": ("evidence", 0, "id"),
    "status": ("credentialStatus", "id"),
    "statusListIndex": ("credentialStatus", "statusListIndex"),
}


@cache
def documents() -> list[dict[str, object]]:
    """Many awards, unsecured."""
    return [credential(number) for number in range(AWARDS)]


@cache
def compiled() -> CompiledBadge:
    """The badge with a slot for whatever differs between two awards."""
    template = _with_slots(credential(), SLOTS)
    return CompiledBadge.compile(template, signer=KEY, verification_method=METHOD)


def compiled_with(did: str) -> tuple[CompiledBadge, Callable[[], dict[str, str]]]:
    """The badge of a did:key without a status, and values for one award after another."""
    template = credential(issuer=did)
    del template["credentialStatus"]
    slots = {name: path for name, path in SLOTS.items() if path[0] != "credentialStatus"}
    badge = CompiledBadge.compile(
        _with_slots(template, slots),
        signer=KEY,
        verification_method=verification_method_of_did_key(did),
    )
    return badge, one_after_another([{name: each[name] for name in slots} for each in values()])


def _with_slots(template: Any, slots: Mapping[str, tuple[str | int, ...]]) -> Any:
    for name, (*way, last) in slots.items():
        place = template
        for step in way:
            place = place[step]
        place[last] = Slot(name, place[last])
    return template


@cache
def values() -> list[dict[str, str]]:
    """What goes into the slots, award by award."""
    return [{name: _at(document, path) for name, path in SLOTS.items()} for document in documents()]


@cache
def secured(cryptosuite: str = "eddsa-rdfc-2022") -> list[bytes]:
    """Many awards as they are handed over, with a proof inside."""
    if cryptosuite == "eddsa-rdfc-2022":
        return [compiled().issue(each, at=NOON) for each in values()]
    return [strict_json.to_bytes(_secured(document, cryptosuite)) for document in documents()]


def one_after_another[Item](items: list[Item]) -> Callable[[], Item]:
    """Give the next item on each call: nobody is asked about the same award twice in a row."""
    turn: Iterator[Item] = cycle(items)
    return turn.__next__


@cache
def status_list() -> bytes:
    """A list of 131,072 bits of which every seventeenth is set, beyond our awards."""
    bits = bits_with(range(AWARDS, SHORTEST, 17))
    listed = status_list_credential(
        id=LIST,
        issuer=ISSUER,
        purpose="revocation",
        bits=bits,
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return strict_json.to_bytes(_secured(listed, "eddsa-rdfc-2022"))


@cache
def fetcher() -> MappingFetcher:
    """The issuer's document and the list, at hand."""
    bodies = {LIST: status_list(), ISSUER_DOCUMENT: strict_json.to_bytes(controller_document())}
    return MappingFetcher(
        {
            url: Fetched(url, url, 200, body, "application/json", NOON)
            for url, body in bodies.items()
        }
    )


def _secured(document: Mapping[str, object], cryptosuite: str) -> dict[str, object]:
    return data_integrity.secure(
        document, signer=KEY, verification_method=METHOD, created=NOON, cryptosuite=cryptosuite
    )


def _at(document: Any, path: tuple[str | int, ...]) -> str:
    for step in path:
        document = document[step]
    return str(document)
