"""From a signed payload and its disclosures to the claims that they say together.

These are the steps of RFC 9901, "Verification of the SD-JWT", from the digests on. Whoever signed,
and whether that is to be believed, is another question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from insigne.errors import MalformedError
from insigne.proofs.sd_jwt.disclosure import DIGESTS, ELLIPSIS, Disclosure, may_conceal
from insigne.proofs.sd_jwt.hash_algorithms import CLAIM as ALGORITHM_CLAIM
from insigne.proofs.sd_jwt.hash_algorithms import algorithm_of, digest_of
from insigne.proofs.sd_jwt.pointers import inner, path_of

MOST_LEVELS: Final = 64


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The claims as they read with what was disclosed ("Processed SD-JWT Payload").

    They share their parts with the payload and the disclosures: nobody changes them.
    `places` says which claims came by a disclosure: JSON Pointers into `claims`.
    """

    claims: Mapping[str, object]
    places: Mapping[str, Disclosure]
    algorithm: str


def disclosed(payload: Mapping[str, object], disclosures: Sequence[str]) -> Disclosed:
    """Put every disclosure where its digest stands.

    Raises `MalformedError` with the path that is wrong, and `UnsupportedError` for a hash
    algorithm that we do not speak.
    """
    algorithm = algorithm_of(payload)
    by_digest: dict[str, Disclosure] = {}
    for position, text in enumerate(disclosures):
        digest = digest_of(text, algorithm)
        if digest in by_digest:
            raise MalformedError("the same disclosure twice", path=f"disclosures[{position}]")
        by_digest[digest] = _parsed(text, position)
    processing = _Processing(by_digest)
    claims = processing.members(payload, "", 1)
    claims.pop(ALGORITHM_CLAIM, None)
    if len(processing.places) != len(by_digest):
        raise MalformedError("a disclosure that the signed part does not refer to")
    return Disclosed(claims, processing.places, algorithm)


def _parsed(text: str, position: int) -> Disclosure:
    try:
        return Disclosure.parse(text)
    except MalformedError as error:
        raise MalformedError(error.message, path=f"disclosures[{position}]{error.path}") from error


class _Processing:
    """One walk through the payload, into what the disclosures bring, to the last digest."""

    def __init__(self, by_digest: Mapping[str, Disclosure]) -> None:
        self.by_digest = by_digest
        self.seen: set[str] = set()
        self.places: dict[str, Disclosure] = {}

    def value(self, value: object, pointer: str, level: int) -> object:
        """Give *value* as it reads; where nothing is concealed that is the value itself."""
        if not isinstance(value, dict | list) or not may_conceal(value):
            return value
        if isinstance(value, dict):
            return self.members(value, pointer, level)
        return self.elements(value, pointer, level)

    def members(self, members: Mapping[str, object], pointer: str, level: int) -> dict[str, object]:
        _require_depth(level, pointer)
        if ELLIPSIS in members:
            raise MalformedError("'...' outside of an array", path=path_of(pointer))
        if level > 1 and ALGORITHM_CLAIM in members:
            raise MalformedError(f"{ALGORITHM_CLAIM} below the top", path=path_of(pointer))
        result = {
            name: self.value(value, inner(pointer, name), level + 1)
            if isinstance(value, dict | list)
            else value
            for name, value in members.items()
            if name != DIGESTS
        }
        for digest in _digests_in(members, pointer):
            self._disclose_member(digest, result, pointer, level)
        return result

    def _disclose_member(
        self, digest: str, result: dict[str, object], pointer: str, level: int
    ) -> None:
        found = self._found(digest, pointer)
        if found is None:
            return
        name = found.name
        if name is None:
            raise MalformedError("an element's disclosure among members", path=path_of(pointer))
        here = inner(pointer, name)
        if name in result or name == ALGORITHM_CLAIM:
            raise MalformedError("a disclosure for a claim that is there", path=path_of(here))
        self.places[here] = found
        result[name] = self.value(found.value, here, level + 1)

    def elements(self, elements: Sequence[object], pointer: str, level: int) -> list[object]:
        _require_depth(level, pointer)
        result: list[object] = []
        for element in elements:
            here = inner(pointer, len(result))
            if not isinstance(element, dict) or ELLIPSIS not in element:
                result.append(self.value(element, here, level + 1))
                continue
            found = self._found(_digest_in(element, here), here)
            if found is None:
                continue
            if found.name is not None:
                raise MalformedError("a member's disclosure for an element", path=path_of(here))
            self.places[here] = found
            result.append(self.value(found.value, here, level + 1))
        return result

    def _found(self, digest: str, pointer: str) -> Disclosure | None:
        if digest in self.seen:
            raise MalformedError("the same digest twice", path=path_of(pointer))
        self.seen.add(digest)
        return self.by_digest.get(digest)


def _digests_in(members: Mapping[str, object], pointer: str) -> Sequence[str]:
    digests = members.get(DIGESTS, [])
    if not isinstance(digests, list) or not all(isinstance(digest, str) for digest in digests):
        path = path_of(inner(pointer, DIGESTS))
        raise MalformedError("the digests of members are a list of strings", path=path)
    return digests


def _digest_in(element: Mapping[str, object], pointer: str) -> str:
    digest = element[ELLIPSIS]
    if len(element) != 1 or not isinstance(digest, str):
        raise MalformedError("'...' stands alone, with a digest", path=path_of(pointer))
    return digest


def _require_depth(level: int, pointer: str) -> None:
    if level > MOST_LEVELS:
        path = path_of(pointer)[:200]
        raise MalformedError(f"nested more than {MOST_LEVELS} levels deep", path=path)
