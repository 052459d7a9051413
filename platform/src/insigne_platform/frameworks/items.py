"""What is read of a framework before it is stored: values, checked and of limited size."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.frameworks.models import ItemKind

LARGEST_FILE: Final = 10 * 1024 * 1024
MOST_ITEMS: Final = 20_000
LONGEST: Final = {"uri": 1000, "code": 100, "name": 500, "description": 2000}


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it was read."""

    uri: str
    code: str = ""
    kind: str = ItemKind.COMPETENCY
    name_nl: str = ""
    name_en: str = ""
    description_nl: str = ""
    description_en: str = ""

    @property
    def words(self) -> str:
        """Everything that is searched, as it is compared."""
        said = (self.code, self.name_nl, self.name_en, self.description_nl, self.description_en)
        return folded(" ".join(said))


@dataclass(frozen=True, slots=True)
class ReadFramework:
    """A framework as it was read from a file."""

    name: str
    uri: str
    source: str
    items: tuple[Item, ...]


def folded(text: str) -> str:
    """Write a text so that capitals and accents make no difference when it is searched."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def clean(text: object, kind: str) -> str:
    """Keep of what others wrote one line without control signs, of at most the length we store."""
    if not isinstance(text, str | int | float) or isinstance(text, bool):
        return ""
    letters = (" " if unicodedata.category(each)[0] == "C" else each for each in str(text))
    return " ".join("".join(letters).split())[: LONGEST[kind]]


def is_address(text: str) -> bool:
    """Say whether an identifier can stand in a badge: an address or a URN."""
    return text.startswith(("https://", "http://", "urn:")) and " " not in text


def refusal(message: str) -> Invalid:
    """A file that is not accepted, and why."""
    return Invalid([Problem("file", message)])
