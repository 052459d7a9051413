"""This room is for what can be asked of a credential of which parts may be kept back."""

from __future__ import annotations

from typing import Final

from insigne.credentials.dialect import VC_2, Dialect, dialect_of
from insigne.credentials.reading import Json
from insigne.credentials.schema import problems_of_shown_badge
from insigne.credentials.sd_jwt_credential import document_in_sd_jwt, is_sd_jwt_vc
from insigne.proofs import sd_jwt_vc
from insigne.proofs.sd_jwt import ReadSdJwt

SHOWN: Final = ("type", "issuer")
"""What a W3C document in an SD-JWT always has to show."""


def sd_jwt_problems(read: ReadSdJwt) -> list[str]:
    """Say what is wrong with the structure of what *read* shows.

    A badge in it is compared with its schema, except that anything may be missing: nobody can say
    whether it is kept back.
    """
    document = document_in_sd_jwt(read)
    problems = sd_jwt_vc.sd_jwt_vc_problems(read) if is_sd_jwt_vc(read) else _w3c(document)
    if dialect_of(document) is Dialect.OPEN_BADGES_3:
        problems += problems_of_shown_badge(document)
    return problems


def _w3c(document: Json) -> list[str]:
    contexts = document.get("@context")
    first = contexts[:1] if isinstance(contexts, list) else [contexts]
    problems = [] if first == [VC_2] else [f"@context: does not begin with {VC_2}"]
    return problems + [f"{name}: is missing" for name in SHOWN if not document.get(name)]
