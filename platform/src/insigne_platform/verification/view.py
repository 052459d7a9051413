"""What a check is shown as: values in two languages, for a page or a program to lay out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Look(StrEnum):
    """The four answers of a check; they are told apart without colour too."""

    VALID = "valid"
    UNLISTED = "unlisted"
    UNKNOWN = "unknown"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    text_nl: str
    text_en: str

    def filled(self, **values: str | Words) -> Words:
        """Fill the places in the text, each language with its own words."""
        nl = {name: v.text_nl if isinstance(v, Words) else v for name, v in values.items()}
        en = {name: v.text_en if isinstance(v, Words) else v for name, v in values.items()}
        return Words(self.text_nl.format(**nl), self.text_en.format(**en))

    def __add__(self, other: Words) -> Words:
        return Words(
            f"{self.text_nl} {other.text_nl}".strip(), f"{self.text_en} {other.text_en}".strip()
        )


@dataclass(frozen=True, slots=True)
class Level:
    """One of the three levels of a verdict; *state* is a look, or `asked` if nobody asked."""

    key: str
    state: str
    word_nl: str
    word_en: str
    text_nl: str
    text_en: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One check, and what can be done about its answer."""

    code: str
    outcome: str
    sentence_nl: str
    sentence_en: str
    remedy_nl: str
    remedy_en: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One element of what a badge is worth; without `big` it is not stated."""

    label_nl: str
    label_en: str
    big_nl: str = ""
    big_en: str = ""
    detail_nl: str = ""
    detail_en: str = ""


@dataclass(frozen=True, slots=True)
class ValueCard:
    """What a badge is worth: *done* of the *of* mandatory elements are stated."""

    rows: tuple[ValueRow, ...]
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the badge says: a text, a link, a numbered list or a few tags."""

    label_nl: str
    label_en: str
    text_nl: str = ""
    text_en: str = ""
    url: str = ""
    points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerificationView:
    """The whole answer to "can I rely on this badge?"."""

    verdict: str
    look: Look
    headline_nl: str
    headline_en: str
    sentence_nl: str
    sentence_en: str
    at: datetime
    name: str
    issuer_name: str
    holder_name: str | None
    scenario: str | None
    picture: str | None
    picture_alt: str
    levels: tuple[Level, ...]
    findings: tuple[FindingView, ...]
    value: ValueCard | None
    facts: tuple[Fact, ...]
    unchecked: tuple[Words, ...]
    technical: tuple[tuple[str, str], ...]
    report_json: str
    revocation_reason: str | None
