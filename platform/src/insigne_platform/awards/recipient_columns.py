"""The columns that a list of recipients may have, by the names that people give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

COLUMNS: Mapping[str, frozenset[str]] = {
    "email": frozenset(
        {"email", "emailadres", "emailaddress", "mail", "mailadres", "mailaddress", "recipient"}
    ),
    "name": frozenset(
        {"name", "naam", "fullname", "volledigenaam", "recipientname", "student", "deelnemer"}
    ),
    "first_name": frozenset({"firstname", "voornaam", "givenname", "roepnaam"}),
    "last_name": frozenset({"lastname", "achternaam", "familyname", "surname"}),
    "grade": frozenset({"grade", "cijfer", "result", "resultaat", "score", "mark"}),
    "evidence_url": frozenset({"evidence", "bewijs", "evidenceurl", "bewijsurl", "bewijsstuk"}),
    "narrative": frozenset({"narrative", "toelichting", "motivation", "motivatie", "remark"}),
    "awarded_on": frozenset(
        {"date", "datum", "awardedon", "issuedon", "uitgereiktop", "datumuitreiking"}
    ),
    "expires_on": frozenset({"expires", "validuntil", "geldigtot", "verloopt", "vervaldatum"}),
    "language": frozenset({"language", "taal"}),
}
# A column of this name is refused, whatever stands in it.
CITIZEN_NUMBER: Final = frozenset(
    {"bsn", "bsnnummer", "bsnnumber", "burgerservicenummer", "sofinummer", "citizenservicenumber",
     "nationalid", "nationalidentitynumber", "persoonsgebondennummer", "pgn"}
)  # fmt: skip

LANGUAGES: Mapping[str, str] = {
    "nl": "nl", "nederlands": "nl", "dutch": "nl",
    "en": "en", "engels": "en", "english": "en",
}  # fmt: skip


def column_of(header: str) -> str | None:
    """Say which column a header means, however it is spelled; None if none of ours."""
    name = simple(header)
    return next((column for column, names in COLUMNS.items() if name in names), None)


def simple(text: str) -> str:
    """Reduce a header to its letters: `E-mailadres ` is `emailadres`."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())
