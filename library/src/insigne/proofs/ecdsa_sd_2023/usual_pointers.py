"""What a holder should not be able to leave out of a badge, if the issuer says nothing else.

Who issued it, when it holds, where its status is asked, and what was earned; without these a
badge would say more than its issuer did. Whom it is about, with which results and evidence, is the
holder's to show.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

POINTERS: Final = (
    "/issuer",
    "/name",
    "/validFrom",
    "/validUntil",
    "/credentialStatus",
    "/credentialSchema",
    "/termsOfUse",
    "/credentialSubject/achievement",
)


def usual_pointers(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Give those of `POINTERS` that point to something in *document*."""
    return tuple(pointer for pointer in POINTERS if _points(document, pointer.split("/")[1:]))


def _points(value: object, names: list[str]) -> bool:
    if not names:
        return True
    return isinstance(value, Mapping) and names[0] in value and _points(value[names[0]], names[1:])
