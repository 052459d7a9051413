"""Which values of the slots change nothing about the answers that issuing was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from insigne.canonicalization.form import Form
from insigne.credentials.dialect import dialect_of
from insigne.credentials.string_rules import StringRules, rules_of_slots


@dataclass(frozen=True, slots=True)
class SlotRules:
    """What a value must have in common with the example, for which issuing was settled.

    `require_sound_values` looks at strings in two ways: whether they are empty, and with the
    keywords of a schema. A value for which each of these gives the answer of the example changes
    nothing; any other may, and then the whole has to be asked again.
    """

    _rules: tuple[tuple[int, StringRules, tuple[bool, ...]], ...]

    @classmethod
    def of(cls, form: Form, document: Mapping[str, Any]) -> SlotRules:
        """Find the rules for the slots of *document*, from which *form* was made."""
        rules = rules_of_slots(document, dialect_of(document))
        return cls(
            tuple(
                (number, rules[name], rules[name].answers(example))
                for number, (name, example) in enumerate(
                    zip(form.names, form.examples, strict=True)
                )
                if name in rules
            )
        )

    def allow(self, values: Sequence[str]) -> bool:
        """Say whether *values* are strings that change no answer."""
        for value in values:
            if value.__class__ is not str or not value:
                return False
        for number, rules, answers in self._rules:
            if rules.answers(values[number]) != answers:
                return False
        return True
