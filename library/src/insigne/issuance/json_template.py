"""The JSON of a form: written once, with gaps where its slots are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insigne.canonicalization.form import Form
from insigne.canonicalization.n_quads import is_plain
from insigne.canonicalization.text_template import Piece, TextTemplate
from insigne.encoding import strict_json


def inside_json(values: Sequence[str]) -> Sequence[str]:
    """Write strings as they stand between the quotation marks of JSON (RFC 8785 §3.2.2.2)."""
    if is_plain("".join(values)):
        return values
    return [strict_json.to_bytes(value).decode()[1:-1] for value in values]


@dataclass(frozen=True, slots=True)
class JsonTemplate:
    """What `strict_json.to_bytes` writes of the filled form, as text without the last brace."""

    _template: TextTemplate

    @classmethod
    def compile(cls, form: Form) -> JsonTemplate:
        """Find the slots in the JSON of *form*."""
        number_of = {mark: number for number, mark in enumerate(form.marks)}
        text = strict_json.to_bytes(form.filled(form.marks)).decode()[:-1]
        parts = re.split("(" + "|".join(map(re.escape, form.marks)) + ")", text)
        pieces: list[Piece] = [number_of.get(part, part) for part in parts]
        return cls(TextTemplate.of(pieces))

    def pieces(self) -> list[Piece]:
        """The JSON as text and the numbers of the slots in turn, text first and last."""
        return self._template.pieces()

    def filled(self, values: Sequence[str]) -> str:
        """Write the JSON with *values* in the slots."""
        return self._template.filled(inside_json(values))
