"""This room is for the associations of a CLR: which achievement belongs to which, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from insigne.credentials.reading import Json, as_object, id_of, objects_of

ENDS: Final = ("sourceId", "targetId")


def loose_ends(document: Json) -> list[str]:
    """Say which associations lead to an achievement that the CLR does not have.

    Its achievements are those of its subject, and those that its credentials are about (CLR 2.0,
    class Association).
    """
    subjects = objects_of(document.get("credentialSubject"))
    known = {id_of(achievement) for subject in subjects for achievement in _achievements(subject)}
    return [
        f"credentialSubject.association[{position}].{end}: leads to no achievement in this record"
        for subject in subjects
        for position, association in enumerate(objects_of(subject.get("association")))
        for end in ENDS
        if id_of(association.get(end)) not in known
    ]


def _achievements(subject: Json) -> Iterator[Json]:
    yield from objects_of(subject.get("achievement"))
    for credential in objects_of(subject.get("verifiableCredential")):
        for inner in objects_of(credential.get("credentialSubject")):
            yield as_object(inner.get("achievement"))
            yield from objects_of(inner.get("achievement"))
