"""Writing to who earned a badge or holds one, in the words of the institution."""

from __future__ import annotations

from insigne_platform.awards.models import Award
from insigne_platform.awards.wordings import LETTERS
from insigne_platform.institutions.services import send_letter


def write(to: str, kind: str, award: Award, *, language: str, **values: str) -> None:
    """Send a letter of this room about an award."""
    issuer = award.version.achievement.issuer
    filled = {
        "badge": award.version.text_in("name", language),
        "issuer": issuer.name_in(language),
        "email": issuer.email,
        **values,
    }
    send_letter(to, kind, LETTERS[kind], house=issuer.institution, language=language, values=filled)
