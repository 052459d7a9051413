"""What requests and answers are made of."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, ConfigDict


class Given(Schema):
    """What a program sends: a field that we do not know is a mistake, and not passed over."""

    model_config = ConfigDict(extra="forbid")


def _without_controls(text: str) -> str:
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t":
            raise ValueError("contains a control character")
    return text


Text = Annotated[str, AfterValidator(_without_controls)]


class Named(Schema):
    """A name in two languages, of which one may be empty."""

    nl: str
    en: str
