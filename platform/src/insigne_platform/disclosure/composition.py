"""Which places of a credential a holder shows or keeps back; the rest is always shown.

Whoever cannot tell whose badge it is, what it is and whether it still holds, can verify nothing:
issuer, achievement, dates, status and the random identifiers are never kept back (decision 0014).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from insigne.proofs.ecdsa_sd_2023 import usual_pointers
from insigne_platform.awards import composition as awards
from insigne_platform.awards.models import Award

ACHIEVEMENT: Final = "/credentialSubject/achievement"
RESULT_DESCRIPTION: Final = "resultDescription"


class Field(StrEnum):
    """What a holder shows or keeps back."""

    NAME = "name"
    GRADE = "grade"
    CREDITS = "credits"
    NARRATIVE = "narrative"
    EVIDENCE = "evidence"


# That there is a grade stands in the description of the result too: they go together.
POINTERS: Final[Mapping[Field, Sequence[str]]] = {
    Field.NAME: ("/credentialSubject/identifier",),
    Field.GRADE: ("/credentialSubject/result", f"{ACHIEVEMENT}/{RESULT_DESCRIPTION}"),
    Field.CREDITS: ("/credentialSubject/creditsEarned",),
    Field.NARRATIVE: ("/credentialSubject/narrative",),
    Field.EVIDENCE: ("/evidence",),
}


def document_of(award: Award) -> dict[str, object]:
    """The award as a credential, with everything, still to be signed."""
    if award.status_list is None:
        raise ValueError("an award gets its status list before its credential")
    return awards.credential(award, awards.Badge.of(award.version), award.status_list)


def fields_in(document: Mapping[str, object]) -> tuple[Field, ...]:
    """Give the fields of which the document says something."""
    return tuple(field for field in Field if _has(document, POINTERS[field][0]))


def pointers_of(fields: Collection[Field], document: Mapping[str, object]) -> list[str]:
    """Point to what *document* says of *fields*."""
    wanted = (pointer for field in Field if field in fields for pointer in POINTERS[field])
    return [pointer for pointer in wanted if _has(document, pointer)]


def decoys_for(disclosable: Collection[str]) -> dict[str, int]:
    """Say how many digests of nothing make every award look as if it had every field."""
    every = [pointer for pointers in POINTERS.values() for pointer in pointers]
    missing = [pointer for pointer in every if pointer not in disclosable]
    places = [pointer.rpartition("/")[0] for pointer in missing]
    return {place: places.count(place) for place in sorted(set(places))}


def mandatory_pointers(document: Mapping[str, Any]) -> list[str]:
    """Point to what a derived credential never leaves out."""
    achievement = document["credentialSubject"]["achievement"]
    of_achievement = [
        f"{ACHIEVEMENT}/{name.replace('~', '~0').replace('/', '~1')}"
        for name in achievement
        if name not in ("id", "type", RESULT_DESCRIPTION)  # the first two are never left out
    ]
    usual = [pointer for pointer in usual_pointers(document) if pointer != ACHIEVEMENT]
    return [*usual, "/awardedDate", *of_achievement]


def _has(document: object, pointer: str) -> bool:
    for name in pointer.split("/")[1:]:
        if not isinstance(document, Mapping) or name not in document:
            return False
        document = document[name]
    return True
