"""Sending letters in the words and the colours of a house."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, override

from insigne_platform.core import mail
from insigne_platform.institutions.letters import Letter, lay_out, standard
from insigne_platform.institutions.models import Institution

LOGO = "logo"


def send_letter(
    to: str,
    kind: str,
    letter: Letter,
    *,
    house: Institution,
    language: str,
    values: Mapping[str, str],
) -> None:
    """Send a letter of this kind to one address, as the house writes it."""
    with override(language):
        button = gettext(letter.button)
    context = lay_out(standard(letter, language), button=button, values=values)
    pictures = {LOGO: bytes(house.logo_png)} if house.logo_png else {}
    mail.send(to, "letter", {**context, "house": house}, language=language, pictures=pictures)
