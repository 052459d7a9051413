"""Who is to be given a badge: rows of a file, checked one by one, with words for each bad one."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from insigne_platform.awards.recipient_columns import LANGUAGES, simple
from insigne_platform.awards.recipient_files import RawRow, read_recipients
from insigne_platform.core.citizen_number import is_citizen_number
from insigne_platform.core.errors import Problem

__all__ = ["RawRow", "Recipient", "check_recipients", "read_recipients"]

LONGEST = {"name": 200, "grade": 40, "narrative": 4000, "evidence_url": 500}
USUAL_URL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}(?:/[\w./~%=&?+,-]*)?",
    re.ASCII,
)
# What nearly every address looks like; of others, Django's validator is asked.
USUAL_ADDRESS = re.compile(
    r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}",
    re.ASCII,
)
DATES = ("awarded_on", "expires_on")
DATE_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to be given a badge, and what is said with it."""

    email: str
    name: str = ""
    language: str = ""
    grade: str = ""
    narrative: str = ""
    evidence_url: str = ""
    awarded_on: date | None = None
    expires_on: date | None = None
    row: int = 1

    def to_json(self) -> dict[str, object]:
        """Write the recipient for keeping until the list is awarded."""
        kept: dict[str, object] = {name: getattr(self, name) for name in _FIELDS}
        for name in DATES:
            value = getattr(self, name)
            kept[name] = value.isoformat() if value else None
        return kept

    def as_row(self) -> RawRow:
        """Write the recipient as a row of a file, to be checked like one."""
        cells = {name: str(value) for name, value in self.to_json().items() if value}
        return RawRow(self.row, cells)

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> Recipient:
        """Read what `to_json` wrote."""
        dates = {
            name: date.fromisoformat(str(value)) if (value := kept[name]) else None
            for name in DATES
        }
        return cls(**{**kept, **dates})  # type: ignore[arg-type]  # our own writing


_FIELDS = tuple(field.name for field in fields(Recipient))


def check_recipients(
    rows: Sequence[RawRow], *, at: datetime
) -> tuple[list[Recipient], list[Problem]]:
    """Answer the rows that can be awarded, and every problem of the others."""
    return RowChecker(at).check(rows)


class RowChecker:
    """Checks the rows of one file, which may come in parts; it knows the addresses seen before."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._row_of: dict[str, int] = {}

    def check(self, rows: Sequence[RawRow]) -> tuple[list[Recipient], list[Problem]]:
        """Answer the rows that can be awarded, and every problem of the others."""
        good: list[Recipient] = []
        problems: list[Problem] = []
        for row in rows:
            recipient, found = _checked(row, self._at)
            first = self._row_of.setdefault(recipient.email, row.number)
            if recipient.email and first != row.number:
                message = _("This address stands in row %(row)s too.") % {"row": first}
                found.append(Problem("email", message, row.number))
            problems += found
            if not found:
                good.append(recipient)
        return good, problems


def _checked(row: RawRow, at: datetime) -> tuple[Recipient, list[Problem]]:
    cells = {name: _clean(value) for name, value in row.cells.items()}
    problems = [
        Problem(name, sentence, row.number)
        for name, sentence in (*_text_problems(cells), *_value_problems(cells))
    ]
    dates: dict[str, date | None] = {}
    for name in DATES:
        dates[name], sentence = _date(cells.get(name, ""))
        sentence = sentence or _date_problem(name, dates, at)
        if sentence:
            problems.append(Problem(name, sentence, row.number))
    whole_name = cells.get("name") or " ".join(
        part for name in ("first_name", "last_name") if (part := cells.get(name, ""))
    )
    recipient = Recipient(
        row=row.number,
        email=cells.get("email", "").lower(),
        name=whole_name,
        language=LANGUAGES.get(simple(cells.get("language", "")), ""),
        grade=cells.get("grade", ""),
        narrative=cells.get("narrative", ""),
        evidence_url=cells.get("evidence_url", ""),
        awarded_on=dates["awarded_on"],
        expires_on=dates["expires_on"],
    )
    return recipient, problems


def _clean(value: str) -> str:
    """Join spaces and leave out control characters, which could turn the text around them."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    shown = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", value)
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(shown.split())


def _text_problems(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    for name, value in cells.items():
        if len(value) > LONGEST.get(name, 300):
            found.append((name, _("This is too long.")))
        if name not in ("awarded_on", "expires_on") and is_citizen_number(value):
            sentence = _(
                "“%(value)s” could be a citizen service number (BSN). We may not have those."
            )
            found.append((name, sentence % {"value": value[:3] + "…"}))
    return found


def _value_problems(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    email, evidence = cells.get("email", ""), cells.get("evidence_url", "")
    if not email:
        found.append(("email", _("There is no e-mail address in this row.")))
    elif not _is_address(email):
        sentence = _("“%(email)s” is not an e-mail address.")
        found.append(("email", sentence % {"email": email[:100]}))
    if evidence and not _is_web_address(evidence):
        found.append(
            ("evidence_url", _("The evidence is no web address; it begins with https://."))
        )
    language = cells.get("language", "")
    if language and simple(language) not in LANGUAGES:
        found.append(("language", _("The language is nl or en.")))
    return found


def _is_address(email: str) -> bool:
    if len(email) > 254:
        return False
    if USUAL_ADDRESS.fullmatch(email):
        return True
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _is_web_address(url: str) -> bool:
    if USUAL_URL.fullmatch(url):
        return True
    try:
        URLValidator(schemes=["https", "http"])(url)
        return urlsplit(url).username is None
    except (ValidationError, ValueError):
        return False


def _date(text: str) -> tuple[date | None, str]:
    """Read a date, or say in words what is wrong with it."""
    if not text:
        return None, ""
    read = _numbers(text)
    if read is None:
        sentence = _("“%(text)s” is not a date; write it as 31-12-2026.")
        return None, sentence % {"text": text[:40]}
    year, month, day = read
    if not 1900 <= year <= 2200 or not 1 <= month <= 12 or not 1 <= day <= 31:
        sentence = _("“%(text)s” is not a date; write it as 31-12-2026.")
        return None, sentence % {"text": text[:40]}
    last = calendar.monthrange(year, month)[1]
    if day > last:
        sentence = _("%(day)s %(month)s does not exist. Did you mean %(last)s %(month)s?")
        return None, sentence % {"day": day, "month": MONTHS[month], "last": last}
    return date(year, month, day), ""


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[int, int, int] | None:
    """The year, month and day that are written; a list has the same dates again and again."""
    match = next((found for form in DATE_FORMS if (found := form.fullmatch(text))), None)
    return match and (int(match["year"]), int(match["month"]), int(match["day"]))


def _date_problem(name: str, dates: Mapping[str, date | None], at: datetime) -> str:
    value = dates[name]
    tomorrow = (at.astimezone(UTC) + timedelta(days=1)).date()
    if name == "awarded_on" and value and value > tomorrow:
        return _("This date is in the future.")
    if name == "expires_on" and value and value <= (dates.get("awarded_on") or at.date()):
        return _("The badge would have expired before it was awarded.")
    return ""
