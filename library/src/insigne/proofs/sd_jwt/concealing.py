"""From claims to a payload that keeps some of them back (RFC 9901, "Issuer")."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from insigne.encoding import base64url, strict_json
from insigne.errors import MalformedError
from insigne.proofs.sd_jwt.disclosure import (
    DIGESTS,
    ELLIPSIS,
    RESERVED_NAMES,
    Disclosure,
    Writer,
    may_conceal,
)
from insigne.proofs.sd_jwt.hash_algorithms import CLAIM as ALGORITHM_CLAIM
from insigne.proofs.sd_jwt.hash_algorithms import DEFAULT, HASH_ALGORITHMS, digest_of
from insigne.proofs.sd_jwt.pointers import ancestors_of, inner, path_of

SALT_BYTES: Final = 16
DECOY_BYTES: Final = 32

type RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Concealed:
    """What is signed, and what the holder gets beside it."""

    payload: dict[str, object]
    disclosures: tuple[Disclosure, ...]


def conceal(
    claims: Mapping[str, object],
    disclosable: Collection[str],
    *,
    algorithm: str = DEFAULT,
    decoys: Mapping[str, int] | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
    write: Writer = strict_json.to_bytes,
) -> Concealed:
    """Replace the claims at *disclosable*, JSON Pointers, by digests of salted disclosures.

    A claim inside another that is concealed too is disclosed in two steps ("Recursive
    Disclosures"). *decoys* says how many digests of nothing are added to the object or array at a
    pointer ("Decoy Digests"). The randomness is asked for in the order of the claims: a salt for
    each disclosure, inner ones first, then whatever decoys need.

    Raises `MalformedError` for claims with reserved names, and where a pointer leads nowhere.
    """
    if algorithm not in HASH_ALGORITHMS:
        raise ValueError(f"digests are not made with {algorithm}")
    work = _Concealing(frozenset(disclosable), decoys or {}, algorithm, random_bytes, write)
    work.looks_everywhere = may_conceal(claims)
    payload = work.members(claims, "")
    if ALGORITHM_CLAIM in payload:
        raise MalformedError("a name that is reserved", path=ALGORITHM_CLAIM)
    for pointer in sorted(work.waiting):
        raise MalformedError("there is nothing here to disclose", path=path_of(pointer) or pointer)
    if work.disclosures or work.decoys:
        payload[ALGORITHM_CLAIM] = algorithm
    return Concealed(payload, tuple(work.disclosures))


class _Concealing:
    """One walk through the claims, inner places first."""

    def __init__(
        self,
        disclosable: frozenset[str],
        decoys: Mapping[str, int],
        algorithm: str,
        random_bytes: RandomBytes,
        write: Writer,
    ) -> None:
        self.disclosable = disclosable
        self.decoys = decoys
        self.waiting = {*disclosable, *decoys}
        self.algorithm = algorithm
        self.random_bytes = random_bytes
        self.write = write
        self.disclosures: list[Disclosure] = []
        self.looks_everywhere = True
        self.ways = {way for pointer in self.waiting for way in ancestors_of(pointer)}

    def value(self, value: object, pointer: str) -> object:
        """Give *value* as it is signed; where nothing is concealed that is the value itself."""
        if not isinstance(value, dict | list):
            return value
        if pointer not in self.ways and not self.looks_everywhere:
            return value
        if isinstance(value, dict):
            return self.members(value, pointer)
        return self.elements(value, pointer)

    def members(self, members: Mapping[str, object], pointer: str) -> dict[str, object]:
        open_members: dict[str, object] = {}
        digests: list[str] = []
        for name, member in members.items():
            if name in RESERVED_NAMES or (name == ALGORITHM_CLAIM and pointer):
                path = path_of(inner(pointer, name))
                raise MalformedError("a name that is reserved", path=path)
            here = inner(pointer, name)
            value = self.value(member, here)
            if here in self.disclosable:
                digests.append(self._digest_of(here, value, name))
            else:
                open_members[name] = value
        digests += self._decoys_at(pointer)
        # Sorted, they do not tell in which order the claims stood.
        return {DIGESTS: sorted(digests), **open_members} if digests else open_members

    def elements(self, elements: Sequence[object], pointer: str) -> list[object]:
        result: list[object] = []
        for position, element in enumerate(elements):
            here = inner(pointer, position)
            value = self.value(element, here)
            if here in self.disclosable:
                value = {ELLIPSIS: self._digest_of(here, value, None)}
            result.append(value)
        for digest in self._decoys_at(pointer):
            place = int.from_bytes(self.random_bytes(4)) % (len(result) + 1)
            result.insert(place, {ELLIPSIS: digest})
        return result

    def _digest_of(self, pointer: str, value: object, name: str | None) -> str:
        self.waiting.discard(pointer)
        salt = base64url.encode(self.random_bytes(SALT_BYTES))
        disclosure = Disclosure.of(salt, value, name, write=self.write)
        self.disclosures.append(disclosure)
        return digest_of(disclosure.text, self.algorithm)

    def _decoys_at(self, pointer: str) -> Iterable[str]:
        if pointer not in self.decoys:
            return ()
        self.waiting.discard(pointer)
        count = self.decoys[pointer]
        texts = (base64url.encode(self.random_bytes(DECOY_BYTES)) for _ in range(count))
        return [digest_of(text, self.algorithm) for text in texts]
